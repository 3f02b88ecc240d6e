"""Whether the report is reproducible: two builds that differ in all that must not matter, compared."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.building.comparing import Compared, compare_builds, format_comparison
from lobanalysis.building.sources import PACKAGE, WRITTEN
from lobanalysis.errors import DifferenceError, LobError
from lobanalysis.paths import Project

Say = Callable[[str], None]
# Tables whose rows have no order of their own; those of the codebook are shown in the order of the file, and
# the rows of the export are named by their number.
UNORDERED = (
    "data/{wave}/coderingen/*.csv",
    "data/{wave}/register.csv",
    "data/{wave}/citaten.csv",
    "data/privacy/merken.csv",
)
SEED = 20201124


@dataclass(frozen=True)
class Circumstances:
    """What differs between the builds: folder, environment, workers, and whether rows are shuffled."""

    folder: str
    environment: tuple[tuple[str, str], ...]
    workers: int
    shuffled: bool


BUILDS = (
    Circumstances(
        "een", (("TZ", "Pacific/Auckland"), ("LC_ALL", "C.UTF-8"), ("PYTHONHASHSEED", "1")), 1, False
    ),
    Circumstances(
        "een andere map/twee",
        (
            ("TZ", "America/Los_Angeles"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("PYTHONHASHSEED", "2"),
        ),
        2,
        True,
    ),
)


def check_reproducible(project: Project, wave: str, engine: str, edition: str, say: Say) -> None:
    """Build the report twice in temporary copies and say, per kind of file, how many differ.

    Raises
    ------
    DifferenceError
        When a file differs.
    LobError
        When one of the builds fails.
    """
    with tempfile.TemporaryDirectory(prefix="lob-") as folder:
        roots = [Path(folder) / each.folder for each in BUILDS]
        for root, each in zip(roots, BUILDS, strict=True):
            copy_sources(project.root, root)
            if each.shuffled:
                shuffle_rows(root, wave)
        build_all(roots, ["--wave", wave, "--engine", engine, "--edition", edition])
        compared = compare_builds(*roots)
    for line in format_comparison(compared):
        say(line)
    check_same(compared)


def check_same(compared: list[Compared]) -> None:
    """Raise `DifferenceError` when a file differs."""
    differing = sum(len(part.differing) for part in compared)
    files = sum(part.files for part in compared)
    if differing:
        raise DifferenceError(
            "two builds", f"{differing} of {files} files differ", "the same bytes", "see the names above"
        )


def copy_sources(root: Path, target: Path) -> None:
    """Copy what people write of a project: nothing that was made, and nothing hidden."""
    for path in sorted({path for pattern in (*WRITTEN, "*.py") for path in root.glob(pattern)}):
        if path.is_file():
            copy = target / path.relative_to(root)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def shuffle_rows(root: Path, wave: str) -> list[Path]:
    """Put the rows of tables that have no order into another one, headings apart; return the files."""
    order, shuffled = random.Random(SEED), []
    for path in sorted(path for name in UNORDERED for path in root.glob(name.format(wave=wave))):
        text = path.read_text(encoding="utf-8")
        head, *rows = text.splitlines(keepends=True)
        if '"' in text:  # a cell may go on over the end of a line
            continue
        order.shuffle(rows)
        path.write_text("".join([head, *rows]), encoding="utf-8", newline="")
        shuffled.append(path)
    return shuffled


def build_all(roots: list[Path], options: list[str]) -> None:
    """Make the report in each folder, side by side, each in its own circumstances.

    Raises
    ------
    LobError
        When one fails, with its message.
    """
    builds = [start(root, each, options) for root, each in zip(roots, BUILDS, strict=True)]
    try:
        finished = [(process.communicate()[1], process.returncode) for process in builds]
    finally:
        for process in builds:
            process.terminate()
            process.wait()
    for root, (complaint, code) in zip(roots, finished, strict=True):
        if code:
            raise LobError("a build", f"failed with code {code}: {complaint.replace(str(root), '.').strip()}")


def start(root: Path, each: Circumstances, options: list[str]) -> subprocess.Popen[str]:
    """Start `lobanalysis report` in a folder."""
    environment = {**os.environ, **dict(each.environment)}
    environment |= {"LOB_PROJECT": str(root), "PYTHONPATH": str(PACKAGE.parent)}
    command = [sys.executable, "-m", "lobanalysis.cli", "report", "--workers", str(each.workers), *options]
    return subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
