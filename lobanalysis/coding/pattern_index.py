"""Many patterns at once, found by the first or last letters of their first word: more cost no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, Protocol, TypeVar

from lobanalysis.coding.patterns import MINIMUM_STEM, Pattern, match_pattern
from lobanalysis.coding.words import Word


class HasPattern(Protocol):
    """Anything that carries a pattern."""

    @property
    def pattern(self) -> Pattern:
        """The pattern it carries."""


PAIRS = 100_000
Item = TypeVar("Item", bound=HasPattern)


class PatternIndex(Generic[Item]):
    """Rules or guards by the beginning of their first word, so that many of them cost no more time.

    What begins with a word, and with two, is remembered: texts have the same words over and over.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        self._by_word: dict[str, list[Item]] = {}
        self._by_stem: dict[str, list[Item]] = {}
        self._by_tail: dict[str, list[Item]] = {}
        self._begun: dict[str, tuple[Item, ...]] = {}
        self._pairs: dict[tuple[str, str], tuple[Item, ...]] = {}
        for item in items:
            for word in item.pattern.steps[0].words:
                self._by_word.setdefault(word, []).append(item)
            for stem in item.pattern.steps[0].stems:
                self._by_stem.setdefault(stem[:MINIMUM_STEM], []).append(item)
            for tail in item.pattern.steps[0].tails:
                self._by_tail.setdefault(tail[-MINIMUM_STEM:], []).append(item)

    def find_matches(self, words: tuple[Word, ...]) -> list[tuple[int, int, Item]]:
        """Return all matches in a text: index of the first word, index after the last, and the item."""
        texts = [word.text for word in words]
        return [
            (start, end, item)
            for start, pair in enumerate(zip(texts, [*texts[1:], ""], strict=False))
            for item in self._find_begun(*pair)
            if (end := match_pattern(item.pattern, words, start)) is not None
        ]

    def _find_begun(self, word: str, following: str) -> tuple[Item, ...]:
        """Return the items of which the first steps fit a word and the one that follows."""
        begun = self._begun.get(word)
        if begun is None:
            begun = self._begun[word] = self._find_first(word)
        if not begun:
            return begun
        pairs = self._pairs
        if (word, following) not in pairs:
            if len(pairs) >= PAIRS:
                pairs.clear()
            pairs[word, following] = tuple(item for item in begun if _goes_on(item.pattern, following))
        return pairs[word, following]

    def _find_first(self, word: str) -> tuple[Item, ...]:
        exact, stems = self._by_word.get(word, ()), self._by_stem.get(word[:MINIMUM_STEM], ())
        found = (*exact, *stems, *self._by_tail.get(word[-MINIMUM_STEM:], ()))
        return tuple(item for item in found if item.pattern.steps[0].fits(word))


def _goes_on(pattern: Pattern, following: str) -> bool:
    """Return whether a pattern may go on with this word: it ends before it, has a gap there, or it fits."""
    return len(pattern.steps) == 1 or pattern.steps[1].gap or pattern.steps[1].fits(following)
