"""Charts that compare groups: a panel of bars per group on one scale, with all schools as a mark."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lobanalysis.presentation.alt_text import describe_groups
from lobanalysis.presentation.bar_charts import LABEL_ROOM, MARGIN, SCALE_ROOM, find_note_height
from lobanalysis.presentation.bar_panel import (
    BAR,
    GAP,
    BarStyle,
    draw_bar,
    draw_scale,
    draw_side_labels,
    find_limit,
    write_lines,
)
from lobanalysis.presentation.bundles import LabelledFigure, bundle_figure
from lobanalysis.presentation.cells import is_shown
from lobanalysis.presentation.notes import drop_intervals, format_note
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
from lobanalysis.presentation.wording import format_count, format_percent

GUTTER = 0.16
ALL = "all"
MARK_NOTE = "dikke streep: alle scholen"
ROOMY = 1.3


@with_theme
def draw_grouped_bars(frame: pd.DataFrame) -> LabelledFigure:
    """Return a chart with a panel of bars per group; the total of all schools is a mark on each bar.

    Parameters
    ----------
    frame : DataFrame
        Long: a row per code and group (the group "all" is the mark), columns code, label, group,
        group_label, n, base, share, shown, shown_as. Order of codes and groups is that of their first row.
    """
    groups = frame[frame["group"] != ALL]
    total = frame[frame["group"] == ALL].set_index("code")["share"].to_dict()
    labels = frame.drop_duplicates("code").set_index("code")["label"]
    rows = stack_rows(list(labels), LABEL_SIZE, LABEL_ROOM - 0.35, minimum=0.44, padding=0.14)
    note = format_note(drop_intervals(groups), MARK_NOTE if total else "")
    left = MARGIN + find_width(rows, LABEL_SIZE) + GAP
    parts = [part.set_index("code").reindex(labels.index) for _, part in groups.groupby("group", sort=False)]
    width = (WIDTH - left - 2 * MARGIN - GUTTER * (len(parts) - 1)) / max(len(parts), 1)
    titles = [_find_title(part, width) for part in parts]
    heading = 0.14 + max(map(len, titles), default=0) * 0.19
    height = MARGIN + heading + find_height(rows) + SCALE_ROOM + find_note_height(note)
    figure, limit = create_figure(height), find_limit(groups)
    for index, (part, title) in enumerate(zip(parts, titles, strict=True)):
        axes = _place_panel(figure, left + index * (width + GUTTER), heading, width, rows, title, limit)
        style = BarStyle(FILLS[index % len(FILLS)], HATCHES[index % len(HATCHES)], LABEL_SIZE - 0.5)
        _draw_group(axes, part, rows, style, total, (limit, width))
        if index == 0:
            draw_side_labels(axes, rows, width * 0.98 / limit)
    write_note(figure, note)
    return bundle_figure(figure, frame, describe_groups(frame))


def _find_title(part: pd.DataFrame, width: float) -> list[str]:
    base = int(part["base"].max()) if part["base"].notna().any() else 0
    return [*wrap_text(str(part["group_label"].dropna().iloc[0]), LABEL_SIZE, width), f"n = {base}"]


def _place_panel(
    figure: Figure, left: float, heading: float, width: float, rows, title, limit: float
) -> Axes:
    axes = place_axes(figure, left, MARGIN + heading, width, find_height(rows))
    axes.set_xlim(0, limit / 0.98)
    for index, line in enumerate(title):
        look = {"weight": "bold"} if index < len(title) - 1 else {"color": MUTED}
        axes.text(0, (index - len(title)) * 0.19 + 0.06, line, va="baseline", fontsize=LABEL_SIZE, **look)
    draw_scale(
        axes, limit, find_height(rows), step=limit / 2 if width < ROOMY or limit == 1 else 0.25, tight=True
    )
    return axes


def _draw_group(axes: Axes, part: pd.DataFrame, rows: list[Row], style: BarStyle, total: dict, room) -> None:
    limit, width = room
    scale = width * 0.98 / limit
    for (code, line), row in zip(part.iterrows(), rows, strict=True):
        end = draw_bar(axes, line.drop(["ci_low", "ci_high"], errors="ignore"), row.middle, style)
        if is_shown(line) and code in total and pd.notna(total[code]):
            mark = [row.middle - BAR / 2 - 0.05, row.middle + BAR / 2 + 0.05]
            axes.plot([total[code]] * 2, mark, color=INK, lw=2.4, zorder=6, solid_capstyle="butt")
        _write_value(axes, line, row, end, total.get(code), (limit, scale))


def _write_value(axes: Axes, line: pd.Series, row: Row, end: float, mark: float | None, room) -> None:
    """Write the value behind the bar, or inside it where there is no room, clear of the mark."""
    limit, scale = room
    lines, size, look = _format_lines(line, limit * scale)
    length = max(measure_text(text, size) for text in lines) / scale
    start = end + GAP / scale
    if is_shown(line) and mark is not None and pd.notna(mark) and start - GAP / scale < mark < start + length:
        start = mark + GAP / scale
    inside = start + length > limit / 0.98
    if inside and is_shown(line):
        start = max(
            0.0,
            min(end, mark if mark is not None and mark < end and end - mark < length else end)
            - length
            - GAP / scale,
        )
    elif inside:
        start = GAP / scale
    write_lines(axes, start, row.middle, lines, size=size, **look)


def _format_lines(line: pd.Series, width: float) -> tuple[list[str], float, dict]:
    if not is_shown(line):
        look = {"color": MUTED, "style": "italic"}
        return wrap_text(str(line.get("shown_as") or "niet getoond"), NOTE_SIZE, width), NOTE_SIZE, look
    text = (
        format_count(int(line["n"]), float(line["share"]))
        if width >= ROOMY
        else format_percent(line["share"])
    )
    return [text], LABEL_SIZE - 0.5, {}
