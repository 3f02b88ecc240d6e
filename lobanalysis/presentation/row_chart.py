"""A chart of rows: labels at the left, one panel at their right, a note below. It sets up, others draw."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lobanalysis.presentation.bar_panel import GAP, draw_side_labels
from lobanalysis.presentation.text_layout import Row, find_height, find_width
from lobanalysis.presentation.theme import (
    LABEL_SIZE,
    NOTE_SIZE,
    WIDTH,
    create_figure,
    place_axes,
    write_note,
)

MARGIN = 0.06
LABEL_ROOM = 2.2
SCALE_ROOM = 0.28


@dataclass(frozen=True)
class RowChart:
    """An empty chart: its panel's x runs over the values, its y over inches downwards like the rows.

    `scale` is inches per unit of x; `left` is where the panel begins, in inches.
    """

    figure: Figure
    axes: Axes
    scale: float
    left: float


def find_note_height(note: str) -> float:
    """Return the height in inches that a note needs under the chart."""
    return 0.16 + (note.count("\n") + 1) * NOTE_SIZE * 1.35 / 72


def start_row_chart(
    rows: list[Row],
    note: str,
    *,
    ends: tuple[float, float],
    room: float,
    above: float = 0.0,
    below: float = 0.0,
    gap: float = GAP,
) -> RowChart:
    """Return a chart with the labels of the rows and the note written, and a panel to draw in.

    Parameters
    ----------
    rows : list of Row
    note : str
        With its line breaks.
    ends : tuple of float
        The values at which the panel begins and ends.
    room, above, below, gap : float
        Inches kept free: right of the panel, above and below it, and between labels and panel.
    """
    height, left, top = find_height(rows), MARGIN + find_width(rows, LABEL_SIZE) + gap, MARGIN + above
    figure = create_figure(top + height + below + find_note_height(note))
    width = WIDTH - left - room
    axes = place_axes(figure, left, top, width, height)
    axes.set_xlim(*ends)
    scale = width / (ends[1] - ends[0])
    draw_side_labels(axes, rows, scale, start=ends[0])
    write_note(figure, note)
    return RowChart(figure, axes, scale, left)
