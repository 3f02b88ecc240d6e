"""A drawn figure with its data and its description, in the formats that the report needs.

Apart from `bundles`, since tables need no drawing library.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.escaping import format_csv
from lobanalysis.presentation.theme import format_png, format_svg


def bundle_figure(figure: Figure, frame: pd.DataFrame, alt: str) -> LabelledFigure:
    """Return a drawn figure with its data and its alternative text, ready to be shown.

    Examples
    --------
    >>> from lobanalysis.presentation.theme import create_figure
    >>> bundle_figure(create_figure(1), pd.DataFrame({"n": [1]}), "Leeg").alt
    'Leeg'
    """
    return LabelledFigure(format_svg(figure), format_png(figure), format_csv(frame), alt)
