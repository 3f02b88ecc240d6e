"""Suppression of whole tables: codes that are tied together by a single choice, and indicators of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from lobanalysis.analysis.attack import Published, check_published, find_determined_cells
from lobanalysis.analysis.disclosure import (
    FOLLOWS,
    HIDDEN,
    MINIMUM,
    Cell,
    hide_row,
    is_safe,
    suppress_row,
)
from lobanalysis.analysis.ties import Link
from lobanalysis.errors import DisclosureError

Row = Sequence[int]
Cells = list[list[Cell]]


def suppress_table(
    counts: Sequence[Row],
    bases: Row,
    *,
    indicators: Sequence[Row] = (),
    links: Sequence[Link] = (),
    single_choice: bool = False,
    minimum: int = MINIMUM,
    where: str = "result table",
) -> tuple[Cells, Cells]:
    """Return what is shown of the codes of a domain and of its indicators, by the groups of one variable.

    Each row is suppressed by itself. Rows of codes are left out, the smallest total first, as long as a
    hidden count would follow from the rows together (totals are public, so that this order tells nothing).
    Then each indicator is shown in turn, unless a hidden count would follow from it.

    Parameters
    ----------
    counts, indicators : sequence of rows of int
        Schools per code, or per indicator, and group.
    bases : sequence of int
        Schools per group.
    links : sequence of Link
        Ties between rows: first the codes, in a single choice the schools without a code, then indicators.
    single_choice : bool
        Whether a school has at most one of the codes.
    where : str
        Name of the table for the error.

    Raises
    ------
    DisclosureError
        When a group is too small for any count, or when leaving out all rows does not help.

    Examples
    --------
    >>> rows, _ = suppress_table([[12, 20], [5, 6], [1, 0]], [18, 26], single_choice=True)
    >>> [[cell.text for cell in row] for row in rows]
    [['12', '20'], ['niet getoond', 'niet getoond'], ['minder dan 3', 'minder dan 3']]
    """
    check_bases(bases, minimum, where)
    every = add_rest(counts, bases) if single_choice else [list(row) for row in counts]
    trial = Trial(
        [*every, *(list(row) for row in indicators)], bases, len(every), single_choice, tuple(links), minimum
    )
    left_out = leave_out_codes(trial, len(counts))
    for row in range(trial.first, len(trial.rows)):
        if not find_betrayed(trial, left_out - {row}):
            left_out -= {row}
    table = trial.publish(left_out)
    check_published(table, where, trial.find_harmless(left_out), trial.fitting)
    cells = [list(row) for row in table.cells]
    return cells[: len(counts)], cells[trial.first :]


@dataclass(frozen=True)
class Trial:
    """True counts of which some rows are left out on trial; the indicators start at row `first`."""

    rows: list[list[int]]
    bases: Row
    first: int
    single_choice: bool
    links: tuple[Link, ...]
    minimum: int
    fitting: list[np.ndarray] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fitting.append(np.array(self.rows).reshape(-1, len(self.bases)))

    def publish(self, left_out: Collection[int]) -> Published:
        """Return what is shown when these rows are left out."""
        complete = self.first if self.single_choice else 0
        return publish_rows(self.rows, self.bases, left_out, complete, self.links, self.minimum)

    def find_harmless(self, left_out: Collection[int]) -> set[tuple[int, int]]:
        """Return the counts of left-out indicators that are not small."""
        return find_harmless(self.rows, self.bases, self.first, left_out, self.minimum)


def leave_out_codes(trial: Trial, codes: int) -> frozenset[int]:
    """Return the rows to leave out when no indicator is shown: these, and as few codes as it takes."""
    order = sorted(range(codes), key=lambda row: (sum(trial.rows[row]), row))
    left_out = frozenset(range(trial.first, len(trial.rows)))
    for row in order:
        if not find_betrayed(trial, left_out):
            break
        left_out |= {row}
    return left_out


def find_betrayed(trial: Trial, left_out: Collection[int]) -> list[tuple[int, int]]:
    """Return the hidden counts that would follow from what is shown, and that matter."""
    harmless = trial.find_harmless(left_out)
    determined = find_determined_cells(trial.publish(left_out), trial.fitting)
    return [place for place in determined if place not in harmless]


def find_harmless(
    rows: Sequence[Row], bases: Row, first: int, left_out: Collection[int], minimum: int
) -> set[tuple[int, int]]:
    """Return the counts of left-out indicators that might have been shown: neither small nor nearly all.

    An indicator is left out for what it tells about codes; when it follows from codes that are shown, and is
    not small itself, nothing is lost.

    Examples
    --------
    >>> find_harmless([[9, 1], [10, 2]], [18, 26], first=1, left_out={1}, minimum=3)
    {(1, 0)}
    """
    return {
        (row, column)
        for row in left_out
        if row >= first
        for column, base in enumerate(bases)
        if is_safe(rows[row][column], base, minimum)
    }


def check_bases(bases: Row, minimum: int, where: str) -> None:
    """Raise DisclosureError when a group is so small that the classes of its counts would overlap.

    Examples
    --------
    >>> check_bases([18, 26], 3, "kader by kind")
    """
    least = 2 * minimum - 1
    if min(bases) < least:
        hint = "join groups in wave.yml"
        raise DisclosureError(where, "a group has too few schools", f"at least {least}", hint)


def add_rest(counts: Sequence[Row], bases: Row) -> list[list[int]]:
    """Return the rows of a single choice and a last one with the schools that have none of the codes.

    Examples
    --------
    >>> add_rest([[5, 6], [2, 2]], [8, 8])
    [[5, 6], [2, 2], [1, 0]]
    """
    rest = [base - sum(column) for base, *column in zip(bases, *counts, strict=True)]
    return [*(list(row) for row in counts), rest]


def publish_rows(
    rows: Sequence[Row],
    bases: Row,
    left_out: Collection[int] = (),
    complete: int = 0,
    links: Sequence[Link] = (),
    minimum: int = MINIMUM,
) -> Published:
    """Return the table with some rows left out; the row of schools without a code is never shown."""
    cells = [
        hide_row(row, bases, minimum) if index in left_out else suppress_row(row, bases, minimum)
        for index, row in enumerate(rows)
    ]
    if complete:
        cells[complete - 1] = [Cell(0, base, HIDDEN, FOLLOWS) for base in bases]
    return Published(cells, [sum(row) for row in rows], bases, complete, links)
