"""Option letters in an answer: "a, b en d", "a t/m e", "(c)", "alle", as people type them.

A letter counts where it stands as an option: in brackets, with a full stop, bracket or colon behind it,
behind a word such as "optie", at the beginning of a line, or in a list with one that counts; not behind
"niet". The work is one pass over the words of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from lobanalysis.coding.words import Word

ALL_WORDS = frozenset({"alle", "allemaal", "alles"})
EXCEPT = frozenset({"behalve", "uitgezonderd", "zonder"})
RANGE = frozenset({"t/m", "tm", "tot en met", "tot", "-", "–"})
LIST_SIGNS = frozenset({",", "en", "+", "&", "/", ";", "of", ", en", "dus", "ook", "als"})
NAMES = frozenset({"optie", "opties", "antwoord", "keuze", "letter", "zowel", "vooral", "alleen", "namelijk"})
DENIED = frozenset({"niet", "geen", *EXCEPT})
BEHIND = (".", ")", ":")
Place = tuple[str, int, int]


def find_letters(text: str, words: Sequence[Word], letters: str) -> list[Place]:
    """Return each option that the text names: the letter, its first word and the one after its last.

    Examples
    --------
    >>> from lobanalysis.coding.words import split_words
    >>> [place[0] for place in find_letters("a t/m c", split_words("a t/m c"), "abcde")]
    ['a', 'b', 'c']
    """
    if words and words[0].text in ALL_WORDS:
        return _find_all(text, words, letters)
    return _find_listed(text, words, letters)


def _find_all(text: str, words: Sequence[Word], letters: str) -> list[Place]:
    """Return all letters for "alle", except those named behind it: they are what is left out."""
    left_out = {letter for letter, _, _ in _find_listed(text, words, letters, start=1)}
    left_out |= {word.text for before, word in zip(words, words[1:], strict=False) if before.text in EXCEPT}
    return [(letter, 0, 1) for letter in letters if letter not in left_out]


def _find_listed(text: str, words: Sequence[Word], letters: str, start: int = 0) -> list[Place]:
    places: list[Place] = []
    previous = -1
    for index in range(start, len(words)):
        word = words[index]
        if len(word.text) != 1 or not ("a" <= word.text <= "z") or _is_denied(words, index):
            continue
        link = _read_link(text, words, previous, index)
        if link in RANGE:
            places.extend(_fill_range(letters, words[previous].text, word.text, previous, index))
        if link in RANGE or link in LIST_SIGNS or _is_option(text, words, index):
            places.append((word.text, index, index + 1))
            previous = index
    return [place for place in places if place[0] in letters]


def _is_denied(words: Sequence[Word], index: int) -> bool:
    return index > 0 and words[index - 1].text in DENIED


def _fill_range(letters: str, first: str, last: str, start: int, end: int) -> list[Place]:
    return [(letter, start, end + 1) for letter in letters if first < letter < last]


def _read_link(text: str, words: Sequence[Word], previous: int, index: int) -> str:
    """Return what stands between an option and the next letter; nothing when no option precedes near by."""
    if previous < 0 or index - previous > 4:
        return ""
    return text[words[previous].end : words[index].start].strip(" .()").lower()


def _is_option(text: str, words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if index and words[index - 1].text in NAMES:
        return True
    if text[word.end : word.end + 1] in BEHIND and not _is_abbreviation(text, words, index):
        return True
    starts = index == 0 or word.sentence != words[index - 1].sentence
    following = text[word.end : words[index + 1].start].strip() if index + 1 < len(words) else ""
    next_word = words[index + 1].text if index + 1 < len(words) else ""
    return starts and (index + 1 == len(words) or bool(following) or next_word in ("en", "t", "tm", "tot"))


def _is_abbreviation(text: str, words: Sequence[Word], index: int) -> bool:
    """Return whether the letter is part of one like "b.v." or "o.a."."""
    after = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1] if index else None
    joined_after = after is not None and after.start == words[index].end + 1 and len(after.text) == 1
    return joined_after or (
        before is not None and before.end + 1 == words[index].start and len(before.text) == 1
    )
