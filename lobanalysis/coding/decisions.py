"""What somebody decided on one interview in one domain, and which decision stands in the end.

A decision for none of the codes is a decision too. Later decisions of the same coder replace earlier ones
whole; nothing is ever taken out of the record, so the same record always gives the same standing decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from lobanalysis.coding.codings import Coding
from lobanalysis.coding.precedence import Judgement

Key = tuple[str, str, str]
Found = TypeVar("Found")


class Given(NamedTuple):
    """One code that was given (empty: none in this field), and the part of the answer it rests on, if told.

    `definition` is the hash of the code's definition at that moment, empty when it was not recorded.
    """

    code: str
    definition: str = ""
    field: str = ""
    start: str = ""
    end: str = ""
    remark: str = ""


class Decision(NamedTuple):
    """What one coder (or the consensus) decided on one interview, named by its time stamp, in one domain.

    `batch` numbers the import that brought it; 0 is what coders handed in before there was a history.
    """

    coder: str
    timestamp: str
    domain: str
    given: tuple[Given, ...]
    decided_on: str = ""
    action: str = ""
    codebook: str = ""
    batch: int = 0
    file: str = ""
    line: int = 0

    @property
    def key(self) -> Key:
        """Return what a later decision must share to replace this one."""
        return self.coder, self.timestamp, self.domain

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes given; empty is a decision for none."""
        return frozenset([given.code for given in self.given if given.code])


class SameGiven(Generic[Found]):
    """What is found in a decision, found once where decisions of a domain hold the same object as given.

    Decisions of a whole file do (`make_handed_in`), so that a million of them come down to some hundreds.
    """

    def __init__(self, find: Callable[[Decision], Found]) -> None:
        self._find = find
        # The given are kept too: an object that is gone could lend its number to another.
        self._known: dict[tuple[str, int], tuple[tuple[Given, ...], Found]] = {}

    def look(self, decision: Decision) -> Found:
        """Return what there is in a decision."""
        key = decision.domain, id(decision.given)
        if key not in self._known:
            self._known[key] = decision.given, self._find(decision)
        return self._known[key][1]


def replay(decisions: Iterable[Decision]) -> dict[Key, Decision]:
    """Return the decisions that stand, by coder, time stamp and domain: of each the last.

    Examples
    --------
    >>> first = Decision("A", "2031-05-01T10:00:00", "top", (Given("maatwerk"),))
    >>> later = Decision("A", "2031-05-01T10:00:00", "top", ())
    >>> [sorted(decision.codes) for decision in replay([first, later]).values()]
    [[]]
    """
    return {decision.key: decision for decision in decisions}


def list_codings(standing: Mapping[Key, Decision]) -> list[Coding]:
    """Return the standing decisions as rows of one code each; a code in two fields is one row."""
    return [
        Coding(one.file, one.line, one.timestamp, one.domain, code, one.coder, one.decided_on)
        for one in standing.values()
        for code in sorted(one.codes)
    ]


def make_judgements(
    coders: Iterable[str], standing: Mapping[Key, Decision], interviews: Mapping[str, str]
) -> dict[str, Judgement]:
    """Return what each coder decided, by interview id; coders without a decision have none in it."""
    names = sorted({*coders, *(coder for coder, _, _ in standing)})
    codes: dict[str, dict[tuple[str, str], frozenset[str]]] = {name: {} for name in names}
    same = SameGiven(lambda decision: decision.codes)
    for (coder, timestamp, domain), decision in standing.items():
        codes[coder][interviews[timestamp], domain] = same.look(decision)
    return {name: Judgement(name, frozenset(found), found) for name, found in codes.items()}
