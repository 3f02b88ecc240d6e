"""Rows that are left out of a breakdown because of what other tables tell: `data/<wave>/weggelaten.csv`.

Each table is protected by itself when it is made. What several tables tell together takes a minute of
computing, so it is found by `lobanalysis disclosure attack` and written here; the attack on the result shows
that it is enough. Leaving out a row says no more than that it is not there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from pathlib import Path

from lobanalysis.analysis.disclosure import Cell, hide_row
from lobanalysis.errors import SourceError, shorten

NAME = "weggelaten.csv"
COLUMNS = ["indicator", "kenmerk", "reden"]
REASON = "samen met andere tabellen zou dit een verborgen aantal verraden"
Row = Sequence[int]


def read_withheld_rows(folder: Path) -> frozenset[tuple[str, str]]:
    """Return the rows that are left out, as (indicator, group variable); none when there is no such file.

    Raises
    ------
    SourceError
        When the file has other columns, or a row lacks something; rows are named.
    """
    path = folder / NAME
    if not path.is_file():
        return frozenset()
    where = f"data/{folder.name}/{NAME}"
    reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=";")
    rows = list(reader)
    if reader.fieldnames != COLUMNS:
        raise SourceError(where, "has other columns", ";".join(COLUMNS))
    bare = [number for number, row in enumerate(rows, 2) if not all(row[name] for name in COLUMNS)]
    if bare:
        raise SourceError(where, f"row(s) {shorten(bare)}: something is missing", "three filled cells")
    return frozenset((row["indicator"], row["kenmerk"]) for row in rows)


def check_withheld_rows(
    withheld: Collection[tuple[str, str]], known: Collection[tuple[str, str]], where: str
) -> None:
    """Raise when a row that is left out is no row of any breakdown.

    Raises
    ------
    SourceError
        Naming the rows.
    """
    unknown = sorted(set(withheld) - set(known))
    if unknown:
        names = (f"{indicator} by {variable}" for indicator, variable in unknown)
        raise SourceError(where, f"no such breakdown: {shorten(names)}", hint="remove them from the file")


def withhold(
    names: Sequence[str], variable: str, counts: Sequence[Row], bases: Row, cells: list[list[Cell]],
    withheld: Collection[tuple[str, str]], minimum: int,
) -> list[list[Cell]]:  # fmt: skip
    """Return what is shown of rows by one variable, those that are left out without any count.

    Examples
    --------
    >>> shown = [[Cell(9, 9, "9"), Cell(9, 9, "9")]]
    >>> hidden = withhold(["d.a"], "kind", [[9, 9]], [18, 26], shown, {("d.a", "kind")}, 3)
    >>> [cell.text for cell in hidden[0]]
    ['niet getoond', 'niet getoond']
    """
    return [
        hide_row(row, bases, minimum) if (name, variable) in withheld else kept
        for name, row, kept in zip(names, counts, cells, strict=True)
    ]


def add_withheld_rows(folder: Path, rows: Collection[tuple[str, str]]) -> None:
    """Add rows to the file of a wave, in order; rows that are there keep their reason."""
    path = folder / NAME
    text = path.read_text(encoding="utf-8") if path.is_file() else ";".join(COLUMNS) + "\n"
    there = read_withheld_rows(folder)
    added = [f"{indicator};{variable};{REASON}" for indicator, variable in sorted(set(rows) - there)]
    head, *lines = text.splitlines()
    path.write_text("\n".join([head, *sorted([*lines, *added])]) + "\n", encoding="utf-8", newline="\n")
