"""The chart of the coders' notebook: how often each code was given, and by whom."""

from __future__ import annotations

import pandas as pd

from lobanalysis.presentation.alt_text import shorten_list
from lobanalysis.presentation.bar_charts import MARGIN, SCALE_ROOM, find_note_height
from lobanalysis.presentation.bar_panel import GAP, draw_side_labels, write_lines
from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.figure_bundles import bundle_figure
from lobanalysis.presentation.text_layout import find_height, find_width, stack_rows, wrap_text
from lobanalysis.presentation.theme import (
    FILLS,
    INK,
    LABEL_SIZE,
    NOTE_SIZE,
    WIDTH,
    create_figure,
    place_axes,
    with_theme,
    write_note,
)
from lobanalysis.presentation.wording import format_label, format_number

BAR, ROOM = 0.24, 0.9


@with_theme
def draw_code_use(frame: pd.DataFrame) -> LabelledFigure:
    """Return a chart of the share of interviews that each coder gave each code, a bar per coder.

    Parameters
    ----------
    frame : DataFrame
        Columns label, coder, n, decided (interviews the coder decided on), share; codes under each other.
    """
    labels = list(dict.fromkeys(frame["label"]))
    coders = list(dict.fromkeys(frame["coder"]))
    rows = stack_rows(labels, LABEL_SIZE, 2.2, minimum=0.14 + BAR * max(len(coders), 1), padding=0.12)
    bases = frame.drop_duplicates("coder")
    text = "; ".join(f"{one.coder}: n = {one.decided} interviews" for one in bases.itertuples())
    note = "\n".join(wrap_text(f"van boven naar onder {text}", NOTE_SIZE, WIDTH - 0.2))
    height = find_height(rows)
    figure = create_figure(MARGIN + height + SCALE_ROOM + find_note_height(note))
    left = MARGIN + find_width(rows, LABEL_SIZE) + GAP * 2
    width = WIDTH - left - ROOM
    axes = place_axes(figure, left, MARGIN, width, height)
    axes.set_xlim(0, 1)
    draw_side_labels(axes, rows, width)
    for line in frame.itertuples():
        row, place = rows[labels.index(line.label)], coders.index(line.coder)
        y = row.middle + (place - (len(coders) - 1) / 2) * BAR
        fill = FILLS[place % len(FILLS)]
        axes.barh(y, line.share, height=BAR * 0.85, facecolor=fill, edgecolor=INK, lw=0.6, clip_on=False)
        write_lines(
            axes, line.share + 0.06 / width, y, [f"{line.coder} {format_number(line.n)}"], size=NOTE_SIZE
        )
    write_note(figure, note)
    items = [f"{format_label(one.label)} {one.coder} {one.n}" for one in frame.itertuples()]
    return bundle_figure(figure, frame, shorten_list("Staafdiagram van codes per codeur:", items))
