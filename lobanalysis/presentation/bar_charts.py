"""Bar charts of one set of counts: a single panel, two panels beside each other, or a panel per level."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from lobanalysis.presentation.alt_text import describe_bars, describe_panels
from lobanalysis.presentation.bar_panel import (
    BAR,
    GAP,
    BarStyle,
    draw_bar_rows,
    draw_scale,
    find_limit,
    find_value_width,
    wrap_title,
    write_lines,
)
from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.figure_bundles import bundle_figure
from lobanalysis.presentation.notes import format_note
from lobanalysis.presentation.row_chart import (
    LABEL_ROOM,
    MARGIN,
    SCALE_ROOM,
    find_note_height,
    start_row_chart,
)
from lobanalysis.presentation.text_layout import find_height, stack_rows
from lobanalysis.presentation.theme import (
    FILLS,
    INK,
    LABEL_SIZE,
    TITLE_SIZE,
    WIDTH,
    create_figure,
    place_axes,
    with_theme,
    write_note,
)

GUTTER = 0.3
BETWEEN = 0.3  # inches between a panel and the title of the one below


@with_theme
def draw_bars(frame: pd.DataFrame, *, unit: str = "") -> LabelledFigure:
    """Return a bar chart: a bar per row in the frame's order, with count, share and interval.

    Parameters
    ----------
    frame : DataFrame
        Columns label, n, base, share, ci_low, ci_high, shown, shown_as.
    unit : str, optional
        A remark for the note, such as "meer antwoorden mogelijk".
    """
    rows = stack_rows(list(frame["label"]), LABEL_SIZE, LABEL_ROOM, minimum=0.36, padding=0.12)
    note = format_note(frame, unit)
    limit = find_limit(frame)
    room = find_value_width(frame, LABEL_SIZE) + GAP + 2 * MARGIN
    chart = start_row_chart(rows, note, ends=(0, limit), room=room, below=SCALE_ROOM)
    draw_scale(chart.axes, limit, find_height(rows))
    draw_bar_rows(chart.axes, frame, rows, BarStyle(), scale=chart.scale)
    return bundle_figure(chart.figure, frame, describe_bars(frame))


@with_theme
def draw_paired_bars(
    left: pd.DataFrame, right: pd.DataFrame, left_title: str, right_title: str
) -> LabelledFigure:
    """Return two bar charts beside each other on one scale, such as tops beside bottlenecks."""
    return _draw_panels({left_title: left, right_title: right}, fills=(FILLS[0], FILLS[1]))


@with_theme
def draw_levels(frames: Mapping[str, pd.DataFrame], *, most: int = 6) -> LabelledFigure:
    """Return small multiples: per level the `most` mentioned codes, all on one scale.

    Codes with the count of the last one that is shown are shown too; so are hidden counts never first.

    Parameters
    ----------
    frames : mapping
        Title of a panel → frame as for `draw_bars`, sorted from high to low.
    most : int
        Number of codes per panel.
    """
    parts = {title: take_most(frame, most) for title, frame in frames.items()}
    cut = any(len(parts[title]) < len(frame) for title, frame in frames.items())
    return _draw_panels(parts, fills=(FILLS[0],), remark="per niveau de meest genoemde" if cut else "")


def take_most(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the rows up to the count of row `most`, so that equal counts are treated alike."""
    if len(frame) <= most or pd.isna(frame["n"].iloc[most - 1]):
        return frame.head(most)
    first = pd.Series(range(len(frame)), index=frame.index) < most
    return frame[first | (frame["n"] >= frame["n"].iloc[most - 1]).fillna(False).astype(bool)]


def _draw_panels(
    frames: Mapping[str, pd.DataFrame], *, fills: tuple[str, ...], remark: str = ""
) -> LabelledFigure:
    together = pd.concat([frame.assign(panel=title) for title, frame in frames.items()], ignore_index=True)
    note, limit = format_note(together, remark), find_limit(together)
    width = (WIDTH - 2 * MARGIN - GUTTER) / 2
    panels = [(title, frame, _stack_panel(frame, width)) for title, frame in frames.items()]
    pairs = [panels[index : index + 2] for index in range(0, len(panels), 2)]
    titles = [_find_title_height(pair, width) for pair in pairs]
    tall = [
        head + max(find_height(rows) for _, _, rows in pair) + BETWEEN
        for head, pair in zip(titles, pairs, strict=True)
    ]
    figure = create_figure(MARGIN + sum(tall) - BETWEEN / 2 + find_note_height(note))
    for line, pair in enumerate(pairs):
        for side, panel in enumerate(pair):
            corner = (MARGIN + side * (width + GUTTER), MARGIN + sum(tall[:line]))
            style = BarStyle(fill=fills[side % len(fills)])
            _draw_panel(figure, corner, width, titles[line], panel, limit, style)
    write_note(figure, note)
    return bundle_figure(figure, together, describe_panels(frames))


def _find_title_height(pair: list[tuple], width: float) -> float:
    """Return the room in inches for the longest title of panels that stand beside each other."""
    return 0.12 + max(wrap_title(title, width, TITLE_SIZE).count("\n") + 1 for title, _, _ in pair) * 0.21


def _stack_panel(frame: pd.DataFrame, width: float):
    return stack_rows(list(frame["label"]), LABEL_SIZE - 0.5, width, minimum=0.4, padding=BAR + 0.26)


def _draw_panel(
    figure: Figure, corner, width: float, titles: float, panel, limit: float, style: BarStyle
) -> None:
    title, frame, rows = panel
    left, top = corner
    text = wrap_title(title, width, TITLE_SIZE)
    figure.text(
        left / WIDTH, 1 - top / figure.get_figheight(), text, fontsize=TITLE_SIZE, weight="bold", va="top"
    )
    plot = width - find_value_width(frame, LABEL_SIZE) - GAP
    axes = place_axes(figure, left, top + titles, plot, find_height(rows))
    axes.set_xlim(0, limit)
    axes.plot([0, limit * width / plot], [-0.05, -0.05], color=INK, lw=0.8, clip_on=False)
    for row in rows:
        write_lines(axes, 0, row.top + (row.height - BAR + 0.06) / 2, row.lines, size=LABEL_SIZE - 0.5)
        axes.plot([0, 0], [row.top + row.height - BAR - 0.08, row.top + row.height - 0.02], color=INK, lw=0.8)
    lifted = [type(row)(row.lines, row.top + row.height - BAR - 0.05, BAR) for row in rows]
    draw_bar_rows(axes, frame, lifted, style, scale=plot / limit)
