"""The date that a PDF or Word file carries: that of the report, never that of today."""

from __future__ import annotations

import datetime
import os

EPOCH_VARIABLE = "SOURCE_DATE_EPOCH"


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


def last_day(year: int, month: int) -> datetime.date:
    """Return the last day of a month."""
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
