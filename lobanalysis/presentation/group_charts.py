"""Charts that compare groups: a panel of bars per group on one scale, with all schools as a mark."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lobanalysis.presentation.alt_text import describe_groups
from lobanalysis.presentation.bar_panel import (
    BAR,
    BOLD,
    GAP,
    BarStyle,
    draw_bar,
    draw_scale,
    draw_side_labels,
    find_limit,
    write_lines,
)
from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.cells import format_class, format_value, is_shown
from lobanalysis.presentation.figure_bundles import bundle_figure
from lobanalysis.presentation.notes import drop_intervals, format_note
from lobanalysis.presentation.row_chart import LABEL_ROOM, MARGIN, SCALE_ROOM, find_note_height
from lobanalysis.presentation.text_layout import (
    Row,
    find_height,
    find_width,
    measure_text,
    stack_rows,
    wrap_text,
)
from lobanalysis.presentation.theme import (
    FILLS,
    HATCHES,
    INK,
    LABEL_SIZE,
    MUTED,
    NOTE_SIZE,
    WIDTH,
    create_figure,
    place_axes,
    with_theme,
    write_note,
)
from lobanalysis.presentation.wording import format_percent

GUTTER = 0.2
ALL = "all"
MARK_NOTE = "dikke streep: alle scholen"
ROOMY, BESIDE, VALUE_SIZE = 1.7, 3, LABEL_SIZE - 0.5


@with_theme
def draw_grouped_bars(frame: pd.DataFrame) -> LabelledFigure:
    """Return a chart with a panel of bars per group; the total of all schools is a mark on each bar.

    Three panels stand beside each other at most; more groups follow below.

    Parameters
    ----------
    frame : DataFrame
        Long: a row per code and group (the group "all" is the mark), columns code, label, group,
        group_label, n, base, share, shown, shown_as. Order of codes and groups is that of their first row.
    """
    groups = drop_intervals(frame[frame["group"] != ALL])
    total = frame[frame["group"] == ALL].set_index("code")["share"].dropna().to_dict()
    labels = frame.drop_duplicates("code").set_index("code")["label"]
    rows = stack_rows(list(labels), LABEL_SIZE, LABEL_ROOM - 0.35, minimum=0.44, padding=0.14)
    note = format_note(groups, MARK_NOTE if total else "")
    left = MARGIN + find_width(rows, LABEL_SIZE) + GAP
    parts = [part.set_index("code").reindex(labels.index) for _, part in groups.groupby("group", sort=False)]
    lines = split_evenly(parts, BESIDE)
    width = (WIDTH - left - 2 * MARGIN - GUTTER * (len(lines[0]) - 1)) / max(len(lines[0]), 1)
    titles = [_find_title(part, width) for part in parts]
    heading = 0.14 + max(map(len, titles), default=0) * 0.19
    step = heading + find_height(rows) + SCALE_ROOM + 0.1
    figure = create_figure(MARGIN + step * len(lines) + find_note_height(note))
    panel = Panel(width, find_limit(drop_intervals(frame)), find_value_room(groups, width))
    places = [(line, side) for line, members in enumerate(lines) for side in range(len(members))]
    for index, ((line, side), part, title) in enumerate(zip(places, parts, titles, strict=True)):
        corner = (left + side * (width + GUTTER), MARGIN + line * step + heading)
        axes = _place_panel(figure, corner, panel, rows, title)
        look = index % len(FILLS)
        _draw_group(axes, part, rows, BarStyle(FILLS[look], HATCHES[look], VALUE_SIZE), total, panel)
        if side == 0:
            draw_side_labels(axes, rows, panel.scale)
    write_note(figure, note)
    return bundle_figure(figure, frame, describe_groups(frame))


@dataclass(frozen=True)
class Panel:
    """The measures of a panel: width in inches, share at which the axis ends, room for values in inches."""

    width: float
    limit: float
    room: float

    @property
    def scale(self) -> float:
        """Return inches per unit of share."""
        return (self.width - self.room) / self.limit


def split_evenly(items: list, most: int) -> list[list]:
    """Return items in lines of at most `most`, about equally long.

    Examples
    --------
    >>> split_evenly([1, 2, 3, 4], 3)
    [[1, 2], [3, 4]]
    """
    count = max(math.ceil(len(items) / most), 1)
    size = max(math.ceil(len(items) / count), 1)
    return [items[start : start + size] for start in range(0, len(items), size)] or [[]]


def find_value_room(frame: pd.DataFrame, width: float) -> float:
    """Return the room in inches that the values behind the bars of a panel need."""
    values = [_format_shown(line, width) for _, line in frame.iterrows() if is_shown(line)]
    return max((measure_text(value, VALUE_SIZE) for value in values), default=0.4) + GAP


def _find_title(part: pd.DataFrame, width: float) -> list[str]:
    base = int(part["base"].max()) if part["base"].notna().any() else 0
    return [*wrap_text(str(part["group_label"].dropna().iloc[0]), LABEL_SIZE, width / BOLD), f"n = {base}"]


def _place_panel(figure: Figure, corner, panel: Panel, rows: list[Row], title: list[str]) -> Axes:
    axes = place_axes(figure, *corner, panel.width - panel.room, find_height(rows))
    axes.set_xlim(0, panel.limit)
    for index, line in enumerate(title):
        look = {"weight": "bold"} if index < len(title) - 1 else {"color": MUTED}
        axes.text(0, (index - len(title)) * 0.19 + 0.06, line, va="baseline", fontsize=LABEL_SIZE, **look)
    draw_scale(
        axes, panel.limit, find_height(rows), step=panel.limit if panel.width < ROOMY else panel.limit / 2
    )
    return axes


def _draw_group(
    axes: Axes, part: pd.DataFrame, rows: list[Row], style: BarStyle, total, panel: Panel
) -> None:
    for (code, line), row in zip(part.iterrows(), rows, strict=True):
        end, mark = draw_bar(axes, line, row.middle, style), total.get(code)
        if mark is not None and is_shown(line):
            reach = [row.middle - BAR / 2 - 0.05, row.middle + BAR / 2 + 0.05]
            axes.plot([mark, mark], reach, color=INK, lw=2.4, zorder=6, solid_capstyle="butt")
        _write_value(axes, line, row.middle, max(end, mark or 0.0) if is_shown(line) else end, panel)


def _write_value(axes: Axes, line: pd.Series, middle: float, end: float, panel: Panel) -> None:
    """Write the value behind bar and mark; a class where it fits, on the hatch when that fills the panel."""
    start = end + GAP / panel.scale
    if is_shown(line):
        write_lines(axes, start, middle, [_format_shown(line, panel.width)], size=VALUE_SIZE)
        return
    if end >= panel.limit:
        start = GAP / panel.scale
    lines = wrap_text(format_class(line), NOTE_SIZE, panel.width - start * panel.scale)
    write_lines(axes, start, middle, lines, size=NOTE_SIZE, color=MUTED, style="italic")


def _format_shown(line: pd.Series, width: float) -> str:
    return format_value(line) if width >= ROOMY else format_percent(float(line["share"]))
