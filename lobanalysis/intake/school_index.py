"""The register of schools, prepared once so that a typed name is looked up without comparing it with all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from lobanalysis.intake.likeness import LikenessIndex, list_rows
from lobanalysis.intake.school_names import normalise_name, split_words

NAME_LIMIT = 85.0
TOWN_LIMIT = 85.0
LONGEST = 6


@dataclass(frozen=True)
class School:
    """A school of the register: its name as registered, and what is compared of it."""

    brin: str
    registered: str
    name: str
    town: str
    kind: str


class SchoolIndex:
    """The schools of a register by number, name and town."""

    def __init__(self, register: pd.DataFrame) -> None:
        schools = [
            School(
                row.brin, normalise_name(row.naam), join_words(row.naam), join_words(row.plaats), row.soort
            )
            for row in register[["brin", "naam", "plaats", "soort"]].itertuples(index=False)
        ]
        self.brins = frozenset(school.brin for school in schools)
        self.by_name, self.by_town = group_schools(schools, "name"), group_schools(schools, "town")
        self.names = LikenessIndex(self.by_name, NAME_LIMIT)
        self.towns = LikenessIndex(self.by_town, TOWN_LIMIT)

    def find_named(self, words: list[str]) -> list[School]:
        """Return the schools whose name some row of the words is like."""
        rows = {row for row, *_ in list_rows(tuple(words))}
        return list_schools(self.by_name, {name for row in rows for name in self.names.find(row)})

    def find_towns(self, words: list[str]) -> set[str]:
        """Return the towns that some row of the words is like, whichever row of them is a school's name."""
        return {town for row in list_gapped(words) for town in self.towns.find(row)}

    def find_near(self, towns: Iterable[str]) -> list[School]:
        """Return the schools in some towns."""
        return list_schools(self.by_town, towns)


def join_words(text: str) -> str:
    """Return the telling words of a name as one."""
    return "".join(split_words(text))


def group_schools(schools: list[School], part: str) -> dict[str, list[School]]:
    """Return schools by one of their parts."""
    groups: dict[str, list[School]] = {}
    for school in schools:
        groups.setdefault(getattr(school, part), []).append(school)
    return groups


def list_schools(groups: dict[str, list[School]], keys: Iterable[str]) -> list[School]:
    """Return the schools of some groups, in the order of the keys."""
    return [school for key in sorted(keys) for school in groups[key]]


def list_gapped(words: list[str]) -> set[str]:
    """Return every row of one to six words, as one word, in which a row in between may be left out.

    Examples
    --------
    >>> sorted(list_gapped(["a", "b", "c"]))
    ['a', 'ab', 'abc', 'ac', 'b', 'bc', 'c']
    """
    rows = {row for row, *_ in list_rows(tuple(words))}
    return rows | {"".join(row) for row in _leave_out(words)}


def _leave_out(words: list[str]) -> Iterator[list[str]]:
    """Return the rows of words of which something in the middle is left out."""
    length = len(words)
    for start in range(length):
        for gap in range(start + 1, min(start + LONGEST, length)):
            for after in range(gap + 1, length):
                for end in range(after + 1, min(after + LONGEST - gap + start, length) + 1):
                    yield words[start:gap] + words[after:end]
