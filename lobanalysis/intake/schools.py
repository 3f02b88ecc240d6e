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

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd
from rapidfuzz import fuzz

from lobanalysis.errors import SchoolMatchError, shorten

NAME_LIMIT = 85.0
TOWN_LIMIT = 85.0
ALONE_LIMIT = 93.0
LONGEST_NAME = 300  # what is longer is no name; comparing it takes time for nothing
EXACT_LENGTH = 4  # names of at most this many letters are never matched by likeness
GENERIC = frozenset(
    "roc aoc mbo college colleges stichting opleidingen school scholen de het te in op".split()
)
LOCATION = frozenset("vestiging locatie hoofdlocatie afdeling".split())


@dataclass(frozen=True)
class SchoolMatch:
    """A school of the register and how it was found; no brin when it is not certain."""

    brin: str | None
    method: Literal["brin", "name_and_town", "name", "none", "several"]


@dataclass(frozen=True)
class _Candidate:
    brin: str
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
    matches = {row: match_school(text, register) for row, text in typed.items()}
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


def match_school(typed: str, register: pd.DataFrame) -> SchoolMatch:
    """Return the certain match of one typed text, or none.

    Examples
    --------
    >>> school = {"brin": "900A", "naam": "ROC Duinrand", "plaats": "Oud Zand", "soort": "ROC"}
    >>> table = pd.DataFrame([school])
    >>> match_school("r.o.c. duinrant (Oud-Zand)", table)
    SchoolMatch(brin='900A', method='name_and_town')
    >>> match_school("Zeerand", table).method
    'none'
    """
    if typed.strip().upper() in set(register["brin"]):
        return SchoolMatch(typed.strip().upper(), "brin")
    candidates = find_candidates(typed, register) if len(typed) <= LONGEST_NAME else []
    with_town = [candidate for candidate in candidates if candidate.town]
    if len(with_town) == 1:
        return SchoolMatch(with_town[0].brin, "name_and_town")
    if len(candidates) == 1 and _is_certain_alone(typed, candidates[0], register):
        return SchoolMatch(candidates[0].brin, "name")
    return SchoolMatch(None, "several" if candidates else "none")


def find_candidates(typed: str, register: pd.DataFrame) -> list[_Candidate]:
    """Return the schools whose name is in `typed` and that nothing in it contradicts."""
    words = split_words(typed)
    towns = {" ".join(split_words(town)) for town in register["plaats"]}
    found = []
    for school in register.itertuples():
        if _is_other_kind(typed, school.soort):
            continue
        score, left = _find_best(words, "".join(split_words(school.naam)))
        if score < NAME_LIMIT:
            continue
        own = " ".join(split_words(school.plaats))
        town = _is_present(left, own)
        if town or not any(_is_present(left, other) for other in towns if other != own):
            found.append(_Candidate(school.brin, score, town, bool(left)))
    return found


def split_words(text: str) -> list[str]:
    """Return the telling words of a name: lower case, without accents, signs and generic words.

    Examples
    --------
    >>> split_words("R.O.C. 't Zand & Zee (Kust a/Zee)")
    ['t', 'zand', 'en', 'zee', 'kust', 'aan', 'zee']
    """
    words = normalise_name(text).split()
    return [word for word in words if word not in GENERIC and word not in LOCATION] or words


def normalise_name(text: str) -> str:
    """Return a name in lower case, without accents and signs, abbreviations joined.

    Examples
    --------
    >>> normalise_name("R.O.C. Énig & Zoon")
    'roc enig en zoon'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"\ba/?\s?z(?:ee)?\b", " aan zee ", plain).replace("&", " en ").replace("+", " en ")
    plain = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match[0].replace(".", "") + " ", plain)
    plain = re.sub(r"['’`´‘]", "", plain)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def _is_certain_alone(typed: str, candidate: _Candidate, register: pd.DataFrame) -> bool:
    """Tell whether a name without town is enough: alike, nothing left, and no town of another school."""
    if candidate.left or candidate.score < ALONE_LIMIT:
        return False
    towns = register.loc[register["brin"] != candidate.brin, "plaats"]
    if not any(_is_present(split_words(typed), " ".join(split_words(town))) for town in towns):
        return True
    name = register.loc[register["brin"] == candidate.brin, "naam"].iloc[0]
    return normalise_name(typed) == normalise_name(name)


def _find_best(words: list[str], name: str) -> tuple[float, list[str]]:
    """Return how alike the best row of `words` is to `name`, and the words that are left."""
    best, left = 0.0, words
    for start, end in _windows(len(words)):
        score = _compare("".join(words[start:end]), name)
        if score > best:
            best, left = score, words[:start] + words[end:]
    return best, left


def _windows(length: int) -> Iterator[tuple[int, int]]:
    """Return the bounds of every row of one to six neighbouring words, long ones first."""
    for size in range(min(6, length), 0, -1):
        for start in range(length - size + 1):
            yield start, start + size


def _compare(left: str, right: str) -> float:
    """Return the likeness of two words; short ones are equal or not."""
    if min(len(left), len(right)) <= EXACT_LENGTH:
        return 100.0 if left == right else 0.0
    return fuzz.ratio(left, right)


def _is_present(words: list[str], town: str) -> bool:
    """Tell whether `town` (words with spaces) stands among `words`."""
    return bool(words) and _find_best(words, town.replace(" ", ""))[0] >= TOWN_LIMIT


def _is_other_kind(typed: str, kind: str) -> bool:
    """Tell whether roc or aoc was typed for a school of another kind."""
    named = set(re.findall(r"\b([ra]oc)\b", normalise_name(typed)))
    return bool(named) and kind.casefold() not in named
