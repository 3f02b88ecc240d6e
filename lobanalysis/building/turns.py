"""One build of a project at a time: a second one says so and waits for its turn.

The lock goes with the process that holds it, however that ends. What a killed build left half done is cleared
away by the next one, before it begins.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lobanalysis.files import explain_storage
from lobanalysis.paths import Project
from lobanalysis.publishing.swap import clear_leftovers

HALF = re.compile(r"^(?:.*\.(\d+)\.new|\.[^.].*?\.(\d+)\.[a-z.]+|.*\.part|.*\.new)$")
WAITING = "another build is at work in this folder; this one waits for its turn"


@contextmanager
def take_turn(project: Project, say: Callable[[str], None]) -> Iterator[None]:
    """Let no other build work in the project inside the block; wait until the one that does is ready.

    Raises
    ------
    StorageError
        When the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    place = project.build / "locks" / "build.lock"
    with explain_storage(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(place)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(WAITING)
            lock.acquire()
    try:
        with explain_storage(project.site):
            clear_remains(project)
        yield
    finally:
        lock.release()


def clear_remains(project: Project) -> list[Path]:
    """Remove what killed builds left half done, put back a site that was moved away; return the files."""
    clear_leftovers(project.site)
    for folder in project.build.glob("*/tables/.intake-new"):
        shutil.rmtree(folder, ignore_errors=True)
    remains = [path for path in find_half(project) if not is_at_work(path)]
    for path in remains:
        path.unlink(missing_ok=True)
    return remains


def find_half(project: Project) -> Iterator[Path]:
    """Yield the files that are called as those are that were not whole yet."""
    yield from (path for path in project.root.glob("_variables.yml.*") if HALF.match(path.name))
    yield from (path for path in sorted(project.build.rglob("*")) if HALF.match(path.name) and path.is_file())


def is_at_work(path: Path) -> bool:
    """Return whether the process that a half file is called after still runs: a notebook in JupyterLab, say.

    Examples
    --------
    >>> is_at_work(Path("kader.csv.0.new")), is_at_work(Path("kader.part"))
    (False, False)
    """
    found = HALF.match(path.name)
    number = int((found[1] or found[2] or 0) if found else 0)
    if number == 0 or number == os.getpid():
        return False
    import psutil

    return psutil.pid_exists(number)
