"""Headings of an export, compared with those of the instrument: tolerant of spelling, strict on order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from lobanalysis.errors import SourceError, shorten
from lobanalysis.intake.instrument import Instrument

LONGEST_TITLE = 1000


def check_titles(instrument: Instrument, titles: list[str], where: str) -> None:
    """Raise when the headings of an export are not those of the instrument, position by position.

    Case, spaces, accents, quotes and small spelling changes do not matter; a heading that fits another
    column better does.

    Raises
    ------
    SourceError
        Naming the number of every renamed, missing, moved or extra column at once.
    """
    problems = find_title_problems(instrument, titles)
    if problems:
        raise SourceError(
            where,
            "; ".join(problems),
            f"the {len(instrument.fields)} columns of instrument.yml, in their order",
            "export the form again, or adapt instrument.yml when the form itself was changed",
        )


def find_title_problems(instrument: Instrument, titles: list[str]) -> list[str]:
    """Return what is wrong with the headings: which columns are renamed, missing, moved or extra.

    Examples
    --------
    >>> find_title_problems(instrument, ["Tijdstempel", "Ingevuld door"])      # doctest: +SKIP
    ['column(s) missing from the export: 3, 4, 5 (+37 more)', '2 columns instead of 40']
    """
    expected = [field.title for field in instrument.fields]
    limit = instrument.title_threshold
    found = [find_title(title, expected, limit) for title in titles]
    lost = find_lost_titles(expected, found)
    extra = [index for index, place in enumerate(found) if place is None]
    if len(titles) != len(expected):
        return [
            *_describe("column(s) missing from the export: ", lost),
            *_describe("unknown heading in column(s): ", extra),
            f"{len(titles)} columns instead of {len(expected)}",
        ]
    pairs = zip(titles, expected, strict=True)
    moved = [i for i, (title, own) in enumerate(pairs) if i not in extra and not _fits(title, own, expected)]
    return [*_describe("column(s) renamed: ", extra), *_describe("column(s) not in their place: ", moved)]


def find_lost_titles(expected: list[str], found: list[int | None]) -> list[int]:
    """Return the positions of expected headings that the export lacks; of equal headings the last ones."""
    lost = []
    for index, title in enumerate(expected):
        twins = [i for i, other in enumerate(expected) if normalise_title(other) == normalise_title(title)]
        if sum(place in twins for place in found) <= twins.index(index):
            lost.append(index)
    return lost


def find_title(title: str, expected: list[str], limit: float) -> int | None:
    """Return the position of the heading that `title` fits best, or None when it fits none."""
    scores = [compare_titles(title, other) for other in expected]
    return scores.index(max(scores)) if max(scores) >= limit else None


def compare_titles(left: str, right: str) -> float:
    """Return the likeness (0–100) of two headings; of a grid, question and row each have to fit.

    Examples
    --------
    >>> compare_titles("Évaluatie  [a. team]", "evaluatie [a. Team]")
    100.0
    >>> compare_titles("Taak [a) Naam]", "Taak [b) Opdracht]") < 90
    True
    """
    pairs = zip(_split_title(left), _split_title(right), strict=True)
    return min(fuzz.ratio(a, b) if (a or b) else 100.0 for a, b in pairs)


@lru_cache(maxsize=1024)
def normalise_title(title: str) -> str:
    """Return `title` in lower case, without accents, quotes and other signs, with single spaces."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"[\"'`´‘’“”]", "", plain)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def _split_title(title: str) -> tuple[str, str]:
    """Split a heading into question and grid row, both normalised."""
    question, bracket, row = title[:LONGEST_TITLE].rstrip().partition("[")
    if not bracket or not row.endswith("]"):
        return normalise_title(title[:LONGEST_TITLE]), ""
    return normalise_title(question), normalise_title(row.removesuffix("]"))


def _fits(title: str, own: str, expected: list[str]) -> bool:
    """Tell whether no other heading fits `title` better than the one expected at its place."""
    return compare_titles(title, own) >= max(compare_titles(title, other) for other in expected)


def _describe(text: str, positions: list[int]) -> list[str]:
    """Put column numbers (from 1) behind `text`; nothing when there are none."""
    return [text + shorten(position + 1 for position in positions)] if positions else []
