"""Looking for all removed strings at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from ahocorasick_rs import AhoCorasick

from lobanalysis.gate.removed import Removed
from lobanalysis.gate.views import SHORTEST_LETTERS, fold_words, join_letters


class Matcher:
    """All removed strings in one automaton for words and one for letters; `allowed` strings are left out.

    Examples
    --------
    >>> matcher = Matcher([Removed("person", "annelot quastel"), Removed("place", "zwaluwhof")])
    >>> matcher.count("bij Annelot&nbsp;QUÁSTEL in Zwaluw-hof")
    Counter({'person': 1, 'place': 1})
    """

    def __init__(self, removed: Iterable[Removed], allowed: Collection[str] = ()) -> None:
        self.removed = [item for item in sorted(removed) if item.words not in allowed]
        self._long = [item for item in self.removed if len(join_letters(item.words)) >= SHORTEST_LETTERS]
        self._words = AhoCorasick([f" {item.words} " for item in self.removed])
        self._letters = AhoCorasick([join_letters(item.words) for item in self._long])

    def count(self, text: str) -> Counter[str]:
        """Return per kind how many removed strings stand in a text; one inside another counts once."""
        words = fold_words(text)
        found = find_outer(self._words, words, self.removed)
        joined = [
            item
            for item in find_outer(self._letters, join_letters(words), self._long)
            if f" {item.words} " not in words
        ]
        return Counter(item.kind for item in [*found, *joined])


def find_outer(automaton: AhoCorasick, text: str, items: Sequence[Removed]) -> list[Removed]:
    """Return the items found in a text, but for those inside a longer one."""
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    outer: list[Removed] = []
    reached = -1
    for index, _, end in sorted(found, key=lambda match: (match[1], -match[2])):
        if end > reached:
            outer.append(items[index])
            reached = end
    return outer
