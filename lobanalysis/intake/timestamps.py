"""Time stamps of the export as local time of the study."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pandas as pd

from lobanalysis.errors import SourceError, shorten

# Google writes the zone of the form's owner as a fixed label, also in summer: a Polish form shows EET in July
# (domain facts 4.1). A tz database would give EET summer time, so the labels are a table of hours.
ZONE_HOURS = {
    "": None,
    "EET": 2,
    "CEST": 2,
    "OEZ": 2,
    "MESZ": 2,
    "CET": 1,
    "MET": 1,
    "MEZ": 1,
    "UTC": 0,
    "GMT": 0,
}
STAMP = re.compile(
    r"(?P<year>\d{4})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})[ T]"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2})"
    r"(?: ?(?P<half>[ap])\.? ?m\.?)?(?: (?P<zone>[A-Z]*)(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)


def parse_timestamps(stamps: pd.Series, utc_offset: str, where: str) -> pd.Series:
    """Return the local time of each submission, without zone; the offset is that of the whole study.

    Raises
    ------
    SourceError
        When a time stamp cannot be read, or two submissions share one (codings refer to it).
    """
    times = stamps.map(lambda stamp: parse_timestamp(stamp, utc_offset))
    unread = times.index[times.isna()]
    if len(unread):
        expected = "yyyy/mm/dd h:mm:ss a.m./p.m. EET"
        raise SourceError(where, f"column 1, row(s) {shorten(unread)}: time stamp cannot be read", expected)
    equal = times.index[times.duplicated(keep=False)]
    if len(equal):
        raise SourceError(
            where, f"column 1, rows {shorten(equal)}: equal time stamps", "a time stamp per submission"
        )
    return times


def parse_timestamp(stamp: str, utc_offset: str = "+02:00") -> datetime | None:
    """Return `stamp` as time at `utc_offset`, without zone, or None when it is no time stamp.

    Source: the shapes that Google Forms writes, domain facts 4.1.

    Examples
    --------
    >>> parse_timestamp("2020/05/15 3:16:46 p.m. EET")
    datetime.datetime(2020, 5, 15, 15, 16, 46)
    >>> parse_timestamp("2020/05/15 12:00:00 AM CET")
    datetime.datetime(2020, 5, 15, 1, 0)
    """
    match = STAMP.fullmatch(" ".join(stamp.split()))
    if match is None or (hour := _read_hour(match)) is None:
        return None
    shift = _read_shift(match, utc_offset)
    numbers = [int(match[name]) for name in ("year", "month", "day")]
    try:
        time = datetime(*numbers, hour, int(match["minute"]), int(match["second"]))
        return None if shift is None else time + shift
    except (ValueError, OverflowError):
        return None


def _read_hour(match: re.Match[str]) -> int | None:
    """Return the hour 0–23, from a 12-hour clock when a.m. or p.m. is given."""
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if not half:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half == "p" else 0)


def _read_shift(match: re.Match[str], utc_offset: str) -> timedelta | None:
    """Return what to add to come from the stamp's zone to `utc_offset`; None when the zone is unknown."""
    zone, offset = (match["zone"] or "").upper(), match["offset"]
    if zone not in ZONE_HOURS or (offset and zone not in ("UTC", "GMT", "")):
        return None
    hours = ZONE_HOURS[zone]
    if hours is None and not offset:
        return timedelta()
    return _parse_offset(utc_offset) - (_parse_offset(offset) if offset else timedelta(hours=hours or 0))


def _parse_offset(offset: str) -> timedelta:
    """Return an offset such as `+2`, `+0200` or `+02:00` as a time difference."""
    sign = -1 if offset.startswith("-") else 1
    digits = offset.lstrip("+-").replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    return sign * timedelta(hours=int(hours), minutes=int(minutes))
