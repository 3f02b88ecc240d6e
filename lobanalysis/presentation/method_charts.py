"""Charts of the method appendix: response against the register, and agreement of two coders."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from lobanalysis.presentation.alt_text import describe_agreement, describe_response
from lobanalysis.presentation.bar_panel import BAR, GAP, write_lines
from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.figure_bundles import bundle_figure
from lobanalysis.presentation.row_chart import MARGIN, SCALE_ROOM, start_row_chart
from lobanalysis.presentation.text_layout import (
    Row,
    find_height,
    measure_text,
    stack_rows,
    wrap_text,
)
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
from lobanalysis.presentation.wording import GROUP_VARIABLES, capitalise, format_number, format_percent

RESPONSE_NOTE = "hele balk: instellingen in het register; gevuld: geïnterviewd"
KAPPA_NOTE = (
    "kappa is 1 bij volledige overeenstemming en 0 bij overeenstemming die het toeval al geeft; "
    "leeslijnen naar Landis en Koch (1977)"
)
# J. R. Landis & G. G. Koch (1977), Biometrics 33(1), 159-174: moderate, substantial, almost perfect.
READING_LINES = ((0.41, "redelijk"), (0.61, "goed"), (0.81, "zeer goed"))
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


@with_theme
def draw_agreement(frame: pd.DataFrame) -> LabelledFigure:
    """Return a chart of the agreement of two coders: a dot per domain at its kappa, with reading lines.

    Parameters
    ----------
    frame : DataFrame
        Columns label, interviews, kappa; a kappa that cannot be computed is empty.
    """
    rows = stack_rows(list(frame["label"]), LABEL_SIZE, 2.2, minimum=0.38, padding=0.12)
    interviews = int(frame["interviews"].max()) if len(frame) else 0
    note = "\n".join(wrap_text(f"n = {interviews} interviews; {KAPPA_NOTE}", NOTE_SIZE, WIDTH - 0.2))
    low = min(0.0, float(frame["kappa"].min())) if frame["kappa"].notna().any() else 0.0
    chart = start_row_chart(rows, note, ends=(low, 1), room=0.55, above=0.3, below=SCALE_ROOM, gap=2 * GAP)
    _draw_reading_lines(chart.axes, find_height(rows), low)
    for (_, line), row in zip(frame.iterrows(), rows, strict=True):
        _draw_kappa(chart.axes, line, row, chart.scale)
    return bundle_figure(chart.figure, frame, describe_agreement(frame))


def _draw_reading_lines(axes: Axes, height: float, low: float) -> None:
    for value, word in READING_LINES:
        axes.plot([value, value], [-0.05, height], color=MUTED, lw=0.9, ls=(0, (4, 3)), zorder=1)
        write_lines(axes, value + 0.01, -0.15, [word], size=NOTE_SIZE, color=MUTED)
    for value in (0, 0.2, 0.4, 0.6, 0.8, 1):
        axes.text(
            value,
            height + 0.06,
            format_number(value, 1),
            ha="center",
            va="top",
            fontsize=NOTE_SIZE,
            color=MUTED,
        )
    axes.plot([low, 1], [height, height], color=MUTED, lw=0.8)


def _draw_kappa(axes: Axes, line: pd.Series, row: Row, scale: float) -> None:
    if pd.isna(line["kappa"]):
        write_lines(
            axes, 0.02, row.middle, ["niet te berekenen"], size=NOTE_SIZE, color=MUTED, style="italic"
        )
        return
    kappa = float(line["kappa"])
    axes.plot([axes.get_xlim()[0], kappa], [row.middle] * 2, color=GRID, lw=1.4, zorder=1)
    axes.plot(
        [kappa], [row.middle], marker="o", ms=9, color=FILLS[0], mec=INK, mew=0.8, zorder=4, clip_on=False
    )
    write_lines(axes, kappa + 0.14 / scale, row.middle, [format_number(kappa, 2)], size=LABEL_SIZE)
