"""Texts in the forms in which removed strings are looked for, whatever case, accents and cuts they have.

Two forms. In *words* a text is words with a space between them, so that short names match whole words.
In *letters* it is letters and digits without anything between, so that a name is found however it is cut: by
hyphens, line ends, tags, dots. Names that are too short to be safe there (`SHORTEST_LETTERS`) are looked for
as words only.
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote

SHORTEST_LETTERS = 9
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufffe\x02]"
)
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\[nrtbf\"/]")
CUT = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011][ \t]*\r?\n\s*(?=[^\W\d_])")
BETWEEN = re.compile(r"[\W_]+")
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h"}
)
ACCENTS = re.compile("[\u0300-\u036f]")


def fold_words(text: str) -> str:
    """Return a text as folded words, one space before, between and after them.

    Examples
    --------
    >>> fold_words("Z\u0142oty&nbsp;CAF\u00c9, d&#x27;Or%C3%A9e\u00ad\\\\u00e9n")
    ' zloty cafe d oreeen '
    """
    return f" {BETWEEN.sub(' ', fold_letters(decode(text))).strip()} "


def join_letters(words: str) -> str:
    """Return folded words without anything between.

    Examples
    --------
    >>> join_letters(" zwaluw hof ")
    'zwaluwhof'
    """
    return words.replace(" ", "")


def fold_letters(text: str) -> str:
    """Return a text in small letters without accents."""
    if text.isascii():
        return text.lower()
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return plain.casefold().translate(LETTERS)


def decode(text: str) -> str:
    """Return a text without entities, escapes, percent signs, unseen characters and hyphens at line ends.

    Examples
    --------
    >>> decode("Zwaluw-\\nhof, Zwal\u00fcw&shy;hof, Zwal%C3%BCwhof, a&amp;amp;b")
    'Zwaluwhof, Zwal\u00fcwhof, Zwal\u00fcwhof, a&b'
    """
    for _ in range(2):  # an entity may stand for the beginning of another
        if "&" in text:
            text = html.unescape(text)
    if "%" in text:
        text = unquote(text, errors="ignore")
    if "\\" in text:
        text = ESCAPED.sub(replace_escape, text)
    return CUT.sub("", UNSEEN.sub("", text))


def replace_escape(match: re.Match[str]) -> str:
    """Return the character of an escape of JSON or JavaScript; a space for those of white space."""
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else " "
