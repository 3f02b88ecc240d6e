"""Answers as text in a cell: what is shown, its fingerprint, and where a fragment of it lies."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime

from lobanalysis.coding.sheets.words import CUT, NO_ANSWER

# A cell holds 32,767 characters; escapes may make a text longer.
LIMIT = 30_000
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What Excel would read as an escaped character: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
ESCAPE, ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)"), "x005F_"


def format_answer(text: str) -> str:
    r"""Return an answer as it is shown: plain line ends, no control characters, never empty.

    Examples
    --------
    >>> format_answer("een\r\ntwee"), format_answer(" ")
    ('een\ntwee', '(geen antwoord)')
    """
    return clean_text(text) if text.strip() else NO_ANSWER


def clean_text(text: str) -> str:
    """Return a text without what a workbook cannot hold."""
    plain = ILLEGAL.sub("\ufffd", re.sub("\r\n?", "\n", text))
    return plain if len(plain) <= LIMIT else plain[:LIMIT] + CUT


def escape_text(text: str) -> str:
    """Return a text such that programs that know the escapes of workbooks show it as it is.

    Examples
    --------
    >>> escape_text("_x0041_")
    '_x005F_x0041_'
    """
    return ESCAPE.sub(f"_{ESCAPED}", text)


def read_text(value: object) -> str:
    """Return the value of a cell as text, whichever type a program gave it.

    Examples
    --------
    >>> read_text(7.0), read_text(True), read_text(None), read_text(date(2031, 5, 1))
    ('7', 'true', '', '2031-05-01')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value).strip()


def fingerprint(text: str) -> str:
    """Return the hash of a text as shown; white space does not matter, programs change it when they save.

    Examples
    --------
    >>> fingerprint("een  antwoord") == fingerprint("een antwoord")
    True
    """
    words = " ".join(text.replace(ESCAPED, "").split())
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:16]


def find_fragment(fragment: str, answer: str) -> tuple[int, int] | None:
    """Return where a fragment lies in an answer, white space aside; None when it does not.

    Examples
    --------
    >>> find_fragment("een  plan", "wij hebben een plan")
    (11, 19)
    """
    words = fragment.split()
    found = re.search(r"\s+".join(map(re.escape, words)), answer) if words else None
    return found.span() if found else None
