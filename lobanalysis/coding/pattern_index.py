"""Many patterns at once, found by the first or last letters of their first word: more cost no more."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from lobanalysis.coding.patterns import MINIMUM_STEM, Pattern, match_pattern
from lobanalysis.coding.words import Word

KNOWN_PAIRS = 50_000


class HasPattern(Protocol):
    """Anything that carries a pattern."""

    @property
    def pattern(self) -> Pattern:
        """The pattern it carries."""


Item = TypeVar("Item", bound=HasPattern)


class PatternIndex(Generic[Item]):
    """Rules or guards by the beginning of their first word, so that many of them cost no more time."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._by_word: dict[str, list[Item]] = {}
        self._by_stem: dict[str, list[Item]] = {}
        self._by_tail: dict[str, list[Item]] = {}
        self._known: dict[tuple[str, str], tuple[Item, ...]] = {}
        for item in items:
            for word in item.pattern.steps[0].words:
                self._by_word.setdefault(word, []).append(item)
            for stem in item.pattern.steps[0].stems:
                self._by_stem.setdefault(stem[:MINIMUM_STEM], []).append(item)
            for tail in item.pattern.steps[0].tails:
                self._by_tail.setdefault(tail[-MINIMUM_STEM:], []).append(item)

    def find_matches(self, words: tuple[Word, ...]) -> list[tuple[int, int, Item]]:
        """Return all matches in a text: index of the first word, index after the last, and the item."""
        pairs = pairwise([*(word.text for word in words), ""])
        return [
            (start, end, item)
            for start, pair in enumerate(pairs)
            for item in self._candidates(pair)
            if (end := match_pattern(item.pattern, words, start)) is not None
        ]

    def _candidates(self, pair: tuple[str, str]) -> tuple[Item, ...]:
        """Return the items that can begin with these two words, as they stand in the index.

        The second word is empty at the end of a text. Pairs come back often, and are remembered.
        """
        found = self._known.get(pair)
        if found is None:
            found = tuple(item for item in self._look_up(pair[0]) if can_begin(item.pattern, pair))
            if len(self._known) >= KNOWN_PAIRS:
                self._known.clear()
            self._known[pair] = found
        return found

    def _look_up(self, word: str) -> Iterable[Item]:
        exact, stems = self._by_word.get(word, ()), self._by_stem.get(word[:MINIMUM_STEM], ())
        tails = self._by_tail.get(word[-MINIMUM_STEM:], ())
        return {id(item): item for item in (*exact, *stems, *tails)}.values()


def can_begin(pattern: Pattern, pair: tuple[str, str]) -> bool:
    """Return whether a pattern fits a text that begins with these two words, as far as they tell.

    Examples
    --------
    >>> from lobanalysis.coding.patterns import read_pattern
    >>> [can_begin(read_pattern("kader .. vast*"), pair) for pair in [("kader", "wordt"), ("het", "kader")]]
    [True, False]
    """
    first, *rest = pattern.steps[:2]
    return first.fits(pair[0]) and all(step.gap or step.fits(pair[1]) for step in rest)
