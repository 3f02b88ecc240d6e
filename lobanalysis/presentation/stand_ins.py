"""What a reader finds in the place of a figure, table or quotes that could not be made."""

from __future__ import annotations

import pandas as pd

from lobanalysis.presentation.bundles import LabelledFigure, MarkdownTable, MarkdownText
from lobanalysis.presentation.figure_bundles import bundle_figure
from lobanalysis.presentation.theme import MUTED, create_figure, with_theme

FIGURE = "Deze figuur kon niet worden gemaakt en ontbreekt daarom."
TABLE = "Deze tabel kon niet worden gemaakt en ontbreekt daarom."
QUOTES = "*Deze citaten konden niet worden opgehaald en ontbreken daarom.*"
HEIGHT = 1.2


def make_stand_in(kind: str) -> LabelledFigure | MarkdownTable | MarkdownText:
    """Return what stands in the place of an output, by the first word of its label.

    Parameters
    ----------
    kind : str
        `fig`, `tbl` or `citaten`.

    Examples
    --------
    >>> make_stand_in("citaten").markdown.startswith("*Deze citaten")
    True
    """
    if kind == "fig":
        return draw_stand_in()
    if kind == "tbl":
        return MarkdownTable(f"| Melding |\n|---|\n| {TABLE} |\n", f"melding\n{TABLE}\n", TABLE)
    return MarkdownText(QUOTES)


@with_theme
def draw_stand_in() -> LabelledFigure:
    """Return an empty box with the sentence in it."""
    figure = create_figure(HEIGHT)
    figure.text(0.5, 0.5, FIGURE, ha="center", va="center", color=MUTED, bbox={"fc": "none", "ec": MUTED})
    return bundle_figure(figure, pd.DataFrame({"melding": [FIGURE]}), FIGURE)
