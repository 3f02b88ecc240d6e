"""Filled-in workbooks into the history: all of them, or none with everything that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.coding.bench import Bench
from lobanalysis.coding.decisions import Decision
from lobanalysis.coding.history import append_history, find_next_number
from lobanalysis.coding.problems import Problem, raise_problems
from lobanalysis.coding.sheets.adjudication import read_adjudication
from lobanalysis.coding.sheets.importing import Found, read_sheets
from lobanalysis.coding.sheets.reading import read_workbook

HINT = "nothing was recorded; mend the workbook, or make a new one with `lobanalysis code`"


@dataclass(frozen=True)
class Imported:
    """What an import recorded: the decisions, and how many interviews in a domain were left open."""

    decisions: tuple[Decision, ...]
    left_open: int


def import_workbooks(bench: Bench, paths: Sequence[Path], *, decided_on: str, coder: str = "") -> Imported:
    """Add what the workbooks decide to the history of the wave.

    Raises
    ------
    SourceError
        When a file is no workbook of this project.
    CodingError
        With all problems of all workbooks by file, row and column; then nothing was recorded.
    """
    found = [read_one(path, bench, decided_on, coder) for path in paths]
    decisions = [one for part in found for one in part.decisions]
    problems = [problem for part in found for problem in part.problems] + find_doubles(decisions)
    raise_problems("workbooks", problems, HINT)
    number = find_next_number(bench.record.decisions)
    numbered = tuple(one._replace(batch=number) for one in decisions)
    append_history(bench.history, numbered)
    return Imported(numbered, sum(part.left_open for part in found))


def read_one(path: Path, bench: Bench, decided_on: str, coder: str) -> Found:
    """Return what one workbook holds, whichever of the two kinds it is."""
    book = read_workbook(path)
    if book.stamp.kind == "compare":
        return read_adjudication(book, bench)
    return read_sheets(book, bench, decided_on, coder)


def find_doubles(decisions: Sequence[Decision]) -> list[Problem]:
    """Return a problem when two workbooks decide on the same interview, domain and coder."""
    keys = [decision.key for decision in decisions]
    twice = len(keys) - len(set(keys))
    return (
        [Problem("workbooks", 0, f"{twice} interview(s) in a domain stand in two workbooks")] if twice else []
    )
