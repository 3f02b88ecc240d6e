"""Charts of the method appendix: response against the register."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from lobanalysis.presentation.alt_text import describe_response
from lobanalysis.presentation.bar_panel import BAR, GAP, write_lines
from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.figure_bundles import bundle_figure
from lobanalysis.presentation.row_chart import MARGIN, start_row_chart
from lobanalysis.presentation.text_layout import (
    Row,
    measure_text,
    stack_rows,
    wrap_text,
)
from lobanalysis.presentation.theme import (
    FILLS,
    GRID,
    LABEL_SIZE,
    MUTED,
    NOTE_SIZE,
    WIDTH,
    with_theme,
)
from lobanalysis.presentation.wording import GROUP_VARIABLES, capitalise, format_percent

RESPONSE_NOTE = "hele balk: instellingen in het register; gevuld: geïnterviewd"
HEADING = 0.4


@with_theme
def draw_response(frame: pd.DataFrame) -> LabelledFigure:
    """Return a chart of the schools interviewed within all schools of the register, by group.

    Parameters
    ----------
    frame : DataFrame
        Columns variable, group, group_label (optional), population, n, share; variables under each other.
    """
    labels = [capitalise(str(label)) for label in frame.get("group_label", frame["group"])]
    rows = _add_headings(frame, stack_rows(labels, LABEL_SIZE, 2.0, minimum=0.36, padding=0.12))
    texts = [_format_response(line) for _, line in frame.iterrows()]
    note = "\n".join(wrap_text(RESPONSE_NOTE, NOTE_SIZE, WIDTH - 0.2))
    room = max(measure_text(text, LABEL_SIZE) for text in texts) + GAP + 2 * MARGIN
    chart = start_row_chart(rows, note, ends=(0, float(frame["population"].max())), room=room)
    _draw_headings(chart.axes, frame, rows, chart.left, chart.scale)
    for (_, line), row, text in zip(frame.iterrows(), rows, texts, strict=True):
        _draw_response_bar(chart.axes, line, row)
        end = float(line["population"]) + GAP / chart.scale
        write_lines(chart.axes, end, row.middle, [text], size=LABEL_SIZE)
    return bundle_figure(chart.figure, frame, describe_response(frame))


def _format_response(line: pd.Series) -> str:
    return f"{int(line['n'])} van {int(line['population'])} ({format_percent(line['share'])})"


def _add_headings(frame: pd.DataFrame, rows: list[Row]) -> list[Row]:
    variables, shift, moved = list(frame["variable"]), 0.0, []
    for index, row in enumerate(rows):
        if index == 0 or variables[index] != variables[index - 1]:
            shift += HEADING
        moved.append(Row(row.lines, row.top + shift, row.height))
    return moved


def _draw_headings(axes: Axes, frame: pd.DataFrame, rows: list[Row], left: float, scale: float) -> None:
    starts = frame.reset_index(drop=True).drop_duplicates("variable")
    for index, line in starts.iterrows():
        name = line.get("variable_label") or GROUP_VARIABLES.get(line["variable"], str(line["variable"]))
        x, top = (MARGIN - left) / scale, rows[index].top
        write_lines(axes, x, top - 0.13, [capitalise(str(name))], size=LABEL_SIZE, weight="bold")
        axes.plot([x, x + (WIDTH - 2 * MARGIN) / scale], [top, top], color=GRID, lw=0.8, clip_on=False)


def _draw_response_bar(axes: Axes, line: pd.Series, row: Row) -> None:
    look = {"height": BAR, "lw": 0.9, "edgecolor": MUTED, "clip_on": False}
    axes.barh(row.middle, line["population"], facecolor="white", zorder=2, **look)
    axes.barh(row.middle, line["n"], facecolor=FILLS[0], zorder=3, **look)
