"""The notice at the top of a chapter whose notebook failed, for both engines."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from lobanalysis.files import write_file
from lobanalysis.publishing.book import Book

EMBEDDED = re.compile(r"\{\{<\s*embed\s+/build/notebooks/([\w.-]+)\.ipynb#")
NAME = Path("build") / "banners.json"
KEPT = "kept"
KEPT_TEXT = (
    "Dit hoofdstuk kon niet opnieuw worden gemaakt. De figuren en tabellen zijn die van de vorige versie; "
    "de gegevens zijn sindsdien niet veranderd."
)
ABSENT_TEXT = (
    "Dit hoofdstuk kon niet opnieuw worden gemaakt. Een of meer figuren, tabellen of citaten ontbreken "
    "daarom; de getallen in de lopende tekst zijn wel bijgewerkt."
)


def find_banners(book: Book, root: Path, failures: Mapping[str, str]) -> dict[str, str]:
    """Return the notice of each chapter file that embeds a notebook that failed.

    Parameters
    ----------
    failures : mapping
        Name of a notebook to `kept`, when its last result is still there, or else what it is.
    """
    banners = {}
    for chapter in book.chapters:
        names = set(EMBEDDED.findall((root / chapter.source).read_text(encoding="utf-8")))
        kinds = {failures[name] for name in names & failures.keys()}
        if kinds:
            banners[chapter.source] = KEPT_TEXT if kinds == {KEPT} else ABSENT_TEXT
    return banners


def write_banners(root: Path, banners: Mapping[str, str]) -> None:
    """Write the notices where the engines find them; no file when there are none."""
    if banners:
        write_file(
            root / NAME, json.dumps(dict(sorted(banners.items())), ensure_ascii=False, indent=1) + "\n"
        )
    else:
        (root / NAME).unlink(missing_ok=True)


def read_banners(root: Path) -> dict[str, str]:
    """Return the notice of each chapter file that has one."""
    path = root / NAME
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
