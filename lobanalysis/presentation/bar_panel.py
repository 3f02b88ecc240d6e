"""One panel of horizontal bars: the part that all bar charts share. It draws, and computes no share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from lobanalysis.presentation.cells import format_class, format_value, is_shown
from lobanalysis.presentation.text_layout import LINE_SPACING, Row, measure_text, wrap_text
from lobanalysis.presentation.theme import FILLS, GRID, INK, LABEL_SIZE, MUTED, NOTE_SIZE
from lobanalysis.presentation.wording import format_percent

BAR = 0.21
BOLD = 1.16  # width of bold text beside that of plain text
CAPITAL = 0.73  # height of a capital of DejaVu Sans in ems
PAPER = {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 0.6}}
GAP = 0.08
HIDDEN_HATCH = "////"
# A hidden cell gets a hatch of a fixed length, which says nothing about its count.
HIDDEN_LENGTHS = {"vrijwel alle": 1.0, "minder dan 3": 0.045}


@dataclass(frozen=True)
class BarStyle:
    """How the bars of a panel look."""

    fill: str = FILLS[0]
    hatch: str = ""
    size: float = LABEL_SIZE
    thickness: float = BAR


def find_limit(frame: pd.DataFrame, *, step: float = 0.25, least: float = 0.5) -> float:
    """Return the share at which the axis ends: a multiple of `step` that holds all bars and whiskers.

    Examples
    --------
    >>> find_limit(pd.DataFrame({"share": [0.41], "ci_high": [0.52]}))
    0.75
    """
    columns = [name for name in ("share", "ci_high") if name in frame]
    largest = max((float(frame[name].max()) for name in columns if frame[name].notna().any()), default=0.0)
    if (frame.get("shown_as", pd.Series(dtype=str)) == "vrijwel alle").any():
        return 1.0
    return min(1.0, max(least, math.ceil((largest - 1e-9) / step) * step))


def draw_scale(axes: Axes, limit: float, height: float, *, step: float = 0.25) -> None:
    """Draw the quiet vertical lines of the shares, with their percents under the panel."""
    ticks = [step * index for index in range(round(limit / step) + 1)]
    for tick in ticks:
        axes.plot(
            [tick, tick], [0, height], color=GRID if tick else MUTED, lw=0.8, zorder=0, solid_capstyle="butt"
        )
        look = {"ha": "center", "va": "top", "fontsize": NOTE_SIZE, "color": MUTED}
        axes.text(tick, height + 0.06, format_percent(tick), **look)


def draw_bar_rows(
    axes: Axes, frame: pd.DataFrame, rows: list[Row], style: BarStyle, *, scale: float, lift: float = 0.0
) -> None:
    """Draw a bar with its whisker and value label on each row.

    Parameters
    ----------
    axes : Axes
        x in shares, y in inches downwards.
    frame : DataFrame
        A line per row: n, share, ci_low, ci_high, shown, shown_as.
    rows : list of Row
    style : BarStyle
    scale : float
        Inches per unit of share.
    lift : float
        How far below the row's middle the bar lies, in inches.
    """
    for (_, line), row in zip(frame.iterrows(), rows, strict=True):
        middle = row.middle + lift
        end = draw_bar(axes, line, middle, style)
        look = {} if is_shown(line) else {"color": MUTED, "style": "italic"}
        write_lines(axes, end + GAP / scale, middle, [format_value(line)], size=style.size, **look)


def draw_bar(axes: Axes, line: pd.Series, middle: float, style: BarStyle) -> float:
    """Draw one bar and its whisker; return the share at which its label may start."""
    if not is_shown(line):
        return draw_hidden_bar(axes, line, middle, style)
    share = float(line["share"])
    box = {"height": style.thickness, "color": style.fill, "lw": 0}
    if style.hatch:
        box |= {"hatch": style.hatch, "edgecolor": "white", "hatchcolor": "white"}
    axes.barh(middle, share, zorder=2, **box)
    return max(share, draw_whisker(axes, line, middle))


def draw_hidden_bar(axes: Axes, line: pd.Series, middle: float, style: BarStyle) -> float:
    """Draw the hatch that stands for a hidden count; return where its label may start."""
    length = HIDDEN_LENGTHS.get(format_class(line), 0.0)
    if length:
        box = {"facecolor": "white", "edgecolor": MUTED, "hatch": HIDDEN_HATCH, "lw": 0.8}
        axes.barh(middle, length, height=style.thickness, zorder=2, **box)
    return length


def draw_whisker(axes: Axes, line: pd.Series, middle: float) -> float:
    """Draw the thin interval of a share when the row has one; return its upper end."""
    low, high = line.get("ci_low"), line.get("ci_high")
    if pd.isna(low) or pd.isna(high):
        return 0.0
    axes.plot([low, high], [middle, middle], color=INK, lw=1.0, zorder=4, solid_capstyle="butt")
    axes.plot([low, high], [middle, middle], ls="", marker="|", ms=5, mew=1.0, color=INK, zorder=4)
    return float(high)


def draw_side_labels(axes: Axes, rows: list[Row], scale: float, *, start: float = 0.0) -> None:
    """Write the labels at the left of the bars, which begin at `start`, right-aligned."""
    for row in rows:
        write_lines(axes, start - GAP / scale, row.middle, row.lines, size=LABEL_SIZE, ha="right")


def write_lines(axes: Axes, x: float, middle: float, lines: Sequence[str], *, size: float, **look) -> None:
    """Write lines of text whose capitals are centred on `middle`, whatever letters they hold."""
    pitch = size * LINE_SPACING / 72
    first = middle + CAPITAL * size / 72 / 2 - pitch * (len(lines) - 1) / 2
    for index, line in enumerate(lines):
        axes.text(x, first + index * pitch, line, va="baseline", fontsize=size, zorder=5, **(PAPER | look))


def find_value_width(frame: pd.DataFrame, size: float) -> float:
    """Return the width in inches of the widest value label."""
    return max((measure_text(format_value(line), size) for _, line in frame.iterrows()), default=0.0)


def wrap_title(text: str, width: float, size: float) -> str:
    """Return a panel's title with its line breaks; bold letters are wider than those that are measured."""
    return "\n".join(wrap_text(text, size, width / BOLD))
