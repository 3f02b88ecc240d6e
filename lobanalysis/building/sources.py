"""What people write and a build reads: data, notebooks, chapters, settings and this code, as hashes.

A build looks at them when it begins and before it publishes: old and new never stand in one report.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lobanalysis.errors import ChangedError, shorten
from lobanalysis.execution.stamps import find_differences, hash_files
from lobanalysis.paths import Project

PACKAGE = Path(__file__).resolve().parents[1]
CODE = f"{PACKAGE.name}/"
WRITTEN = (
    "data/**/*",
    "notebooks/*.ipynb",
    "report/**/*",
    "benchmarks/results/*",
    "*.qmd",
    "_quarto*.yml",
    "requirements.lock",
)


def read_sources(project: Project) -> dict[str, str]:
    """Return name and hash of every file that people write and a build may read; hidden ones do not count."""
    found = {path for pattern in WRITTEN for path in project.root.glob(pattern)}
    shown = (path for path in found if not path.name.startswith("."))
    code = (path for path in PACKAGE.rglob("*") if path.suffix != ".pyc")
    return hash_files(project.root, shown) | hash_files(PACKAGE.parent, code)


def check_unchanged(before: Mapping[str, str], project: Project) -> None:
    """Check that the sources are as they were.

    Raises
    ------
    ChangedError
        Naming what changed; `again` says whether making it again in this process can help.
    """
    changes = find_differences(before, read_sources(project))
    if changes:
        again = not any(change.startswith(CODE) for change in changes)
        raise ChangedError(shorten(changes), again)
