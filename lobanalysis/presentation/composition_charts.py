"""Charts of a whole and its parts: one bar divided by a single choice, and the combinations of answers."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from lobanalysis.presentation.alt_text import describe_combinations, describe_stacked
from lobanalysis.presentation.bar_panel import HIDDEN_HATCH, write_lines
from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.cells import format_value, is_shown
from lobanalysis.presentation.figure_bundles import bundle_figure
from lobanalysis.presentation.notes import drop_intervals, format_note
from lobanalysis.presentation.row_chart import MARGIN, find_note_height
from lobanalysis.presentation.text_layout import find_height, find_width, measure_text, stack_rows, wrap_text
from lobanalysis.presentation.theme import (
    FILLS,
    HATCHES,
    INK,
    LABEL_SIZE,
    MUTED,
    NOTE_SIZE,
    TITLE_SIZE,
    WIDTH,
    create_figure,
    place_axes,
    with_theme,
    write_note,
)
from lobanalysis.presentation.wording import capitalise, format_label, format_percent

BAND = 0.46
LINE = 0.3
ALL = "all"


@with_theme
def draw_stacked(frame: pd.DataFrame) -> LabelledFigure:
    """Return bars of 100%, divided into the answers of a single choice, with a legend that holds the values.

    Parameters
    ----------
    frame : DataFrame
        Columns code, label, n, base, share, shown, shown_as; with more than one `group` a bar per group.
        What is hidden is drawn as one hatched rest.
    """
    bars = _split_bars(frame)
    single = len(bars) == 1
    codes = frame.drop_duplicates("code")
    texts = [
        f"{line['label']}: {format_value(line)}" if single else str(line["label"])
        for _, line in codes.iterrows()
    ]
    note = format_note(drop_intervals(frame))
    step = BAND + (0.12 if single else 0.36)
    height = MARGIN + step * len(bars) + 0.08 + LINE * len(texts) + find_note_height(note)
    axes = place_axes(create_figure(height), MARGIN, MARGIN, WIDTH - 2 * MARGIN, height - MARGIN)
    for index, (title, part) in enumerate(bars):
        top = index * step + (0 if single else 0.26)
        write_lines(axes, 0, top - 0.13, [title], size=LABEL_SIZE, weight="bold")
        _draw_divided_bar(axes, part, top + BAND / 2)
    _draw_legend(axes, texts, step * len(bars) + 0.08)
    write_note(axes.figure, note)
    return bundle_figure(axes.figure, frame, describe_stacked(frame))


def _split_bars(frame: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    if "group" not in frame or frame["group"].nunique() < 2:
        return [("", frame)]
    parts = frame.groupby("group", sort=False)
    return [(f"{part['group_label'].iloc[0]} (n = {int(part['base'].max())})", part) for _, part in parts]


def _draw_divided_bar(axes: Axes, part: pd.DataFrame, middle: float) -> None:
    start = 0.0
    for index, (_, line) in enumerate(part.iterrows()):
        if is_shown(line):
            _draw_part(axes, start, line, middle, index)
            start += float(line["share"])
    hidden = [line for _, line in part.iterrows() if not is_shown(line)]
    if hidden:
        box = {"facecolor": "white", "edgecolor": MUTED, "hatch": HIDDEN_HATCH, "lw": 0.8}
        axes.barh(middle, 1 - start, left=start, height=BAND, **box)
        texts = [f"{format_label(str(line['label']))}: {format_value(line)}" for line in hidden]
        room = (1 - start) * (WIDTH - 2 * MARGIN) - 0.16
        lines = wrap_text("; ".join(texts), NOTE_SIZE, max(room, 0.6))
        look = {"size": NOTE_SIZE, "ha": "center", "color": MUTED, "style": "italic"}
        write_lines(axes, (1 + start) / 2, middle, lines[:2] if room > 0.6 else [], **look)


def _draw_part(axes: Axes, start: float, line: pd.Series, middle: float, index: int) -> None:
    share = float(line["share"])
    axes.barh(middle, share, left=start, height=BAND, **_find_look(index))
    texts, room = (format_value(line), format_percent(share)), share * (WIDTH - 2 * MARGIN) - 0.16
    for text in [text for text in texts if measure_text(text, TITLE_SIZE, "bold") < room][:1]:
        write_lines(axes, start + share / 2, middle, [text], size=TITLE_SIZE, ha="center", weight="bold")


def _find_look(index: int) -> dict:
    look = {"facecolor": FILLS[index % len(FILLS)], "edgecolor": "white", "lw": 1.5}
    return look | {"hatch": HATCHES[index % len(HATCHES)], "hatchcolor": "white"}


def _draw_legend(axes: Axes, texts: list[str], top: float) -> None:
    width = WIDTH - 2 * MARGIN
    for index, text in enumerate(texts):
        middle = top + LINE * (index + 0.5)
        axes.barh(middle, 0.3 / width, height=0.19, **_find_look(index))
        write_lines(axes, 0.4 / width, middle, [text], size=LABEL_SIZE)


JOIN = " + "
APART = ("geen van deze", "andere ")
BARS = 1.5
ROW = 0.34


@with_theme
def draw_combinations(frame: pd.DataFrame) -> LabelledFigure:
    """Return a chart of combinations: a column per combination with its bar, and dots that say what it joins.

    Parameters
    ----------
    frame : DataFrame
        Columns combination (labels joined by " + "), n, base, share, in the order wanted. A combination that
        is no set of labels ("andere combinaties") has no dots but its name.
    """
    sets = [capitalise(str(text)).split(JOIN) for text in frame["combination"]]
    names = _order_names(frame, sets)
    rows = stack_rows(names, LABEL_SIZE, 2.7, minimum=ROW, padding=0.1)
    note = format_note(frame)
    matrix = find_height(rows)
    left = MARGIN + find_width(rows, LABEL_SIZE) + 0.16
    width = min(WIDTH - left - 2 * MARGIN, 0.72 * max(len(frame), 1))
    figure = create_figure(MARGIN + BARS + 0.12 + matrix + find_note_height(note))
    top = place_axes(figure, left, MARGIN, width, BARS)
    below = place_axes(figure, left, MARGIN + BARS + 0.12, width, matrix)
    _draw_columns(top, frame, width)
    _draw_matrix(below, rows, names, sets, width)
    write_note(figure, note)
    return bundle_figure(figure, frame, describe_combinations(frame))


def _order_names(frame: pd.DataFrame, sets: list[list[str]]) -> list[str]:
    """Return the labels in the order of the schools that have them, so that the busiest row is on top."""
    counts: dict[str, float] = {}
    for names, n in zip(sets, frame["n"].fillna(0), strict=True):
        for name in names:
            counts[name] = counts.get(name, 0) + n
    rest = [name for name in counts if name.lower().startswith(APART)]
    return sorted((name for name in counts if name not in rest), key=lambda name: -counts[name]) + rest


def _draw_columns(axes: Axes, frame: pd.DataFrame, width: float) -> None:
    pitch, room = 1 / max(len(frame), 1), BARS - 0.42
    most = max(float(frame["share"].max()), 1e-9) if frame["share"].notna().any() else 1
    axes.plot([0, 1], [BARS, BARS], color=MUTED, lw=0.8)
    for index, (_, line) in enumerate(frame.iterrows()):
        middle = (index + 0.5) * pitch
        if not is_shown(line):
            lines = wrap_text(format_value(line), LABEL_SIZE - 1.5, pitch * width)
            write_lines(axes, middle, BARS - 0.3, lines, size=LABEL_SIZE - 1.5, ha="center", color=MUTED)
            continue
        height = float(line["share"]) / most * room
        box = {"facecolor": "white", "hatch": HIDDEN_HATCH} if _is_rest(line) else {"facecolor": FILLS[0]}
        edge = MUTED if _is_rest(line) else FILLS[0]
        axes.bar(middle, -height, bottom=BARS, width=pitch * 0.55, edgecolor=edge, lw=0.8, **box)
        texts = [str(int(line["n"])), format_percent(line["share"])][: 2 if pitch * width > 0.45 else 1]
        write_lines(
            axes, middle, BARS - height - 0.105 * len(texts), texts, size=LABEL_SIZE - 0.5, ha="center"
        )


def _is_rest(line: pd.Series) -> bool:
    return str(line["combination"]).lower().startswith("andere ")


def _draw_matrix(axes: Axes, rows, names: list[str], sets: list[list[str]], width: float) -> None:
    pitch = 1 / max(len(sets), 1)
    for index, row in enumerate(rows):
        write_lines(axes, -0.16 / width, row.middle, row.lines, size=LABEL_SIZE, ha="right")
        if index % 2 == 0:
            axes.axhspan(row.top, row.top + row.height, color="#f1f4f6", lw=0, zorder=0)
    for index, members in enumerate(sets):
        middles = sorted(rows[names.index(name)].middle for name in members)
        x = (index + 0.5) * pitch
        off = [row.middle for row in rows if row.middle not in middles]
        axes.plot([x] * len(off), off, ls="", marker="o", ms=3.5, color="#c3ccd3", zorder=2)
        axes.plot([x, x], [middles[0], middles[-1]], color=INK, lw=2, zorder=3)
        axes.plot([x] * len(middles), middles, ls="", marker="o", ms=9, color=INK, zorder=4)
