"""A full disk, a file that may not grow, a folder that may not be written: one message, nothing is half."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import find_broken, find_leftovers, wait_for_silence
from small_project import READ, Small, write_cells
from test_storage import measure, mount

SPARE = 400_000
NOTEBOOK = "notebooks/01_een.ipynb"
EDITS = {"intake": "data/2020/wave.yml", "run": NOTEBOOK, "render": "report/een.qmd"}


@pytest.fixture
def small_disk(small_built, tmp_path) -> Iterator[Small]:
    """Return a small project on a disk of its own with little space left."""
    place = tmp_path / "schijf"
    place.mkdir()
    size = measure(small_built.root) + SPARE
    if not mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)):
        pytest.skip("no small disk: mounting a tmpfs needs Linux and root")
    try:
        yield small_built.copy(place / "project")
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


def fill(root: Path) -> Path:
    """Take the last space of a disk; return the file that takes it."""
    taken = root / "vol"
    try:
        with taken.open("wb", buffering=0) as file:
            while file.write(b"0" * 4096):
                pass
    except OSError:
        return taken
    return taken


def edit(small: Small, step: str) -> str:
    """Change something, so that a step has to be done; return the source as it was."""
    before = small.read(EDITS[step])
    if step == "run":
        write_cells(small, "01_een", "0", READ.format("interviews"))
    else:
        small.write(EDITS[step], before + ("# x\n" if step == "intake" else "\nEen zin.\n"))
    return before


def check_refused(small: Small, good: dict[str, str], done, words: tuple[str, ...]) -> None:
    """Check that a command was refused in one line, and that all that was there is whole."""
    assert done.returncode == 50, done.stdout + done.stderr
    assert done.stderr.count("\n") == 1 and [word for word in words if word not in done.stderr] == []
    assert small.hash("_site") == good
    assert (wait_for_silence(small.root), find_broken(small.root)) == ([], [])


@pytest.mark.parametrize("step", EDITS)
def test_a_full_disk_is_told_and_once_there_is_room_the_next_run_is_right(small_disk, step):
    good = small_disk.hash("_site")
    before = edit(small_disk, step)
    taken = fill(small_disk.root)
    done = small_disk.report(TMPDIR=str(small_disk.root))
    taken.unlink()
    check_refused(small_disk, good, done, ("Hint:",))
    small_disk.write(EDITS[step], before)
    last = small_disk.report()
    assert (last.returncode, last.stderr, find_leftovers(small_disk.root)) == (0, "", [])
    assert small_disk.hash("_site") == good


@pytest.mark.skipif(os.name == "nt", reason="no limit on file size on Windows")
@pytest.mark.parametrize(("step", "size"), [("run", 3_000), ("render", 9_000)])
def test_a_file_that_may_not_grow_is_never_left_half(small_built, tmp_path, step, size):
    small = small_built.copy(tmp_path / "project")
    good, before = small.hash("_site"), edit(small, step)
    limited = ["prlimit", f"--fsize={size}", "--"]
    done = small.run("report", "--engine", "pandoc", before=limited)
    check_refused(small, good, done, ("larger than is allowed", "Hint:"))
    small.write(EDITS[step], before)
    assert (small.report().returncode, find_leftovers(small.root)) == (0, [])
    assert small.hash("_site") == good


@pytest.mark.parametrize("folder", ["build", "."])
@pytest.mark.parametrize("step", ["run", "render"])
def test_a_folder_that_may_not_be_written_says_so(small_built, tmp_path, folder, step):
    small = small_built.copy(tmp_path / "project")
    good, before, place = small.hash("_site"), edit(small, step), str(small.root / folder)
    if not mount("--bind", place, place):
        pytest.skip("no read-only folder: a bind mount needs Linux and root")
    try:
        assert mount("-o", "remount,ro,bind", place)
        done = small.report()
    finally:
        subprocess.run(["umount", "-l", place], check=True, capture_output=True)
    check_refused(small, good, done, ("read-only", "Hint:"))
    small.write(EDITS[step], before)
    assert (small.report().returncode, find_leftovers(small.root)) == (0, [])
    assert small.hash("_site") == good
