"""The cells of the question fields as the rules read them: text, state, and where they point to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from lobanalysis.coding.tables import read_table

ANSWERED, REFERS, NEGATIVE = "answered", "refers", "negative"
Cells = Mapping[str, "Cell"]


class Cell(NamedTuple):
    """What one interview says in one field; `refers_to` is the field that it points to, if any."""

    state: str = "unknown"
    text: str = ""
    refers_to: str = ""


UNKNOWN = Cell()


def read_cells(answers: Path, fields: list[str]) -> dict[str, dict[str, Cell]]:
    """Return per interview its cells by field; fields without a table are left out.

    Raises
    ------
    SourceError
        When a table lacks a column.
    """
    cells: dict[str, dict[str, Cell]] = {}
    known: dict[Cell, Cell] = {}
    for field in fields:
        path = answers / f"{field}.csv"
        if path.is_file():
            columns = ["interview_id", "state", "text", "refers_to"]
            frame = read_table(path, columns)
            for interview, *cell in zip(*(frame[column].tolist() for column in columns), strict=True):
                made = Cell(*cell)
                cells.setdefault(interview, {})[field] = known.setdefault(made, made)
    return cells


def follow(cells: Cells, field: str) -> list[tuple[str, Cell]]:
    """Return the cells to read for a field, each with its own field: itself, then the one it points to.

    Examples
    --------
    >>> [name for name, _ in follow({"q5": Cell("refers", "zie 4", "q4"), "q4": Cell("answered", "a")}, "q5")]
    ['q4']
    """
    cell = cells.get(field, UNKNOWN)
    target = cells.get(cell.refers_to) if cell.refers_to else None
    pointed = [(cell.refers_to, target)] if target and target.state == ANSWERED else []
    return pointed if cell.state == REFERS else [(field, cell), *pointed]
