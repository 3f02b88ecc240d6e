r"""Split the text of a paragraph into sentences, so that each can be left out without harming the others.

A point, question mark or exclamation mark ends a sentence when white space follows and then something that
can begin one. It does not inside a shortcode, code, or brackets ("(@fig-a)", a link, a span), nor after an
abbreviation. A variable that is a whole sentence (`….verschil_…`) ends one too. The pieces joined are the
paragraph, to the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ABBREVIATIONS = frozenset(
    "bijv bv o.a m.b.t i.p.v t.o.v d.w.z m.n i.v.m t.a.v z.g zgn vgl resp ca blz p nr art dhr mevr mw drs "
    "dr ir ing prof mr stcrt stb jl a.s t/m incl excl min max red ed hfst par fig tab n.a.v a.h.v o.l.v "
    "t.b.v".split()
)
MAY_END = frozenset("enz etc e.d e.a c.s".split())
"""Abbreviations that may also stand at the end of a sentence: they do when a capital follows."""
OPENING, CLOSING = "([‘“", ")]’”"
TOKEN = re.compile(
    r"(?P<whole>\{\{<\s*var\s+\S+\.verschil_\w+\s*>\}\})|\{\{<.*?>\}\}|(?P<ticks>`+).*?(?P=ticks)"
    r"|<!--.*?-->|\\.|(?P<end>[.!?…]+)|(?P<sign>[()\[\]‘’“”])",
    re.DOTALL,
)
AFTER = re.compile(
    r"[*_\"'”’)\]]*(?:\[\^[^\]\s]+\])*(?:\{[^}\n]*\})?(?:[*_\"'”’)]*)(?P<space>\s+)(?=(?P<next>\S))"
)
WORD = re.compile(r"[^\s(\[‘“\"*_]*$")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, each with the white space after it.

    Examples
    --------
    >>> split_sentences("Dat is zo bij {{< var a.b.n >}} scholen (@fig-a). Elders, bijv. in Drente, niet.")
    ['Dat is zo bij {{< var a.b.n >}} scholen (@fig-a). ', 'Elders, bijv. in Drente, niet.']
    """
    ends = list(find_ends(text))
    starts = [0, *ends]
    pieces = [text[start:stop] for start, stop in zip(starts, [*ends, len(text)], strict=True)]
    return [piece for piece in pieces if piece]


def find_ends(text: str) -> Iterator[int]:
    """Yield where a sentence of a text is over and the next one begins."""
    depth: list[str] = []
    for token in TOKEN.finditer(text):
        if token["sign"]:
            follow_bracket(depth, token["sign"], text, token.start())
        elif (token["end"] or token["whole"]) and is_outside(depth, text, token.end()):
            after = AFTER.match(text, token.end())
            if after and can_begin(text, after) and not is_abbreviation(text, token, after["next"]):
                yield after.end()


def follow_bracket(depth: list[str], sign: str, text: str, place: int) -> None:
    """Note that a bracket or quotation mark opens or closes; an apostrophe is neither."""
    if sign in OPENING:
        depth.append(sign)
    elif sign == "’" and text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum():
        return
    elif depth and OPENING[CLOSING.index(sign)] in depth:
        while depth.pop() != OPENING[CLOSING.index(sign)]:
            pass


def is_outside(depth: list[str], text: str, place: int) -> bool:
    """Return whether no bracket is open at a place, those that close right there left out."""
    closing = re.match(r"[*_]*([’”]?)", text[place:])
    if depth and closing and closing[1]:
        return depth[:-1] == [] and depth[-1] == OPENING[CLOSING.index(closing[1])]
    return not depth


def can_begin(text: str, after: re.Match[str]) -> bool:
    """Return whether what comes after the white space can begin a sentence: no small letter does.

    A paragraph does not end in the middle: an empty line is not part of it.
    """
    first = re.match(r"[*_‘“\"'(\[]*(?:[nst] )?", text[after.end() :])
    letter = text[after.end() + (first.end() if first else 0) :][:1]
    return letter != "" and not letter.islower() and letter not in ",;:.)]"


def is_abbreviation(text: str, token: re.Match[str], letter: str) -> bool:
    """Return whether the point belongs to an abbreviation or an initial, and does not end the sentence."""
    if token["end"] != ".":
        return False
    found = WORD.search(text[: token.start()])
    word = found[0].lower() if found else ""
    if word in MAY_END:
        return not (letter.isupper() or letter in "{@*‘“")
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha())
