"""Reading workbooks back: cells by heading, the hidden stamp, and all that a person may have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lobanalysis.coding.problems import Problem
from lobanalysis.coding.sheets.opening import open_workbook
from lobanalysis.coding.sheets.texts import fingerprint, read_text
from lobanalysis.coding.sheets.words import FALSE_WORDS, TRUE_WORDS
from lobanalysis.coding.sheets.workbook import FORMAT, STAMP
from lobanalysis.errors import SourceError

NAMED_ROWS = 3


@dataclass(frozen=True)
class Stamp:
    """What the hidden sheet says: facts by name, and per sheet the values that its rows were made with."""

    facts: dict[str, str]
    rows: tuple[tuple[str, ...], ...]

    @property
    def kind(self) -> str:
        """Return whether it is a coder's workbook (sheets) or one of differences (compare)."""
        return self.facts.get("kind", "")


@dataclass(frozen=True)
class SheetRow:
    """One row of a sheet: its place, and the text of each cell by the id of its column."""

    file: str
    row: int
    cells: dict[str, str]
    letters: dict[str, str]

    def problem(self, column: str, what: str) -> Problem:
        """Return a problem in one cell of this row; its value is not told."""
        return Problem(self.file, self.row, f"column {self.letters.get(column, '?')} ({column}): {what}")


@dataclass(frozen=True)
class Workbook:
    """A workbook that was read: its name, its stamp and its sheets by title."""

    name: str
    stamp: Stamp
    sheets: dict[str, Worksheet]


def read_workbook(path: Path) -> Workbook:
    """Return a workbook that this project made and a person filled in.

    Raises
    ------
    SourceError
        When it is missing, is no workbook, is far too large, or has no stamp of this project.
    """
    book = open_workbook(path)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if STAMP not in sheets or read_text(sheets[STAMP]["B1"].value) != FORMAT:
        raise SourceError(
            path.name, "has no stamp of this project", hint="give the workbook that `lobanalysis code` made"
        )
    stamp = read_stamp(sheets.pop(STAMP))
    return Workbook(path.name, stamp, sheets)


def read_stamp(sheet: Worksheet) -> Stamp:
    """Return the stamp: facts up to an empty row, then rows."""
    lines = [tuple(read_text(value) for value in line) for line in sheet.iter_rows(values_only=True)]
    end = next((place for place, line in enumerate(lines) if not any(line)), len(lines))
    facts = {line[0]: line[1] for line in lines[:end]}
    return Stamp(facts, tuple(tuple(v for v in line if v) for line in lines[end + 1 :]))


def read_rows(
    file: str, sheet: Worksheet, heading: int, expected: Sequence[str], optional: Sequence[str] = ()
) -> tuple[list[SheetRow], list[Problem]]:
    """Return the rows below the row of ids, and what is wrong with those ids; empty rows are left out.

    A text in a column without an id is a problem too: it would be lost.
    """
    ids = [read_text(cell.value) for cell in sheet[heading]]
    problems = list(find_column_problems(file, heading, ids, expected, optional))
    letters = {name: get_column_letter(place) for place, name in enumerate(ids, 1) if name}
    rows = []
    for number, line in enumerate(sheet.iter_rows(min_row=heading + 1, values_only=True), heading + 1):
        texts = [read_text(value) for value in line]
        stray = (place for place, text in enumerate(texts) if text and not ids[place])
        problems.extend(
            Problem(file, number, f"column {get_column_letter(place + 1)}: no column of this sheet")
            for place in stray
        )
        if any(texts):
            rows.append(SheetRow(file, number, dict(zip(ids, texts, strict=False)), letters))
    return rows, problems


def find_column_problems(
    file: str, heading: int, ids: Sequence[str], expected: Sequence[str], optional: Sequence[str]
) -> Iterator[Problem]:
    """Yield the columns that are not known, stand twice, or are gone."""
    counts = Counter(name for name in ids if name)
    for place, name in enumerate(ids, 1):
        letter = get_column_letter(place)
        if name and name not in (*expected, *optional):
            yield Problem(
                file, heading, f"column {letter}: not a code of this domain nor a column of this sheet"
            )
        elif name and counts[name] > 1:
            yield Problem(file, heading, f"column {letter} ({name}): stands {counts[name]} times")
    for name in expected:
        if name not in counts:
            yield Problem(file, heading, f"column {name} is missing")


def read_choice(row: SheetRow, column: str) -> bool | None:
    """Return whether a cell says yes; None when it says neither yes nor nothing."""
    text = row.cells.get(column, "").casefold()
    return True if text in TRUE_WORDS else False if text in FALSE_WORDS else None


def find_row_problems(
    file: str, rows: Iterable[tuple[tuple[str, ...], SheetRow]], expected: Iterable[tuple[str, ...]]
) -> Iterator[Problem]:
    """Yield the rows that are not expected, stand twice, or are gone, by their key."""
    expected, first = set(expected), {}
    for key, row in rows:
        if key not in expected:
            yield Problem(file, row.row, "not a row of this sheet")
        elif first.setdefault(key, row) is not row:
            yield Problem(file, row.row, f"the same as row {first[key].row}")
    gone = [" ".join(key) for key in sorted(expected - set(first))]
    if gone:
        named = ", ".join(gone[:NAMED_ROWS]) + (" …" if len(gone) > NAMED_ROWS else "")
        yield Problem(file, 0, f"{len(gone)} row(s) are missing: {named}")


def find_changed_answer(row: SheetRow, column: str, stamped: str, current: str) -> list[Problem]:
    """Return a problem when the answer is not what the sheet was made with, or has changed since."""
    if fingerprint(row.cells.get(column, "")) != stamped:
        return [row.problem(column, "the answer was changed in the sheet")]
    if stamped != current:
        return [row.problem(column, "the answer has changed since the sheet was made")]
    return []
