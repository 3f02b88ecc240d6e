"""Many patterns at once, found by the first or last letters of their first word: more cost no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Generic, NamedTuple, Protocol, TypeVar

from lobanalysis.coding.patterns import MINIMUM_STEM, Pattern, Step, match_steps
from lobanalysis.coding.words import Word

MOST_KNOWN = 50_000
take_text, take_glued = (itemgetter(Word._fields.index(name)) for name in ("text", "glued"))


class HasPattern(Protocol):
    """Anything that carries a pattern."""

    @property
    def pattern(self) -> Pattern:
        """The pattern it carries."""


Item = TypeVar("Item", bound=HasPattern)
Key, Found = TypeVar("Key"), TypeVar("Found")


class Candidate(NamedTuple):
    """An item of which the first two words fit, and what is left to look at.

    `last` holds the words of which a text must have one, as its last step asks; empty when that has stems.
    """

    item: HasPattern
    rest: tuple[Step, ...]
    last: frozenset[str]
    open_end: bool


class Remembered(dict[Key, Found]):
    """What a look-up gives, asked once for each key: the words of answers come back all the time."""

    def __init__(self, look_up: Callable[[Key], Found]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, key: Key) -> Found:
        if len(self) >= MOST_KNOWN:
            self.clear()
        self[key] = found = self._look_up(key)
        return found


class PatternIndex(Generic[Item]):
    """Rules or guards by the beginning of their first word, so that many of them cost no more time."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._by_word: dict[str, list[Item]] = {}
        self._by_stem: dict[str, list[Item]] = {}
        self._by_tail: dict[str, list[Item]] = {}
        self._begins = Remembered(self._look_up)
        self._candidates = Remembered(self._look_up_pair)
        for item in items:
            for word in item.pattern.steps[0].words:
                self._by_word.setdefault(word, []).append(item)
            for stem in item.pattern.steps[0].stems:
                self._by_stem.setdefault(stem[:MINIMUM_STEM], []).append(item)
            for tail in item.pattern.steps[0].tails:
                self._by_tail.setdefault(tail[-MINIMUM_STEM:], []).append(item)

    def find_matches(self, words: tuple[Word, ...]) -> list[tuple[int, int, Item]]:
        """Return all matches in a text: index of the first word, index after the last, and the item."""
        texts = [*map(take_text, words), ""]
        glued = [*map(take_glued, words), False]
        matches = []
        for start, begin in enumerate(map(self._begins.__getitem__, texts)):
            if not begin or (glued[start] and start):
                continue
            for item, rest, last, open_end in self._candidates[texts[start], texts[start + 1]]:
                end: int | None = start + 1
                if rest:
                    end = None if last and last.isdisjoint(texts) else match_steps(rest, words, start + 1)
                if end is not None and (open_end or not glued[end]):
                    matches.append((start, end, item))
        return matches

    def _look_up(self, word: str) -> tuple[Item, ...]:
        """Return the items whose first word fits, as they stand in the index; mostly none."""
        exact, stems = self._by_word.get(word, ()), self._by_stem.get(word[:MINIMUM_STEM], ())
        tails = self._by_tail.get(word[-MINIMUM_STEM:], ())
        near = {id(item): item for item in (*exact, *stems, *tails)}.values()
        return tuple(item for item in near if item.pattern.steps[0].fits(word))

    def _look_up_pair(self, pair: tuple[str, str]) -> tuple[Candidate, ...]:
        """Return the items that can begin with these two words; the second is empty at the end of a text."""
        fitting = (item for item in self._begins[pair[0]] if can_begin(item.pattern, pair))
        return tuple(make_candidate(item) for item in fitting)


def make_candidate(item: HasPattern) -> Candidate:
    """Return what is left to look at of an item whose first words fit."""
    pattern = item.pattern
    ending = pattern.steps[-1]
    last = frozenset() if ending.stems or ending.tails else ending.words
    return Candidate(item, pattern.steps[1:], last, pattern.open_end)


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
