"""Tables with `;` between their cells that people keep: register, quotes, brands; all cells as text."""

from __future__ import annotations

import csv
import io
from itertools import islice
from pathlib import Path

import pandas as pd

from lobanalysis.errors import SourceError, shorten
from lobanalysis.plain_text import has_unseen
from lobanalysis.reading import read_text

FIRST_ROW = 2
LONGEST_CELL = 20_000
MOST_ROWS = 100_000


def read_semicolons(
    path: Path,
    where: str,
    columns: tuple[str, ...],
    optional: tuple[str, ...] = (),
    *,
    others: bool = False,
) -> pd.DataFrame:
    """Return a table with `columns` and `optional` in that order, all text, as the file has its rows.

    Optional columns that the file lacks are empty; with `others` the file may have more, which are left out.
    Cells are not trimmed. The index counts from 0; row 0 stands on row 2 of the file.

    Raises
    ------
    SourceError
        When the file cannot be read, has other columns or rows of another length, or cells that are too long
        or hold what a reader does not see; rows and columns are named, never a value.
    """
    rows = split_semicolons(read_text(path, where), where)
    heading = tuple(rows[0]) if rows else ()
    missing = [name for name in columns if name not in heading]
    if missing:
        raise SourceError(where, f"columns are missing: {shorten(missing)}", ";".join(columns))
    unknown = set() if others else set(heading) - {*columns, *optional}
    if unknown or len(set(heading)) < len(heading):
        expected = ";".join((*columns, *optional))
        raise SourceError(where, "has columns that are unknown or stand twice", expected)
    check_rows(rows, where)
    table = pd.DataFrame(rows[1:], columns=list(heading), dtype=str)
    return table.reindex(columns=[*columns, *optional], fill_value="")


def split_semicolons(text: str, where: str) -> list[list[str]]:
    """Return the rows of a text with `;` between the cells, without empty lines.

    Raises
    ------
    SourceError
        When quotes do not close, or a cell is too large to be read.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        return list(islice((row for row in reader if row), MOST_ROWS + 1))
    except csv.Error as error:
        what = f"is not a table with ';' between its cells, near line {reader.line_num}"
        raise SourceError(where, what, "quotes that close, and no cell that is too large") from error


def check_rows(rows: list[list[str]], where: str) -> None:
    """Raise when rows have another length than the heading, or cells that no person would write.

    Raises
    ------
    SourceError
        Naming the rows.
    """
    numbered = list(enumerate(rows[1:], FIRST_ROW))
    if len(rows) > MOST_ROWS:
        raise SourceError(where, f"{len(rows)} rows", f"at most {MOST_ROWS:,}")
    wrong = [number for number, row in numbered if len(row) != len(rows[0])]
    if wrong:
        expected = f"{len(rows[0])} cells in each row"
        raise SourceError(where, f"row(s) {shorten(wrong)}: wrong number of cells", expected)
    for what, is_wrong in (
        (f"a cell is longer than {LONGEST_CELL:,} characters", lambda cell: len(cell) > LONGEST_CELL),
        ("a cell holds control or invisible characters", has_unseen),
    ):
        found = [number for number, row in numbered if any(map(is_wrong, row))]
        if found:
            raise SourceError(where, f"row(s) {shorten(found)}: {what}", "plain text")
