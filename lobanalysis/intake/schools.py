"""School names as typed, matched to the register: the name decides, the town breaks ties, doubt stops.

A typed text is normalised and cut into words. For each school of the register the best row of words for its
name and, among the words that are left, the best for its town get a likeness (rapidfuzz ratio, 0–100).
A school is a candidate when its name is at least `NAME_LIMIT` alike, the kind that was typed (roc, aoc) is
its own, and the words that are left are not the town of another school. A match is certain when

- exactly one candidate has its own town beside its name (`name_and_town`), or
- there is exactly one candidate, no words are left, its name is at least `ALONE_LIMIT` alike, and, when the
  same words are the town of another school, the whole name was typed as registered (`name`).

Everything else stops the run; the way out is an entry in `correcties.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import pandas as pd

from lobanalysis.errors import SchoolMatchError, shorten
from lobanalysis.intake.likeness import find_best
from lobanalysis.intake.school_index import NAME_LIMIT, TOWN_LIMIT, School, SchoolIndex
from lobanalysis.intake.school_names import find_kinds, normalise_name, split_words
from lobanalysis.side_by_side import map_beside

ALONE_LIMIT = 93.0
LONGEST_NAME = 300  # what is longer is no name; comparing it takes time for nothing


@dataclass(frozen=True)
class SchoolMatch:
    """A school of the register and how it was found; no brin when it is not certain."""

    brin: str | None
    method: Literal["brin", "name_and_town", "name", "none", "several"]


@dataclass(frozen=True)
class Typed:
    """A typed text: its words, the kinds of school in it, and the towns that may be among the words."""

    text: str
    words: list[str]
    kinds: set[str]
    towns: set[str]


@dataclass(frozen=True)
class _Candidate:
    school: School
    score: float
    town: bool
    left: bool


def match_schools(typed: pd.Series, register: pd.DataFrame, where: str) -> pd.DataFrame:
    """Return for each row the brin of its school and the method by which it was found.

    Raises
    ------
    SchoolMatchError
        When one or more rows are not certain; it names the rows and how to settle them, never what was typed.
    """
    index = SchoolIndex(register)
    found = map_beside(partial(match_school, index=index), typed.tolist())
    matches = dict(zip(typed.index, found, strict=True))
    doubtful = [row for row, match in matches.items() if match.brin is None]
    if doubtful:
        raise SchoolMatchError(
            f"{where}, column 'instelling'",
            f"row(s) {shorten(doubtful)}: no certain match with the register",
            "the name of one school, with its town where names look alike",
            "add an entry to correcties.yml with field instelling, the brin as value, the expected old value "
            "(or its sha256) and a reason",
        )
    rows = [(row, match.brin, match.method) for row, match in matches.items()]
    return pd.DataFrame(rows, columns=["row", "brin", "method"]).set_index("row")


def match_school(typed: str, index: SchoolIndex) -> SchoolMatch:
    """Return the certain match of one typed text, or none.

    Most texts name a town, and then only the schools in it are looked at.

    Examples
    --------
    >>> school = {"brin": "900A", "naam": "ROC Duinrand", "plaats": "Oud Zand", "soort": "ROC"}
    >>> index = SchoolIndex(pd.DataFrame([school]))
    >>> match_school("r.o.c. duinrant (Oud-Zand)", index)
    SchoolMatch(brin='900A', method='name_and_town')
    >>> match_school("Zeerand", index).method
    'none'
    """
    if typed.strip().upper() in index.brins:
        return SchoolMatch(typed.strip().upper(), "brin")
    if len(typed) > LONGEST_NAME:
        return SchoolMatch(None, "none")
    read = read_typed(typed, index)
    with_town = [found for found in find_candidates(read, index.find_near(read.towns)) if found.town]
    if len(with_town) == 1:
        return SchoolMatch(with_town[0].school.brin, "name_and_town")
    candidates = find_candidates(read, index.find_named(read.words))
    if len(candidates) == 1 and _is_certain_alone(read, candidates[0], index):
        return SchoolMatch(candidates[0].school.brin, "name")
    return SchoolMatch(None, "several" if candidates else "none")


def read_typed(text: str, index: SchoolIndex) -> Typed:
    """Return what a typed text holds."""
    words = split_words(text)
    return Typed(text, words, find_kinds(text), index.find_towns(words))


def find_candidates(typed: Typed, schools: Iterable[School]) -> list[_Candidate]:
    """Return those of the schools whose name is in the text and that nothing in it contradicts."""
    found = []
    for school in schools:
        if typed.kinds and school.kind.casefold() not in typed.kinds:
            continue
        score, left = find_best(typed.words, school.name, NAME_LIMIT)
        if score < NAME_LIMIT:
            continue
        town = _is_present(left, school.town)
        if town or not any(_is_present(left, other) for other in typed.towns if other != school.town):
            found.append(_Candidate(school, score, town, bool(left)))
    return found


def _is_certain_alone(typed: Typed, candidate: _Candidate, index: SchoolIndex) -> bool:
    """Tell whether a name without town is enough: alike, nothing left, and no town of another school."""
    if candidate.left or candidate.score < ALONE_LIMIT:
        return False
    towns = {school.town for school in index.find_near(typed.towns) if school.brin != candidate.school.brin}
    if not any(_is_present(typed.words, town) for town in towns):
        return True
    return normalise_name(typed.text) == candidate.school.registered


def _is_present(words: list[str], town: str) -> bool:
    """Tell whether a town stands among words."""
    return bool(words) and find_best(words, town, TOWN_LIMIT)[0] >= TOWN_LIMIT
