"""The chart of the coders' notebook: how often each code was given, and by whom."""

from __future__ import annotations

import pandas as pd

from lobanalysis.presentation.alt_text import shorten_list
from lobanalysis.presentation.bar_panel import GAP, write_lines
from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.figure_bundles import bundle_figure
from lobanalysis.presentation.row_chart import SCALE_ROOM, start_row_chart
from lobanalysis.presentation.text_layout import stack_rows, wrap_text
from lobanalysis.presentation.theme import (
    FILLS,
    INK,
    LABEL_SIZE,
    NOTE_SIZE,
    WIDTH,
    with_theme,
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
    chart = start_row_chart(rows, note, ends=(0, 1), room=ROOM, below=SCALE_ROOM, gap=2 * GAP)
    for line in frame.itertuples():
        row, place = rows[labels.index(line.label)], coders.index(line.coder)
        y = row.middle + (place - (len(coders) - 1) / 2) * BAR
        fill = FILLS[place % len(FILLS)]
        look = {"height": BAR * 0.85, "edgecolor": INK, "lw": 0.6, "clip_on": False}
        chart.axes.barh(y, line.share, facecolor=fill, **look)
        text = f"{line.coder} {format_number(line.n)}"
        write_lines(chart.axes, line.share + 0.06 / chart.scale, y, [text], size=NOTE_SIZE)
    items = [f"{format_label(one.label)} {one.coder} {one.n}" for one in frame.itertuples()]
    return bundle_figure(chart.figure, frame, shorten_list("Staafdiagram van codes per codeur:", items))
