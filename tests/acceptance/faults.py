"""Faults put into real commands, and what has to be true of the project afterwards."""

from __future__ import annotations

import json
import signal
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from clone import WORKING_TREE
from small_project import Small

BREAKPOINT = Path(__file__).parent / "breakpoint"
PATIENCE = 300
FAREWELL = 20
NOT_WHOLE = (".new", ".part", ".seen")
READABLE = {".json", ".ipynb", ".csv", ".yml", ".svg", ".html", ".txt"}


@dataclass(frozen=True)
class Moment:
    """A moment in a command: an audit event of Python with a text in its arguments."""

    name: str
    event: str
    text: str
    count: int = 1
    who: str = "main"
    write: bool = True
    after: str = ""


def strike(small: Small, moment: Moment, number: signal.Signals, *options: str, **variables: str):
    """Return the finished report in which a process got a signal at a moment; it has to have got there."""
    fault = {"who": moment.who, "event": moment.event, "text": moment.text, "count": moment.count}
    fault |= {"write": moment.write, "after": moment.after}
    path = f"{BREAKPOINT}:{WORKING_TREE}"
    environment = {"LOB_FAULT": json.dumps({**fault, "signal": int(number)}), "PYTHONPATH": path, **variables}
    return small.report(*options, **environment)


def expect_code(number: signal.Signals) -> int:
    """Return the exit code of a command that got a signal."""
    return -9 if number is signal.SIGKILL else 128 + number


def find_running(root: Path) -> list[str]:
    """Return the commands that still run with this project in their environment."""
    mark, found = f"LOB_PROJECT={root}\0".encode(), []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (place / "environ").read_bytes() + b"\0":
                found.append((place / "cmdline").read_text().replace("\0", " ")[:120])
        except OSError:
            continue
    return [command for command in found if command]


def wait_for_silence(root: Path) -> list[str]:
    """Return what still runs after a few seconds, in which orphans notice that they are."""
    end = time.monotonic() + FAREWELL
    while (running := find_running(root)) and time.monotonic() < end:
        time.sleep(0.1)
    return running


def find_broken(root: Path) -> list[str]:
    """Return the files of the build and the site that are not whole; names of half files do not count."""
    files = [path for folder in ("build", "_site") for path in (root / folder).rglob("*") if path.is_file()]
    return [
        str(path.relative_to(root))
        for path in [*files, root / "_variables.yml"]
        if "_site.new" not in path.parts and not is_half(path) and path.is_file() and is_broken(path)
    ]


def is_half(path: Path) -> bool:
    """Return whether a file is called as those that are not in place yet; work folders are no products."""
    return path.name.endswith(NOT_WHOLE) or path.name.startswith(".") or {"pdf", "docx"} & set(path.parts)


def is_broken(path: Path) -> bool:
    """Return whether a file cannot be read as what its ending says."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        return not content.rstrip().endswith(b"%%EOF")
    if path.suffix == ".docx":
        return not zipfile.is_zipfile(path)
    if path.suffix in (".json", ".ipynb"):
        return not is_json(content)
    return path.suffix in READABLE and not content.endswith((b"\n", b">"))


def is_json(content: bytes) -> bool:
    """Return whether bytes are JSON."""
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def find_leftovers(root: Path) -> list[str]:
    """Return what a finished build must not leave: half files and folders beside the site."""
    places = [root, *(path for folder in ("build", "_site") for path in (root / folder).rglob("*"))]
    half = [path for path in places if path.is_file() and path.name.endswith((".new", ".part", ".seen"))]
    return [path.name for path in [*half, *root.glob("_site.*"), *root.glob("_variables.yml.*")]]


def wait_until(ready, process) -> None:
    """Wait until `ready()`, as long as the process lives."""
    end = time.monotonic() + PATIENCE
    while not ready():
        assert process.poll() is None and time.monotonic() < end, "it ended before it got there"
        time.sleep(0.05)
