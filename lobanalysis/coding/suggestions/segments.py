"""Answers cut into sentences with their places: what the models look at, and the evidence they give."""

from __future__ import annotations

import re
from typing import NamedTuple

END = re.compile(r"[.!?]+(?=\s|$)|[;\n]+|\s[/|+]\s")
LETTERS = re.compile(r"[^\W\d_]")


class Segment(NamedTuple):
    """A sentence, or the part of one between semicolons or slashes, and its place in the text."""

    start: int
    end: int
    text: str


def split_segments(text: str) -> list[Segment]:
    """Return the segments of a text that hold letters, in order.

    Examples
    --------
    >>> [(part.start, part.text) for part in split_segments("Te weinig uren. Het beklijft niet; jammer")]
    [(0, 'Te weinig uren'), (16, 'Het beklijft niet'), (35, 'jammer')]
    """
    borders = [0, *(place for match in END.finditer(text) for place in match.span()), len(text)]
    pieces = zip(borders[::2], borders[1::2], strict=True)
    trimmed = (_trim(text, start, end) for start, end in pieces)
    return [segment for segment in trimmed if LETTERS.search(segment.text)]


def _trim(text: str, start: int, end: int) -> Segment:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    kept = piece.strip()
    return Segment(left, left + len(kept), kept)
