"""Words that take a hit back: what is denied, was, or is still to come does not count."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lobanalysis.coding.pattern_index import PatternIndex
from lobanalysis.coding.patterns import Pattern, PatternError, read_pattern
from lobanalysis.coding.problems import Problem, raise_problems
from lobanalysis.coding.rows import Row, describe_path, read_rows
from lobanalysis.coding.words import Word

GUARDS_FILE = "voorbehoud.csv"
COLUMNS = ("soort", "patroon", "kant", "voorbeeld")
NO_GUARD = "geen_voorbehoud"
KINDS = ("ontkenning", "verleden", "toekomst", NO_GUARD)
SENTENCE = "zin"
SIDES = ("voor", "na", "beide", SENTENCE)


@dataclass(frozen=True)
class Guard:
    """A pattern that denies a hit in the same clause, when it stands on this side of it.

    The side `zin` reaches further: to everything that stands before it in the same sentence.
    """

    kind: str
    pattern: Pattern
    side: str


def read_guards(folder: Path) -> tuple[Guard, ...]:
    """Return the guards of `voorbehoud.csv`.

    Raises
    ------
    CodingError
        When a kind, side or pattern is invalid; all are named, with row and character.
    """
    rows = read_rows(folder / GUARDS_FILE, COLUMNS)
    raise_problems(
        describe_path(folder / GUARDS_FILE), (found for row in rows for found in find_guard_problems(row))
    )
    return tuple(Guard(row["soort"], read_pattern(row["patroon"]), row["kant"]) for row in rows)


def find_guard_problems(row: Row) -> list[Problem]:
    """Return what is wrong with one row of `voorbehoud.csv`."""
    problems = []
    if row["soort"] not in KINDS or row["kant"] not in SIDES:
        problems.append(Problem(GUARDS_FILE, row.line, "soort or kant is unknown"))
    try:
        read_pattern(row["patroon"])
    except PatternError as error:
        problems.append(Problem(GUARDS_FILE, row.line, f"pattern is invalid: {error}"))
    return problems


class Cues:
    """Where the reservations of a text stand: per clause the first and the last that matter.

    Parameters
    ----------
    words : tuple of Word
        The text.
    guards : PatternIndex of Guard
        What to look for; a cue inside a phrase that is no reservation at all ("niet alleen") is left out.
    """

    def __init__(self, words: tuple[Word, ...], guards: PatternIndex[Guard]) -> None:
        self._words = words
        self._guards: PatternIndex[Guard] | None = guards
        self._first_end: dict[int, int] = {}
        self._last_start: dict[int, int] = {}
        self._sentence_start: dict[int, int] = {}
        self._any = False

    def _find(self) -> None:
        """Look for the reservations, the first time that somebody asks: many texts have nothing to deny."""
        if self._guards is None:
            return
        found, self._guards = self._guards.find_matches(self._words), None
        exempt = {
            place for start, end, guard in found if guard.kind == NO_GUARD for place in range(start, end)
        }
        for start, end, guard in found:
            if exempt.isdisjoint(range(start, end)):
                self._any = True
                self._add(self._words[start].clause, start, end, guard.side)
                if guard.side == SENTENCE:
                    self._sentence_start[self._words[start].sentence] = start

    def _add(self, clause: int, start: int, end: int, side: str) -> None:
        if side in ("voor", "beide"):
            self._first_end[clause] = min(end, self._first_end.get(clause, end))
        if side in ("na", "beide"):
            self._last_start[clause] = max(start, self._last_start.get(clause, start))

    def deny(self, start: int, end: int) -> bool:
        """Return whether a reservation in its clause takes back the hit from word `start` up to `end`."""
        self._find()
        if not self._any:
            return False
        clause = self._words[start].clause
        if self._sentence_start.get(self._words[start].sentence, start) >= end:
            return True
        return self._first_end.get(clause, end) <= start or self._last_start.get(clause, start) >= end

    def in_first_clause(self) -> bool:
        """Return whether the text begins with a clause that holds a reservation."""
        self._find()
        return bool(self._words) and (0 in self._first_end or 0 in self._last_start)
