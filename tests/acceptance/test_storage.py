"""A full disk or a folder that may not be written: one message, and what was there stays."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from clone import Clone
from test_errors import KEPT, check_message

SPARE = 3_000_000


def mount(*options: str) -> bool:
    """Mount something; return whether that was possible."""
    if not shutil.which("mount") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    return subprocess.run(["mount", *options], capture_output=True).returncode == 0


def measure(folder: Path) -> int:
    """Return the bytes that the files below a folder take on a disk with blocks of 4 KiB."""
    return sum(-(-path.stat().st_size // 4096) * 4096 + 4096 for path in folder.rglob("*"))


@pytest.fixture
def small_disk(built, tmp_path) -> Iterator[Clone]:
    """Return a copy of the built clone on a disk with little space left."""
    place = tmp_path / "schijf"
    place.mkdir()
    size = measure(built.clone.root) + SPARE
    if not mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)):
        pytest.skip("no small disk: mounting a tmpfs needs Linux and root")
    try:
        yield built.clone.copy(place / "project")
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def fill(project: Clone) -> None:
    """Take the last space of the disk."""
    try:
        with (project.root / "vol").open("wb", buffering=0) as file:
            while file.write(b"0" * 65536):
                pass
    except OSError:
        return


def change_chapter(project: Clone) -> None:
    project.write("report/borging.qmd", project.read("report/borging.qmd") + "\nNog een zin.\n")


def test_a_disk_that_is_full_while_pages_are_made_leaves_the_site_whole(small_disk):
    change_chapter(small_disk)
    kept = [name for name in KEPT if name != "build/downloads"]  # PDF and Word may be new there, each whole
    before = small_disk.hash(*kept)
    done = small_disk.run("render", "--engine", "pandoc", TMPDIR=str(small_disk.root))
    check_message(done, 50, ("space", "Hint:"))
    assert small_disk.hash(*kept) == before
    assert not (small_disk.root / "_site.new").exists()


def test_a_disk_that_is_full_while_tables_are_made_leaves_them_whole(small_disk):
    table = "build/2020/tables/coded/kader.csv"
    codings = "data/2020/coderingen/definitief.csv"
    lines = small_disk.read(codings).splitlines(keepends=True)
    small_disk.write(codings, "".join(line for line in lines if ";kader;ambitieagenda;" not in line))
    text = small_disk.read(table)
    fill(small_disk)
    done = small_disk.run("run")
    check_message(done, 50, ("disk", "Hint:"))
    assert small_disk.read(table) == text


def test_a_project_that_may_not_be_written_says_so(small_disk):
    change_chapter(small_disk)
    before = small_disk.hash(*KEPT)
    assert mount("-o", "remount,ro", str(small_disk.root.parent))
    done = small_disk.run("render", "--engine", "pandoc")
    check_message(done, 50, ("read-only", "Hint:"))
    assert small_disk.hash(*KEPT) == before
    done = small_disk.run("run", "--force")
    check_message(done, 50, ("build", "Hint:"))
