"""Where a foreign coding lies in our answer."""

from __future__ import annotations

from lobanalysis.coding.exchange.foreign import ForeignCoding
from lobanalysis.coding.exchange.material import Span
from lobanalysis.coding.exchange.offsets import (
    find_character_place,
    find_original_place,
    find_plain_place,
    make_plain,
)

OUTSIDE = "the place lies outside the text"
DIGITS = 18


def find_span(
    coding: ForeignCoding, field: str, text: str, answer: str, utf16: bool
) -> tuple[Span | None, str]:
    """Return the part of `answer` that a coding of `text` is about, or the reason that there is none.

    A coding of the whole source, or of the whole text, is about the whole answer.
    """
    whole = Span(field, 0, len(answer))
    if coding.start is None:
        return whole, ""
    places = [read_place(place, text, utf16) for place in (coding.start, coding.end)]
    if min(places) < 0 or places[0] > places[1]:
        return None, OUTSIDE
    plain = make_plain(answer)
    start, end = (min(find_plain_place(text, place), len(plain)) for place in places)
    if start == 0 and end == len(plain):
        return whole, ""
    return Span(field, find_original_place(answer, start), find_original_place(answer, end)), ""


def read_place(place: str | None, text: str, utf16: bool) -> int:
    """Return a place in a text as written in a file, in characters; -1 when it is none.

    Examples
    --------
    >>> [read_place(place, "een", False) for place in ("3", "4", "-1", "x")]
    [3, -1, -1, -1]
    """
    number = (place or "").strip()
    if not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        return -1
    if utf16:
        return find_character_place(text, int(number))
    return int(number) if int(number) <= len(text) else -1
