"""Interview dates as typed: read in all their shapes, a year derived only when it is certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan",
            "februari feb febr",
            "maart mrt",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "augustus aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
DAYS_BEFORE_ENTRY = 92  # a missing year is certain when the date then lies at most this long before the entry
ISO = re.compile(r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b")
NUMBERS = re.compile(
    r"\b(?P<day>\d{1,2})\s?[-/.]\s?(?P<month>\d{1,2})(?:\s?[-/.]\s?(?P<year>'?(?:\d{4}|\d{2})))?(?![\d-])"
)
WORDS = re.compile(
    r"\b(?P<day>\d{1,2})\s*[-e]?\s*(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
    r"(?:[\s-]+(?P<year>'?(?:\d{4}|\d{2})\b(?![.:]\d)))?"
)
CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}\s*(?:uur|u)?\b|\b\d{1,2}\s*(?:uur|u)\b")
WEEKDAY = re.compile(r"\b(?P<day>ma|di|wo|do|vr|za|zo)(?:\b|andag|nsdag|ensdag|nderdag|ijdag|terdag|ndag)")


@dataclass(frozen=True)
class InterviewDate:
    """A date and how it is known."""

    day: date | None
    source: Literal["stated", "derived", "missing", "impossible"]


def parse_interview_date(typed: str, entered: date) -> InterviewDate:
    """Return the interview date that was typed, given the day on which it was entered.

    A missing year is taken from the entry when the date then lies 0–92 days before it and a named weekday
    fits (`derived`). A date that does not exist, lies after the entry or contradicts its weekday is
    `impossible`. Nothing, or nothing certain, is `missing`. Shapes: domain facts 4.3.

    Examples
    --------
    >>> parse_interview_date("di 12 mei", date(2020, 5, 21))
    InterviewDate(day=datetime.date(2020, 5, 12), source='derived')
    >>> parse_interview_date("31-6-2020", date(2020, 7, 30)).source
    'impossible'
    """
    text = _normalise(typed)
    without_clock = CLOCK.sub(" ", text) if not NUMBERS.fullmatch(text) else text
    match = ISO.search(without_clock) or WORDS.search(without_clock) or NUMBERS.search(without_clock)
    if match is None or _has_other_digits(without_clock, match):
        return InterviewDate(None, "missing")
    weekday = _read_weekday(text)
    if match["year"]:
        day = _make_date(_read_year(match["year"]), match)
        fits = day is not None and day <= entered and weekday in (None, day.weekday())
        return InterviewDate(day, "stated") if fits else InterviewDate(None, "impossible")
    return derive_year(int(match["day"]), _read_month(match["month"]), weekday, entered)


def derive_year(day: int, month: int, weekday: int | None, entered: date) -> InterviewDate:
    """Return the date with the year in which it lies 0–92 days before `entered`, when there is one.

    Examples
    --------
    >>> derive_year(20, 12, None, date(2021, 1, 4)).day
    datetime.date(2020, 12, 20)
    >>> derive_year(31, 6, None, date(2020, 7, 30)).source
    'impossible'
    """
    years = (entered.year, entered.year - 1)
    dates = [found for year in years if (found := _find_date(year, month, day)) is not None]
    if not dates:
        return InterviewDate(None, "impossible")
    near = [found for found in dates if 0 <= (entered - found).days <= DAYS_BEFORE_ENTRY]
    fitting = [found for found in near if weekday in (None, found.weekday())]
    if fitting:
        return InterviewDate(fitting[0], "derived")
    return InterviewDate(None, "impossible" if near else "missing")


def _normalise(typed: str) -> str:
    """Return the text in lower case, with plain quotes, dashes and single spaces."""
    text = typed.casefold().replace("’", "'").replace("‘", "'").replace("–", "-").replace("\u2010", "-")
    return " ".join(text.split())


def _has_other_digits(text: str, match: re.Match[str]) -> bool:
    """Tell whether digits stand outside the date: two dates, a range, something else."""
    return bool(re.search(r"\d", text[: match.start()] + text[match.end() :]))


def _read_weekday(text: str) -> int | None:
    """Return the weekday (Monday is 0) that `text` names, or None."""
    match = WEEKDAY.search(text)
    return None if match is None else [name[:2] for name in WEEKDAYS].index(match["day"])


def _read_year(text: str) -> int:
    """Return a year of four or two digits; two digits are of this century."""
    digits = text.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _read_month(text: str) -> int:
    """Return the number of a month that is a number or a Dutch name."""
    return MONTHS[text] if text in MONTHS else int(text)


def _make_date(year: int, match: re.Match[str]) -> date | None:
    """Return the date of a match in `year`, or None when it does not exist."""
    return _find_date(year, _read_month(match["month"]), int(match["day"]))


def _find_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
