"""Labels in figures: how wide a text is, and where it is broken into lines."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import LoadFlags

EM = 100
LINE_SPACING = 1.22


def measure_text(text: str, size: float, weight: str = "normal") -> float:
    """Return the width of one line of text in inches, set in DejaVu Sans of `size` points.

    The sum of the widths of its characters, without kerning, so a little wide rather than narrow.
    """
    return sum(_measure_character(character, weight) for character in text) * size / 72


@functools.cache
def _measure_character(character: str, weight: str) -> float:
    """Return the width of a character in ems."""
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
    font.set_size(EM, 72)
    return font.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / EM


def wrap_text(text: str, size: float, width: float) -> list[str]:
    """Return the lines of `text` that fit in `width` inches, broken at spaces, hyphens and slashes.

    The lines are about equally long. A part that is wider than a line by itself is cut, with a hyphen.

    Examples
    --------
    >>> wrap_text("Contactpersoon vo-mbo", 11, 1.4)
    ['Contactpersoon', 'vo-mbo']
    """
    lines = _fill_lines(text, size, width)
    for narrower in [width * step / 20 for step in range(19, 9, -1)]:
        candidate = _fill_lines(text, size, narrower)
        if len(candidate) > len(lines) or "".join(candidate).count("-") > "".join(lines).count("-"):
            break
        lines = candidate
    return lines


def _fill_lines(text: str, size: float, width: float) -> list[str]:
    lines = [""]
    for part in _split_parts(text, size, width):
        candidate = lines[-1] + part
        if lines[-1] and measure_text(candidate.rstrip(), size) > width:
            lines.append(part)
        else:
            lines[-1] = candidate
    return [line.strip() for line in lines if line.strip()] or [""]


def _split_parts(text: str, size: float, width: float) -> list[str]:
    parts = re.findall(r"[^\s\-/]*[\-/]+\s*|[^\s\-/]+\s*", " ".join(text.split()))
    return [piece for part in parts for piece in _cut_part(part, size, width)]


def _cut_part(part: str, size: float, width: float) -> list[str]:
    if measure_text(part.rstrip(), size) <= width or len(part) < 4:
        return [part]
    fits = [end for end in range(2, len(part) - 1) if measure_text(part[:end] + "-", size) <= width]
    cut = fits[-1] if fits else 2
    return [part[:cut] + "-", *_cut_part(part[cut:], size, width)]


@dataclass(frozen=True)
class Row:
    """One row of a chart: its label's lines, and in inches where it starts, its middle and its height."""

    lines: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """Return the middle of the row in inches from the top of the panel."""
        return self.top + self.height / 2

    @property
    def label(self) -> str:
        """Return the label with its line breaks."""
        return "\n".join(self.lines)


def stack_rows(labels: list[str], size: float, width: float, *, minimum: float, padding: float) -> list[Row]:
    """Return one row per label, one under the other, each as high as its wrapped label needs.

    Parameters
    ----------
    labels : list of str
    size : float
        Font size in points.
    width : float
        Room for the label, in inches.
    minimum, padding : float
        Least height of a row, and room around its label, in inches.
    """
    rows, top = [], 0.0
    for label in labels:
        lines = tuple(wrap_text(label, size, width))
        height = max(minimum, len(lines) * size * LINE_SPACING / 72 + padding)
        rows.append(Row(lines, top, height))
        top += height
    return rows


def find_width(rows: list[Row], size: float) -> float:
    """Return the width in inches of the widest line of all rows."""
    return max((measure_text(line, size) for row in rows for line in row.lines), default=0.0)


def find_height(rows: list[Row]) -> float:
    """Return the height in inches down to the foot of the last row."""
    return rows[-1].top + rows[-1].height if rows else 0.0
