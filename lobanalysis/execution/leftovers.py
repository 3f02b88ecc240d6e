"""What earlier runs left behind: products that nothing makes any more, and more than there is room for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from lobanalysis.errors import UsageError
from lobanalysis.execution.cells import LABEL
from lobanalysis.execution.places import find_edition
from lobanalysis.execution.tasks import NotebookTask
from lobanalysis.paths import Project

LIMIT_VARIABLE = "LOB_CACHE_MB"
MEGABYTE = 1024 * 1024


def list_files(folder: Path) -> list[Path]:
    """Return the files below a folder, sorted."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def is_product(path: Path) -> bool:
    """Return whether a file is called as the products of notebooks are."""
    return path.suffix == ".ipynb" or LABEL.fullmatch(path.stem) is not None


def remove_stale(tasks: list[NotebookTask], kept: set[Path], project: Project) -> list[Path]:
    """Remove products of earlier runs that nothing makes any more, in the editions of `tasks`; return them.

    Only for a whole set: `kept` has to hold the products of all its notebooks. Files not called
    after a label or a notebook are somebody else's and stay.
    """
    removed = []
    for edition in sorted({task.edition for task in tasks}):
        place = find_edition(project, edition)
        folders = (
            place.figures,
            place.rendered_notebooks,
            place.downloads / "data",
            place.downloads / "notebooks",
        )
        removed += [
            path for folder in folders for path in list_files(folder) if path not in kept and is_product(path)
        ]
    for path in removed:
        path.unlink(missing_ok=True)
    return removed


def read_limit(text: str) -> int | None:
    """Return a size in bytes given in megabytes, nothing for an empty text.

    Raises
    ------
    UsageError
        When it is no number of at least 0.

    Examples
    --------
    >>> read_limit("2"), read_limit("")
    (2097152, None)
    """
    if not text:
        return None
    try:
        megabytes = float(text)
    except ValueError:
        megabytes = -1
    if not 0 <= megabytes < float("inf"):
        raise UsageError(LIMIT_VARIABLE, "is no size", "a number of megabytes, such as 200")
    return int(megabytes * MEGABYTE)


def read_environment_limit() -> int | None:
    """Return the size limit that the environment sets, in bytes."""
    return read_limit(os.environ.get(LIMIT_VARIABLE, ""))


def find_entries(executed: Path) -> list[list[Path]]:
    """Return the files of each run that is kept, manifest and executed notebook, oldest run first."""
    runs: dict[Path, list[Path]] = {}
    for path in list_files(executed):
        if path.suffix in (".ipynb", ".json") and not path.name.startswith("."):
            runs.setdefault(path.with_suffix(""), []).append(path)
    return sorted(runs.values(), key=lambda paths: (max(path.stat().st_mtime for path in paths), paths))


def remove_oldest(executed: Path, limit: int) -> list[Path]:
    """Remove the oldest runs until those that stay take at most `limit` bytes; return the files removed.

    A notebook whose run was removed runs again the next time; what it made for the report stays.
    """
    entries = find_entries(executed)
    size = count_size(path for paths in entries for path in paths)
    removed: list[Path] = []
    for paths in entries:
        if size <= limit:
            break
        size -= count_size(paths)
        removed += paths
    for path in removed:
        path.unlink(missing_ok=True)
    return removed


def count_size(paths: Iterable[Path]) -> int:
    """Return the bytes of files together."""
    return sum(path.stat().st_size for path in paths)
