"""Where execution puts its files, per edition."""

from __future__ import annotations

import os
from pathlib import Path

from lobanalysis.paths import Project

NATIONAL = "national"


def find_edition(project: Project, edition: str) -> Project:
    """Return the project folder of an edition: the root itself for the national one.

    Examples
    --------
    >>> find_edition(Project(Path("p")), "roc").root.as_posix()
    'p/build/editions/roc'
    """
    return project if edition == NATIONAL else Project(project.build / "editions" / edition)


def find_executed(project: Project, edition: str, source: Path) -> Path:
    """Return the file that papermill writes for a notebook."""
    return project.executed / edition / source.name


def find_manifest(project: Project, edition: str, source: Path) -> Path:
    """Return the stamp that says what a notebook was last made from, and what it made."""
    return (project.executed / edition / source.name).with_suffix(".json")


def find_lock(project: Project, edition: str, source: Path) -> Path:
    """Return the lock that a build holds while it runs a notebook: others wait and take what it made."""
    return project.build / "locks" / edition / f"{source.stem}.lock"


def find_work_file(target: Path, suffix: str) -> Path:
    """Return a place beside `target`, of this process alone, for what is not whole yet."""
    return target.with_name(f".{target.stem}.{os.getpid()}{suffix}")


def remove_work_files(project: Project, process: int) -> None:
    """Remove what a process that is gone had not yet finished."""
    for path in project.executed.glob(f"*/.*.{process}.*"):
        path.unlink(missing_ok=True)


def find_times(project: Project) -> Path:
    """Return the file that remembers how long notebooks took."""
    return project.build / "times.json"
