"""Where execution puts its files, per edition."""

from __future__ import annotations

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
