"""The one look of all figures: sizes in inches, colours with contrast, byte-identical SVG."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable

from matplotlib import rcParams, style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

WIDTH = 5.8  # narrow: a telephone shows the whole figure with labels that can be read
DPI = 200
LABEL_SIZE, NOTE_SIZE, TITLE_SIZE = 11.5, 10.0, 12.0

# Contrast with white (WCAG asks 3 for graphics, 4.5 for text): ink 15, muted 6, the fills 3.2 to 4.3, and
# ink on a fill at least 3.4; grid lines only decorate. A test computes these.
INK, MUTED, GRID, HATCH = "#1d2731", "#56636e", "#dde3e8", "#6b7780"
FILLS = ("#3f7fae", "#c8703c", "#5f8f50", "#8a9097")
HATCHES = ("", "///", "|||", "\\\\\\")

RC = {
    "font.family": "DejaVu Sans",
    "font.size": LABEL_SIZE,
    "text.color": INK,
    "hatch.color": HATCH,
    "hatch.linewidth": 0.8,
    "axes.unicode_minus": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "lobanalysis",
    "path.simplify": False,
    "text.parse_math": False,
}


def with_theme(draw: Callable) -> Callable:
    """Return `draw` so that it runs under the theme and leaves matplotlib's settings as they were."""

    @functools.wraps(draw)
    def themed(*args, **kwargs):
        with style.context("default"):
            rcParams.update(RC)
            return draw(*args, **kwargs)

    return themed


def create_figure(height: float, width: float = WIDTH) -> Figure:
    """Return an empty white figure of `width` by `height` inches, without pyplot's state."""
    figure = Figure(figsize=(width, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def place_axes(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Return bare axes of a size in inches; x runs 0–1, y counts inches downwards from their top."""
    total_width, total_height = figure.get_size_inches()
    box = (left / total_width, 1 - (top + height) / total_height, width / total_width, height / total_height)
    axes = figure.add_axes(box)
    axes.set(xlim=(0, 1), ylim=(max(height, 0.01), 0), xticks=[], yticks=[])
    axes.patch.set_visible(False)
    axes.spines[:].set_visible(False)
    return axes


def write_note(figure: Figure, text: str, left: float = 0.06) -> None:
    """Write the note line(s) of a figure at its lower left."""
    width, height = figure.get_size_inches()
    figure.text(
        left / width, 0.07 / height, text, fontsize=NOTE_SIZE, color=MUTED, va="bottom", linespacing=1.35
    )


@with_theme
def format_svg(figure: Figure) -> str:
    """Return the figure as SVG text; equal figures give equal bytes."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"
