"""The note under a figure: what the base is, and what whiskers, marks and hatches mean."""

from __future__ import annotations

import pandas as pd

from lobanalysis.presentation.cells import find_base_kind, format_base, is_shown
from lobanalysis.presentation.text_layout import wrap_text
from lobanalysis.presentation.theme import NOTE_SIZE, WIDTH
from lobanalysis.presentation.wording import UNITS, format_list

WHISKER = "lijntje: 95%-interval"
HIDDEN = "cursief of gearceerd: exact aantal niet getoond"


def format_note(frame: pd.DataFrame, *extra: str) -> str:
    """Return the note of a figure, broken into lines that fit.

    Examples
    --------
    >>> format_note(pd.DataFrame({"base": [44], "n": [3]}))
    'n = 44 scholen'
    """
    parts = [f"n = {format_group_bases(frame)}", *extra, *find_reading_notes(frame)]
    return "\n".join(wrap_text("; ".join(part for part in parts if part), NOTE_SIZE, WIDTH - 0.2))


def format_group_bases(frame: pd.DataFrame) -> str:
    """Return the base, of each group when the frame has groups: "18 en 26 scholen"."""
    if "group" not in frame or frame["group"].nunique() < 2:
        return format_base(frame)
    bases = frame.groupby("group", sort=False)["base"].max()
    unit = UNITS.get(find_base_kind(frame), UNITS["all_schools"])[1]
    return f"{format_list(str(int(base)) for base in bases)} {unit}"


def drop_intervals(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame without intervals, for charts that draw none."""
    return frame.drop(columns=["ci_low", "ci_high"], errors="ignore")


def find_reading_notes(frame: pd.DataFrame) -> list[str]:
    """Return what a reader must know of whiskers and hatches, only of those that are drawn."""
    lines = [line for _, line in frame.iterrows()]
    whisker = any(is_shown(line) and pd.notna(line.get("ci_low")) for line in lines)
    hidden = any(not is_shown(line) for line in lines)
    return [text for text, wanted in ((WHISKER, whisker), (HIDDEN, hidden)) if wanted]
