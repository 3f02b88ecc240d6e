"""Figures as points, for Word: made of their SVG, which is quicker than drawing them a second time."""

from __future__ import annotations

import typst

from lobanalysis.presentation.theme import DPI

# A page that is as large as the picture on it.
PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def format_png(svg: str) -> bytes:
    """Return an SVG, its letters drawn as paths, as PNG of 200 dots per inch; equal ones give equal bytes.

    Examples
    --------
    >>> format_png('<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="9pt"/>')[:4]
    b'\\x89PNG'
    """
    return typst.compile(PAGE, format="png", ppi=DPI, sys_inputs={"svg": svg}, ignore_system_fonts=True)
