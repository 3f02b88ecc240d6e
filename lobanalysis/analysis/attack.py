"""The attack on a published table: what follows about hidden counts from everything that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from lobanalysis.analysis.disclosure import Cell
from lobanalysis.errors import DisclosureError


@dataclass(frozen=True)
class Link:
    """A rule that holds in each group: sum of weight x count over the rows <= times x base of the group.

    For instance "who has one of two codes" is at least as many as who has the first:
    weights {first: 1, either: -1}, times 0.
    """

    weights: dict[int, int]
    times: int = 0


@dataclass(frozen=True)
class Published:
    """All that a reader knows of one table: a row per code, a column per group.

    Parameters
    ----------
    cells : sequence of rows of Cell
        What is shown.
    totals : sequence of int
        The national total of each row, published as it is.
    bases : sequence of int
        Schools per group.
    complete : int
        So many of the first rows hold each school exactly once: their columns add up to the bases.
    links : sequence of Link
        What else is known to hold between rows, as between an indicator and its codes.
    """

    cells: Sequence[Sequence[Cell]]
    totals: Sequence[int]
    bases: Sequence[int]
    complete: int = 0
    links: Sequence[Link] = field(default=())


def find_determined_cells(table: Published) -> list[tuple[int, int]]:
    """Return row and column of each hidden count that only one value fits, given all that is shown.

    Rows that nothing can hide (their total is 0 or everybody) are left out.

    Examples
    --------
    >>> from lobanalysis.analysis.disclosure import hide_count, show_count
    >>> find_determined_cells(Published([[hide_count(1, 1, 18), show_count(17)]], [18], [18, 26]))
    [(0, 0)]
    """
    forced = {row for row, total in enumerate(table.totals) if total in (0, sum(table.bases))}
    hidden = [
        (row, column)
        for row, cells in enumerate(table.cells)
        for column, cell in enumerate(cells)
        if not cell.shown and row not in forced
    ]
    return [place for place in hidden if len(set(find_limits(table, *place))) == 1]


def find_limits(table: Published, row: int, column: int) -> tuple[int, int]:
    """Return the lowest and highest value that a count can have, given all that is shown.

    Raises
    ------
    DisclosureError
        When no table fits what is shown: then what is shown is wrong.

    Examples
    --------
    >>> from lobanalysis.analysis.disclosure import hide_count, show_count
    >>> find_limits(Published([[hide_count(1, 1, 18), hide_count(4, 4, 26)]], [5], [18, 26]), 0, 0)
    (0, 2)
    """
    if table.complete or table.links:
        return find_program_limits(table, row, column)
    return find_row_limits(table.cells[row], table.totals[row], column)


def find_row_limits(cells: Sequence[Cell], total: int, column: int) -> tuple[int, int]:
    """Return the limits of a count that is tied to the others of its row only, by their total.

    Examples
    --------
    >>> from lobanalysis.analysis.disclosure import show_count
    >>> find_row_limits([Cell(0, 2, "", "x"), Cell(0, 2, "", "x"), show_count(9)], 10, 0)
    (0, 1)
    """
    others = [cell for index, cell in enumerate(cells) if index != column]
    low = max(cells[column].low, total - sum(cell.high for cell in others))
    high = min(cells[column].high, total - sum(cell.low for cell in others))
    if low > high:
        raise DisclosureError("result table", "what is shown of a row does not fit its total")
    return low, high


def find_program_limits(table: Published, row: int, column: int) -> tuple[int, int]:
    """Return the limits of a count in a table whose rows are tied together, by integer programming.

    Examples
    --------
    >>> from lobanalysis.analysis.disclosure import show_count
    >>> cells = [[Cell(0, 18, "", "x"), Cell(0, 26, "", "x")], [show_count(17), show_count(26)]]
    >>> find_program_limits(Published(cells, [1, 43], [18, 26], complete=2), 0, 0)
    (1, 1)
    """
    aim = np.zeros((len(table.cells), len(table.bases)))
    aim[row, column] = 1
    return find_optimum(table, aim), -find_optimum(table, -aim)


def find_optimum(table: Published, aim: np.ndarray) -> int:
    """Return the lowest value of the aim over all whole-number tables that fit what is shown."""
    low = [cell.low for cells in table.cells for cell in cells]
    high = [cell.high for cells in table.cells for cell in cells]
    found = milp(
        aim.ravel(),
        integrality=np.ones(aim.size),
        bounds=Bounds(low, high),
        constraints=list_constraints(table),
    )
    if not found.success:
        raise DisclosureError("result table", "no table fits what is shown", hint="check links and totals")
    return round(found.fun)


def list_constraints(table: Published) -> list[LinearConstraint]:
    """Return the equations and inequalities that tie the counts of a table, row after row."""
    rows, columns = len(table.cells), len(table.bases)
    totals = np.kron(np.eye(rows), np.ones(columns))
    constraints = [LinearConstraint(totals, table.totals, table.totals)]
    if table.complete:
        sums = np.kron(np.arange(rows) < table.complete, np.eye(columns))
        constraints.append(LinearConstraint(sums, table.bases, table.bases))
    for link in table.links:
        weights = np.zeros(rows)
        weights[list(link.weights)] = list(link.weights.values())
        bound = link.times * np.asarray(table.bases)
        constraints.append(LinearConstraint(np.kron(weights, np.eye(columns)), -np.inf, bound))
    return constraints


def check_published(table: Published, where: str) -> None:
    """Raise DisclosureError when a hidden count follows from what is shown.

    Examples
    --------
    >>> check_published(Published([], [], [18, 26]), "kader by kind")
    """
    determined = find_determined_cells(table)
    if determined:
        raise DisclosureError(
            where,
            f"{len(determined)} hidden count(s) would follow from what is shown",
            "no hidden count that only one value fits",
            "join groups in wave.yml or leave this table out",
        )
