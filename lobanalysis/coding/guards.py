"""Words that take a hit back: what is denied, was, or is still to come does not count."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lobanalysis.coding.patterns import Pattern, PatternError, match_pattern, read_pattern
from lobanalysis.coding.problems import Problem, raise_problems
from lobanalysis.coding.rows import Row, describe_path, read_rows
from lobanalysis.coding.words import Word

GUARDS_FILE = "voorbehoud.csv"
COLUMNS = ("soort", "patroon", "kant", "voorbeeld")
KINDS = ("ontkenning", "verleden", "toekomst", "geen_voorbehoud")
SIDES = ("voor", "na", "beide")


@dataclass(frozen=True)
class Guard:
    """A pattern that denies a hit in the same clause, when it stands on this side of it."""

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


def find_cues(words: tuple[Word, ...], guards: tuple[Guard, ...]) -> list[tuple[int, int, str]]:
    """Return the cues in a text: index of the first word, index after the last, side.

    A cue inside a phrase that is no reservation at all ("niet alleen") is left out.
    """
    found = [
        (start, end, guard)
        for start in range(len(words))
        for guard in guards
        if (end := match_pattern(guard.pattern, words, start)) is not None
    ]
    exempt = [(start, end) for start, end, guard in found if guard.kind == "geen_voorbehoud"]
    return [
        (start, end, guard.side)
        for start, end, guard in found
        if not any(first <= start and end <= last for first, last in exempt)
    ]


def is_guarded(words: tuple[Word, ...], span: tuple[int, int], cues: list[tuple[int, int, str]]) -> bool:
    """Return whether a cue in the clause of the hit takes it back."""
    clause = words[span[0]].clause
    for start, end, side in cues:
        before, after = end <= span[0], start >= span[1]
        if words[start].clause == clause and ((before and side != "na") or (after and side != "voor")):
            return True
    return False
