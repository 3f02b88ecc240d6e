"""Charts of agreement: marks with intervals per domain, with the usual reading lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from lobanalysis.presentation.alt_text import describe_agreement, format_measure
from lobanalysis.presentation.bar_panel import GAP, write_lines
from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.figure_bundles import bundle_figure
from lobanalysis.presentation.row_chart import MARGIN, SCALE_ROOM, start_row_chart
from lobanalysis.presentation.text_layout import find_height, stack_rows, wrap_text
from lobanalysis.presentation.theme import (
    FILLS,
    GRID,
    INK,
    LABEL_SIZE,
    MUTED,
    NOTE_SIZE,
    WIDTH,
    with_theme,
)
from lobanalysis.presentation.wording import format_number

# J. R. Landis & G. G. Koch (1977), Biometrics 33(1), 159-174: moderate, substantial, almost perfect.
READING_LINES = ((0.41, "redelijk"), (0.61, "goed"), (0.81, "zeer goed"))
READING_NOTE = (
    "streep: 95%-interval uit hertrekkingen van interviews; 1 is volledige overeenstemming, 0 wat het toeval "
    "al geeft; leeslijnen naar Landis en Koch (1977)"
)
STEP, VALUE_ROOM, LEGEND = 0.26, 0.6, 0.3


@dataclass(frozen=True)
class Measure:
    """A measure that is drawn: the column of the frame, its name, the shape and colour of its mark."""

    column: str
    name: str
    marker: str
    fill: str


KAPPA = Measure("kappa", "Cohens kappa per code", "o", FILLS[0])
ALPHA = Measure("alpha_sets", "Krippendorffs alpha per verzameling codes", "D", FILLS[1])
PAIRS = (
    Measure("human_human", "codeur en codeur", "o", FILLS[0]),
    Measure("human_rule", "codeur en regel", "s", FILLS[1]),
    Measure("human_suggestion", "codeur en suggestie", "D", FILLS[2]),
)


@with_theme
def draw_agreement(frame: pd.DataFrame) -> LabelledFigure:
    """Return a chart of the agreement of coders: per domain kappa and alpha with their intervals.

    Parameters
    ----------
    frame : DataFrame
        Columns label, interviews, kappa and, where known, alpha_sets; each may have an interval in columns
        that end in _low and _high. A measure that cannot be computed is empty.
    """
    return _draw_measures(frame, [KAPPA, ALPHA])


@with_theme
def draw_agreement_pairs(frame: pd.DataFrame) -> LabelledFigure:
    """Return a chart of kappa between coders, beside that between coder and rule and coder and suggestion.

    Parameters
    ----------
    frame : DataFrame
        Columns label, interviews, and the kappa of each kind of pair by its name, with _low and _high.
    """
    return _draw_measures(frame, PAIRS)


def _draw_measures(frame: pd.DataFrame, measures: Sequence[Measure]) -> LabelledFigure:
    shown = [one for one in measures if one.column in frame and frame[one.column].notna().any()] or list(
        measures[:1]
    )
    rows = stack_rows(list(frame["label"]), LABEL_SIZE, 2.2, minimum=0.16 + STEP * len(shown), padding=0.14)
    interviews = int(frame["interviews"].max()) if len(frame) else 0
    note = "\n".join(wrap_text(f"n = {interviews} interviews; {READING_NOTE}", NOTE_SIZE, WIDTH - 0.2))
    low, above = _find_lowest(frame, shown), LEGEND * len(shown) + 0.3
    room = {"room": VALUE_ROOM, "above": above, "below": SCALE_ROOM, "gap": 2 * GAP}
    chart = start_row_chart(rows, note, ends=(low, 1), **room)
    _draw_legend(chart.axes, shown, chart.left, chart.scale, low)
    _draw_reading_lines(chart.axes, find_height(rows), low)
    for (_, line), row in zip(frame.iterrows(), rows, strict=True):
        for place, measure in enumerate(shown):
            y = row.middle + (place - (len(shown) - 1) / 2) * STEP
            _draw_mark(chart.axes, line, y, measure, chart.scale)
    return bundle_figure(
        chart.figure, frame, describe_agreement(frame, {one.column: one.name for one in shown})
    )


def _find_lowest(frame: pd.DataFrame, measures: Sequence[Measure]) -> float:
    columns = [name for one in measures for name in (one.column, f"{one.column}_low") if name in frame]
    lowest = frame[columns].min(axis=None, skipna=True) if columns and len(frame) else 0.0
    return min(0.0, float(lowest)) if pd.notna(lowest) else 0.0


def _draw_legend(axes: Axes, measures: Sequence[Measure], left: float, scale: float, low: float) -> None:
    start = low + (2 * MARGIN - left) / scale
    for place, one in enumerate(reversed(measures)):
        y = -0.42 - LEGEND * place
        axes.plot([start], [y], marker=one.marker, ms=8, color=one.fill, mec=INK, mew=0.8, clip_on=False)
        write_lines(axes, start + 0.14 / scale, y, [one.name], size=NOTE_SIZE)


def _draw_reading_lines(axes: Axes, height: float, low: float) -> None:
    for value, word in READING_LINES:
        axes.plot([value, value], [-0.05, height], color=MUTED, lw=0.9, ls=(0, (4, 3)), zorder=1)
        write_lines(axes, value + 0.01, -0.15, [word], size=NOTE_SIZE, color=MUTED)
    for value in (0, 0.2, 0.4, 0.6, 0.8, 1):
        look = {"ha": "center", "va": "top", "fontsize": NOTE_SIZE, "color": MUTED}
        axes.text(value, height + 0.06, format_number(value, 1), **look)
    axes.plot([low, 1], [height, height], color=MUTED, lw=0.8)


def _draw_mark(axes: Axes, line: pd.Series, y: float, measure: Measure, scale: float) -> None:
    value = line[measure.column]
    if pd.isna(value):
        return
    low, high = (line.get(f"{measure.column}{end}", float("nan")) for end in ("_low", "_high"))
    axes.plot([axes.get_xlim()[0], 1], [y, y], color=GRID, lw=0.8, zorder=1)
    if pd.notna(low):
        axes.plot([low, high], [y, y], color=INK, lw=1.6, zorder=3, clip_on=False)
    look = {"marker": measure.marker, "ms": 8, "mec": INK, "mew": 0.8, "zorder": 4, "clip_on": False}
    axes.plot([value], [y], color=measure.fill, **look)
    write_lines(axes, 1 + 0.14 / scale, y, [format_measure(value)], size=LABEL_SIZE)
