"""Option letters in an answer: "a, b en d", "a t/m e", "(c)", "alle", as people type them.

A letter counts where it stands as an option: in brackets, with a full stop, bracket or colon behind it,
behind a word such as "optie", at the beginning of a sentence, or in a list with one that counts; not behind
"niet". "Alle" counts where it means all options, not in "alle teamleiders". The work is one pass over the
words of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from lobanalysis.coding.words import Word, fold_text

ALL_WORDS = frozenset({"alle", "allemaal", "alles", "allen"})
ALL_OPTIONS = frozenset(
    "drie vier vijf zes zeven opties antwoordopties mogelijkheden keuzes antwoorden letters bovenstaande "
    "bovengenoemde genoemde hierboven deze niveaus lagen behalve uitgezonderd zonder op en maar wel".split()
)
HEDGES = frozenset({"eigenlijk", "ja", "nou", "in", "principe", "feitelijk", "gewoon", "het", "dat", "zijn"})
EXCEPT = frozenset({"behalve", "uitgezonderd", "zonder"})
LEFT_OUT = frozenset({"na", "niet"})
RANGE = frozenset({"t/m", "tm", "tot en met", "tot", "-", "–"})
LIST_SIGNS = frozenset({",", "en", "+", "&", "/", ";", "of", ", en", "dus", "ook", "als"})
NAMES = frozenset(
    "optie opties antwoord keuze letter zowel vooral alleen namelijk wel ook plus van met".split()
)
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
    everything = _find_all_word(text, words)
    if everything is not None:
        return _find_all(text, words, letters, everything)
    return _find_row(words, letters) or _find_listed(text, words, letters)


def _find_all_word(text: str, words: Sequence[Word]) -> int | None:
    """Return the index of the word that names all options, when the text begins with it."""
    for index, word in enumerate(words[:4]):
        if word.text in ALL_WORDS:
            return index if _means_options(text, words, index) else None
        if word.text not in HEDGES:
            return None
    return None


def _means_options(text: str, words: Sequence[Word], index: int) -> bool:
    """Return whether "alle" stands for all options: nothing follows, or not what there are all of."""
    if words[index].text != "alle" or index + 1 == len(words):
        return True
    following = words[index + 1]
    return bool(text[words[index].end : following.start].strip()) or following.text in ALL_OPTIONS


def _find_all(text: str, words: Sequence[Word], letters: str, place: int) -> list[Place]:
    """Return all letters for "alle", except those that are left out: behind it, with "niet", "op … na"."""
    rest = words[place + 1 :]
    left_out = {letter for letter, _, _ in _find_listed(text, words, letters, start=place + 1)}
    left_out |= {word.text for before, word in zip(rest, rest[1:], strict=False) if before.text in EXCEPT}
    left_out |= {word.text for word, after in zip(rest, rest[1:], strict=False) if after.text in LEFT_OUT}
    named = left_out & set(letters)
    kept = set(letters) if named == set(letters) else set(letters) - named
    return [(letter, place, place + 1) for letter in letters if letter in kept]


def _find_row(words: Sequence[Word], letters: str) -> list[Place]:
    """Return the letters of an answer that is nothing but one row of them, as "abd"."""
    row = words[0].text if len(words) == 1 else ""
    if len(row) < 2 or list(row) != sorted(set(row) & set(letters)):
        return []
    return [(letter, 0, 1) for letter in row]


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
        elif word.text not in letters:
            continue
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
    between = fold_text(text[words[previous].end : words[index].start])
    return between.strip(" .()") or between and ","


def _is_option(text: str, words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if index and words[index - 1].text in NAMES:
        return True
    if text[word.end : word.end + 1] in BEHIND:
        return not _is_abbreviation(words, index)
    starts = index == 0 or word.sentence != words[index - 1].sentence
    return starts and not _is_cut(words, index)


def _is_cut(words: Sequence[Word], index: int) -> bool:
    """Return whether a word is cut behind the letter, as in "d'r"; a range as "a-c" is not."""
    return index + 1 < len(words) and words[index + 1].glued and len(words[index + 1].text) > 1


def _is_abbreviation(words: Sequence[Word], index: int) -> bool:
    """Return whether the letter is part of one like "b.v." or "o.a."."""
    pairs = zip(words[max(index - 1, 0) : index + 1], words[max(index, 1) : index + 2], strict=False)
    return any(one.end + 1 == two.start and len(one.text) == len(two.text) == 1 for one, two in pairs)
