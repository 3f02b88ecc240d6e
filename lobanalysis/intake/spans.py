"""Spans of text to mask, and the masks that take their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# So many characters are remembered in their folded form; more never stand in an export.
REMEMBERED = 4096
MASKS = {
    "person": "[persoon]",
    "school": "[school]",
    "place": "[plaats]",
    "brand": "[naam]",
    "email": "[e-mail]",
    "phone": "[telefoon]",
    "site": "[website]",
}


@dataclass(frozen=True, order=True)
class Span:
    """Characters `start` up to `end` of a text, and the kind of thing that stands there."""

    start: int
    end: int
    kind: str


def join_spans(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, overlapping ones joined; the longest decides the kind.

    Examples
    --------
    >>> join_spans([Span(3, 5, "place"), Span(0, 4, "school")])
    [Span(start=0, end=5, kind='school')]
    """
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            last = joined.pop()
            longest = max((last, span), key=lambda item: item.end - item.start)
            span = Span(last.start, max(last.end, span.end), longest.kind)
        joined.append(span)
    return joined


def mask_text(text: str, spans: Iterable[Span]) -> str:
    """Return `text` with each span replaced by the mask of its kind.

    Examples
    --------
    >>> mask_text("vraag het Anna", [Span(10, 14, "person")])
    'vraag het [persoon]'
    """
    for span in reversed(join_spans(spans)):
        text = text[: span.start] + MASKS[span.kind] + text[span.end :]
    return text


def fold(text: str) -> str:
    """Return `text` in lower case without accents, character by character, so that positions stay.

    Examples
    --------
    >>> fold("Özge’s")
    "ozge's"
    """
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_FOLDED)


class _Folded(dict):
    """Folded characters by their number, worked out when they are first met; so many are remembered."""

    def __missing__(self, number: int) -> str:
        folded = _fold_sign(chr(number))
        if len(self) < REMEMBERED:
            self[number] = folded
        return folded


_FOLDED = _Folded()


def _fold_sign(sign: str) -> str:
    """Return one character for one character: base letter, plain quote or plain dash."""
    if sign in "’‘`´":
        return "'"
    if sign in "‐‑–—":
        return "-"
    base = unicodedata.normalize("NFKD", sign)[0].lower()
    return base if len(base) == 1 else sign
