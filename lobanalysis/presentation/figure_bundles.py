"""A drawn figure with its data and its description, in the formats that the report needs.

Apart from `bundles`, since tables need no drawing library.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from lobanalysis.presentation.bundles import LabelledFigure
from lobanalysis.presentation.escaping import format_csv
from lobanalysis.presentation.rasters import format_png
from lobanalysis.presentation.theme import format_svg


def bundle_figure(figure: Figure, frame: pd.DataFrame, alt: str) -> LabelledFigure:
    """Return a drawn figure with its data and its alternative text, ready to be shown.

    The PNG is for Word, which only the national edition has: a figure about one group has an empty one.

    Examples
    --------
    >>> from lobanalysis.presentation.theme import create_figure
    >>> bundle_figure(create_figure(1), pd.DataFrame({"n": [1]}), "Leeg").alt
    'Leeg'
    """
    svg = format_svg(figure)
    png = b"" if is_of_one_group(frame) else format_png(svg)
    return LabelledFigure(svg, png, format_csv(frame), alt)


def is_of_one_group(frame: pd.DataFrame) -> bool:
    """Return whether all rows are about one group of schools, as in the edition of that group.

    Examples
    --------
    >>> rows = pd.DataFrame({"group_variable": ["all", "kind"], "group": ["all", "roc"]})
    >>> is_of_one_group(rows), is_of_one_group(rows[1:])
    (False, True)
    """
    if "group_variable" not in frame or "group" not in frame:
        return False
    return set(frame["group_variable"]) != {"all"} and frame["group"].nunique() == 1
