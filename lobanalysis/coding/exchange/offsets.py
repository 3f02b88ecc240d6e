r"""Places in a text: with `\n` or `\r\n`, counted in characters or, as NVivo does, in UTF-16 units.

Everything here is linear in the length of the text.
"""

from __future__ import annotations

BOM = "\ufeff"


def make_plain(text: str) -> str:
    r"""Return a text as exchange files hold it: lines end in `\n`, no byte order mark.

    Examples
    --------
    >>> make_plain("\ufeffa\r\nb\rc")
    'a\nb\nc'
    """
    return text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


def find_plain_place(text: str, place: int) -> int:
    r"""Return where a place in `text` lies in its plain form; in the middle of `\r\n` counts as after it.

    Examples
    --------
    >>> [find_plain_place("a\r\nb", place) for place in range(5)]
    [0, 1, 2, 2, 3]
    """
    return len(make_plain(text[:place]))


def find_original_place(text: str, place: int) -> int:
    r"""Return where a place in the plain form lies in `text`: the opposite of `find_plain_place`.

    Examples
    --------
    >>> [find_original_place("a\r\nb", place) for place in range(4)]
    [0, 1, 3, 4]
    """
    position = len(text) - len(text.removeprefix(BOM))
    for _ in range(place):
        position += 2 if text.startswith("\r\n", position) else 1
    return position


def count_units(text: str) -> int:
    r"""Return the number of UTF-16 units of a text: two for an emoji.

    Examples
    --------
    >>> count_units("a\U0001f600")
    3
    """
    return len(text) + sum(character > "\uffff" for character in text)


def find_unit_place(text: str, place: int) -> int:
    """Return a place counted in characters, counted in UTF-16 units."""
    return count_units(text[:place])


def find_character_place(text: str, units: int) -> int:
    r"""Return a place counted in UTF-16 units, counted in characters; -1 when the text is shorter.

    Examples
    --------
    >>> [find_character_place("\U0001f600b", units) for units in range(5)]
    [0, 1, 1, 2, -1]
    """
    count = 0
    for place, character in enumerate(text):
        if count >= units:
            return place
        count += 2 if character > "\uffff" else 1
    return len(text) if count >= units else -1
