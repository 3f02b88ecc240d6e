"""The date that a PDF or Word file carries: that of the report, never that of today."""

from __future__ import annotations

import datetime
import os

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


def find_date(text: str) -> datetime.date:
    """Return the date of a report from "2020", "2020-10" or "2020-10-15"; `SOURCE_DATE_EPOCH` comes first.

    What is not said is filled in with the last month and the last day; without any date it is 1980-01-01,
    the first that a zip file can hold.

    Examples
    --------
    >>> find_date("2020-02")
    datetime.date(2020, 2, 29)
    """
    epoch = os.environ.get(EPOCH_VARIABLE, "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return datetime.date(1980, 1, 1)
    year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
    return datetime.date(year, month, int(parts[2])) if len(parts) > 2 else last_day(year, month)


def format_date(text: str) -> str:
    """Return the date of a report as a reader sees it; what is no date stays as it is.

    Examples
    --------
    >>> format_date("2026-11-24"), format_date("2020")
    ('24 november 2026', '2020')
    """
    parts = text.split("-")
    if len(parts) < 2 or not all(part.isdigit() for part in parts):
        return text
    day = f"{int(parts[2])} " if len(parts) > 2 else ""
    return f"{day}{MONTHS[int(parts[1]) - 1]} {parts[0]}"


def last_day(year: int, month: int) -> datetime.date:
    """Return the last day of a month."""
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
