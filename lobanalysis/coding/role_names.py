"""Spellings of role names (`rolnamen.csv`): from the name in a rule to all the ways it is written."""

from __future__ import annotations

from pathlib import Path

from lobanalysis.coding.patterns import Pattern, make_pattern
from lobanalysis.coding.rows import read_rows
from lobanalysis.coding.words import split_words

ROLE_NAMES_FILE = "rolnamen.csv"
COLUMNS = ("canoniek", "niveau", "variant", "ambigu")
PLURALS = ("", "s", "en", "es")


def read_role_names(folder: Path) -> dict[str, list[str]]:
    """Return per role name all its spellings, in the order of the file."""
    spellings: dict[str, list[str]] = {}
    for row in read_rows(folder / ROLE_NAMES_FILE, COLUMNS):
        spellings.setdefault(row["canoniek"], []).append(row["variant"])
    return spellings


def make_role_patterns(spellings: list[str]) -> list[Pattern]:
    """Return one pattern per spelling that has letters, singular and plural.

    Examples
    --------
    >>> [pattern.source for pattern in make_role_patterns(["LOB-coördinator", "?"])]
    ['lob coordinator|coordinatoren|coordinatores|coordinators']
    """
    patterns = {}
    for spelling in spellings:
        words = [word.text for word in split_words(spelling)]
        if words:
            last = frozenset(words[-1] + ending for ending in PLURALS)
            pattern = make_pattern(*(frozenset({word}) for word in words[:-1]), last)
            patterns[pattern.source] = pattern
    return list(patterns.values())
