"""Finding words that are alike: among many, without comparing each with each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

EXACT_LENGTH = 4  # names of at most this many letters are never matched by likeness
SLACK = 1e-6


def compare(left: str, right: str) -> float:
    """Return the likeness (rapidfuzz ratio, 0–100) of two words; short ones are equal or not.

    Examples
    --------
    >>> compare("duinrand", "duinrant"), compare("zee", "zen")
    (87.5, 0.0)
    """
    if min(len(left), len(right)) <= EXACT_LENGTH:
        return 100.0 if left == right else 0.0
    return fuzz.ratio(left, right)


def find_best(words: list[str], name: str, limit: float) -> tuple[float, list[str]]:
    """Return how alike the best row of `words` is to `name`, and the words that are left.

    Rows that are too long or too short to be `limit` alike are passed over: 0 when there are no others.
    """
    best, left = 0.0, words
    lengths = find_lengths(len(name), limit)
    for row, start, end in list_rows(tuple(words)):
        if len(row) in lengths and (score := compare(row, name)) > best:
            best, left = score, words[:start] + words[end:]
    return best, left


@lru_cache(maxsize=1024)
def find_lengths(length: int, limit: float) -> range:
    """Return how long words are that can be alike at all: no more letters match than the shorter has.

    Examples
    --------
    >>> find_lengths(10, 85.0)
    range(8, 14)
    """
    shortest, longest = (limit * length - SLACK) / (200 - limit), ((200 - limit) * length + SLACK) / limit
    return range(math.ceil(shortest), math.floor(longest) + 1)


@lru_cache(maxsize=1024)  # a text is held against one school after the other
def list_rows(words: tuple[str, ...]) -> tuple[tuple[str, int, int], ...]:
    """Return every row of one to six neighbouring words as one word, with its bounds, long ones first."""
    return tuple(("".join(words[start:end]), start, end) for start, end in list_windows(len(words)))


def list_windows(length: int) -> Iterator[tuple[int, int]]:
    """Return the bounds of every row of one to six neighbouring words, long ones first."""
    for size in range(min(6, length), 0, -1):
        for start in range(length - size + 1):
            yield start, start + size


class LikenessIndex:
    """Words to look among for those that are at least `limit` like another.

    A word that is alike shares most pairs of letters with it, and only words that share enough are compared.
    How many that is follows from the definition: a ratio of at least `limit` leaves room for so many letters
    more or less, and each of them breaks at most two pairs.

    Examples
    --------
    >>> LikenessIndex(["duinrand", "zeerand"], 85.0).find("duinrant")
    ['duinrand']
    """

    def __init__(self, words: Iterable[str], limit: float) -> None:
        self.limit, self.known = limit, frozenset(words)
        self.words = sorted(word for word in self.known if len(word) > EXACT_LENGTH)
        self.lengths = sorted({len(word) for word in self.words})
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            for pair in list_pairs(word):
                places.setdefault(pair, []).append(place)
        self.places = {pair: np.array(found, dtype=np.intp) for pair, found in places.items()}
        self.found: dict[str, list[str]] = {}

    def find(self, word: str) -> list[str]:
        """Return the words that are alike, sorted; what was asked before is remembered."""
        if word not in self.found:
            self.found[word] = self._find_alike(word)
        return self.found[word]

    def _find_alike(self, word: str) -> list[str]:
        """Return the words that are alike, sorted."""
        if len(word) <= EXACT_LENGTH:
            return [word] if word in self.known else []
        lengths = find_lengths(len(word), self.limit)
        if not any(length in lengths for length in self.lengths):
            return []
        near = self._list_near(word)
        alike = process.extract(word, near, scorer=fuzz.ratio, score_cutoff=self.limit, limit=None)
        return sorted(other for other, *_ in alike)

    def _list_near(self, word: str) -> list[str]:
        """Return the words that share enough pairs of letters, and perhaps more."""
        pairs = list_pairs(word)
        needed = len(pairs) - count_breakable(len(word), self.limit)
        if needed <= 0:
            return self.words
        return [self.words[place] for place in self._count_shared(pairs, needed)]

    def _count_shared(self, pairs: set[str], needed: int) -> Any:
        """Return the places of the words that have at least `needed` of the pairs."""
        found = [self.places[pair] for pair in pairs if pair in self.places]
        if len(found) < needed:
            return ()
        return np.flatnonzero(np.bincount(np.concatenate(found)) >= needed).tolist()


def list_pairs(word: str) -> set[str]:
    """Return the pairs of neighbouring letters in a word.

    Examples
    --------
    >>> sorted(list_pairs("abab"))
    ['ab', 'ba']
    """
    return {word[place : place + 2] for place in range(len(word) - 1)}


def count_breakable(length: int, limit: float) -> int:
    """Return how many pairs of a word at most are broken in a word that is at least `limit` alike.

    With x letters of the first missing in the second and y the other way round, (x + y) / (2·length − x + y)
    is at most 1 − limit/100. A missing letter breaks two pairs, an added one breaks one.

    Examples
    --------
    >>> count_breakable(14, 85.0)
    7
    """
    room = 1 - limit / 100
    missing, added = 2 * room * length / (1 + room), 2 * room * length / (1 - room)
    return math.floor(max(2 * missing, added) + SLACK)
