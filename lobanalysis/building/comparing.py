"""Whether two builds came out the same: which kinds of files were compared, and which differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

KINDS = (
    ("result tables", "build/*/tables/**/*", ""),
    ("variables of the prose", "_variables.yml", ""),
    ("variables of editions", "build/editions/*/_variables.yml", ""),
    ("executed notebooks as embedded", "build/notebooks/*.ipynb", ""),
    ("figures, SVG", "_site/**/*.svg", ""),
    ("figures, PNG", "build/figures/*.png", ""),
    ("descriptions of figures", "build/figures/*.txt", ""),
    ("data files", "_site/**/data/*.csv", ""),
    ("pages", "_site/**/*.html", "html"),
    ("PDF", "_site/*.pdf", ""),
    ("Word", "_site/*.docx", ""),
    ("rest of the site", "_site/**/*", ""),
)
"""Kind, files below the project, and how they are read; a file belongs to the first kind that names it."""
QUARTO_VARIES = (
    (re.compile(rb'(<meta name="generator" content=")[^"]*'), rb"\1"),
    (re.compile(rb"\b(site_libs/[\w./-]+?)-[0-9a-f]{16,}(\.\w+)"), rb"\1\2"),
)
"""What may differ between two renders of Quarto: its name and version, hashes in names of its libraries."""
OWN_LIBRARIES = "site_libs"


@dataclass(frozen=True)
class Compared:
    """A kind of files: how many were compared, and the names of those that differ or that one build lacks."""

    kind: str
    files: int
    differing: tuple[str, ...]


def compare_builds(one: Path, other: Path) -> list[Compared]:
    """Return per kind what was compared between two project folders, kinds without files left out."""
    done: set[str] = set()
    compared = []
    for kind, pattern, form in KINDS:
        names = (list_names(one, pattern) | list_names(other, pattern)) - done
        done |= names
        differing = tuple(
            name for name in sorted(names) if read(one / name, form) != read(other / name, form)
        )
        if names:
            compared.append(Compared(kind, len(names), differing))
    return compared


def list_names(root: Path, pattern: str) -> set[str]:
    """Return the files below a folder that a pattern names, without hidden ones and libraries of Quarto."""
    paths = (path.relative_to(root) for path in root.glob(pattern) if path.is_file())
    return {
        path.as_posix()
        for path in paths
        if OWN_LIBRARIES not in path.parts and not path.name.startswith(".") and path.suffix != ".lock"
    }


def read(path: Path, form: str) -> bytes | None:
    """Return what counts of a file's content; nothing when it is not there."""
    if not path.is_file():
        return None
    content = path.read_bytes()
    return normalise(content) if form == "html" else content


def normalise(page: bytes) -> bytes:
    """Return a page without what Quarto makes another each time; pages of the pandoc engine stay as they are.

    Examples
    --------
    >>> normalise(b'<meta name="generator" content="quarto-1.10.18">')
    b'<meta name="generator" content="">'
    """
    for pattern, replacement in QUARTO_VARIES:
        page = pattern.sub(replacement, page)
    return page


def format_comparison(compared: Iterable[Compared]) -> list[str]:
    """Return the lines of the table: kind, files compared, files that differ; then the names of those.

    Examples
    --------
    >>> format_comparison([Compared("PDF", 1, ())])
    ['kind                             files  differing', 'PDF                                  1          0']
    """
    rows = [f"{'kind':<32} {'files':>5} {'differing':>10}"]
    names = []
    for part in compared:
        rows.append(f"{part.kind:<32} {part.files:>5} {len(part.differing):>10}")
        names += [f"differs: {name}" for name in part.differing[:5]]
    return rows + names
