"""Cells of tables and value labels of charts: a count with its share, or the class that hides it."""

from __future__ import annotations

import pandas as pd

from lobanalysis.presentation.wording import format_count, format_percent, format_unit

NOT_SHOWN = "niet getoond"


def is_shown(row: pd.Series) -> bool:
    """Return whether the count of a row may be shown (rows without the column `shown` may)."""
    return str(row.get("shown", True)) == "True" and pd.notna(row.get("n"))


def format_class(row: pd.Series) -> str:
    """Return the class that stands for a hidden count, such as "minder dan 3"."""
    text = row.get("shown_as")
    return str(text) if pd.notna(text) and str(text).strip() else NOT_SHOWN


def format_value(row: pd.Series) -> str:
    """Return "18 (41%)", or the class of a hidden cell.

    Examples
    --------
    >>> format_value(pd.Series({"n": 18, "share": 18 / 44, "shown": True}))
    '18 (41%)'
    >>> format_value(pd.Series({"n": None, "share": None, "shown": False, "shown_as": "minder dan 3"}))
    'minder dan 3'
    """
    return format_count(int(row["n"]), float(row["share"])) if is_shown(row) else format_class(row)


def format_interval(row: pd.Series) -> str:
    """Return the interval of a share as "31–52%", or a dash where there is none."""
    low, high = row.get("ci_low"), row.get("ci_high")
    if not is_shown(row) or pd.isna(low) or pd.isna(high):
        return "–"
    return f"{format_percent(float(low)).removesuffix('%')}–{format_percent(float(high))}"


def find_base_kind(frame: pd.DataFrame) -> str:
    """Return the kind of base of a frame, all schools when it does not say."""
    kinds = frame["base_kind"].dropna().unique() if "base_kind" in frame else []
    return str(kinds[0]) if len(kinds) else "all_schools"


def format_base(frame: pd.DataFrame) -> str:
    """Return the base of a frame with its unit, or the range of bases when rows differ.

    Examples
    --------
    >>> format_base(pd.DataFrame({"base": [44, 44]}))
    '44 scholen'
    """
    bases = sorted({int(base) for base in frame["base"].dropna()}) or [0]
    text = format_unit(bases[-1], find_base_kind(frame))
    return text if len(bases) == 1 else f"{bases[0]} tot {text}"
