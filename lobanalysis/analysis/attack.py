"""The attack on a published table: what follows about hidden counts from everything that is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from lobanalysis.analysis.disclosure import Cell
from lobanalysis.analysis.moves import find_neighbours, list_moves
from lobanalysis.analysis.ties import ROUNDING, Link, Ties, make_ties, tighten
from lobanalysis.errors import DisclosureError

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

# From so many of the tables that are known to fit others are looked for.
STARTS = 8
# Before a program is asked so many rows are changed at once, in tables of at most so many.
AT_ONCE = {10: 4, 24: 3}
# The limits of so few counts are asked for one by one.
FEW = 4


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


def find_determined_cells(table: Published, fitting: list[np.ndarray] | None = None) -> list[tuple[int, int]]:
    """Return row and column of each hidden count that only one value fits, given all that is shown.

    Rows that nothing can hide (their total is 0 or everybody) are left out.

    Parameters
    ----------
    table : Published
        What is shown.
    fitting : list of arrays, optional
        Tables known to obey totals, bases and links; those found are added. It only saves time: what
        differs between two tables that fit what is shown is not determined, and where one fits, what each tie
        leaves a single value is.

    Examples
    --------
    >>> from lobanalysis.analysis.disclosure import hide_count, show_count
    >>> find_determined_cells(Published([[hide_count(1, 1, 18), show_count(17)]], [18], [18, 26]))
    [(0, 0)]
    """
    hidden = find_hidden(table)
    if not (table.complete or table.links):
        return [place for place in hidden if len(set(find_limits(table, *place))) == 1]
    fitting = [] if fitting is None else fitting
    places = find_unmoved(table, hidden, fitting)
    fixed = find_fixed(table, places) if places and any(fits(table, known) for known in fitting) else set()
    left = [place for place in places if place not in fixed]
    at_once = next((number for rows, number in AT_ONCE.items() if len(table.cells) <= rows), 2)
    left = find_unmoved(table, left, fitting, at_once)
    if len(left) > FEW:
        left = find_unvaried(table, left, fitting)
    fixed.update(place for place in left if len(set(find_limits(table, *place))) == 1)
    return [place for place in places if place in fixed]


def find_hidden(table: Published) -> list[tuple[int, int]]:
    """Return row and column of each hidden count, but for the rows that nothing can hide."""
    return [
        (row, column)
        for row, (cells, total) in enumerate(zip(table.cells, table.totals, strict=True))
        for column, cell in enumerate(cells)
        if not cell.shown and total not in (0, sum(table.bases))
    ]


def find_unmoved(
    table: Published, hidden: list[tuple[int, int]], fitting: list[np.ndarray], at_once: int = 2
) -> list[tuple[int, int]]:
    """Return the hidden counts that are the same in all tables that are known to fit, or near to those."""
    seen = [known for known in fitting if fits(table, known)]
    places = find_equal(hidden, seen)
    for start in seen[:STARTS]:
        if not places:
            break
        moves = list_moves(len(table.cells), at_once)
        touching = moves[:, sorted({row for row, _ in places})].any(axis=1)
        near = find_neighbours(start, list_bounds(table), list_ties(table), moves[touching])
        places = find_equal(places, [start, *near])
    return places


def find_fixed(table: Published, places: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return those of some hidden counts that one tie after the other leaves a single value."""
    low, high = tighten(list_bounds(table), list_ties(table))
    return {place for place in places if low[place] == high[place]}


def find_unvaried(
    table: Published, places: list[tuple[int, int]], fitting: list[np.ndarray]
) -> list[tuple[int, int]]:
    """Return the hidden counts that are the same in all tables that fit, the known and some very different.

    Those that are added push every other hidden count up and the rest down, then every other pair, and so
    on; `fitting` gets them too.
    """
    seen = [known for known in fitting if fits(table, known)]
    for step in range(len(places).bit_length()):
        for sign in (1, -1):
            if not places:
                return []
            aim = np.zeros((len(table.cells), len(table.bases)))
            for number, place in enumerate(places):
                aim[place] = sign * (-1) ** (number >> step & 1)
            seen.append(find_fitting(table, aim))
            fitting.append(seen[-1])
            places = find_equal(places, seen)
    return places


def find_equal(places: list[tuple[int, int]], tables: Sequence[np.ndarray]) -> list[tuple[int, int]]:
    """Return the places at which all tables have the same count.

    Examples
    --------
    >>> find_equal([(0, 0), (0, 1)], [np.array([[1, 2]]), np.array([[1, 3]])])
    [(0, 0)]
    """
    if len(tables) < 2:
        return places
    equal = (np.stack(tables) == tables[0]).all(axis=0)
    return [place for place in places if equal[place]]


def fits(table: Published, counts: np.ndarray) -> bool:
    """Return whether each count lies in what is shown of it.

    Examples
    --------
    >>> fits(Published([[Cell(0, 2, "minder dan 3", "klein")]], [1], [9]), np.array([[3]]))
    False
    """
    low, high = list_bounds(table)
    return bool(((low <= counts) & (counts <= high)).all())


def list_bounds(table: Published) -> tuple[np.ndarray, np.ndarray]:
    """Return the lowest and the highest value that is shown of each count: a row per code each."""
    shape = (len(table.cells), len(table.bases))
    cells = [cell for row in table.cells for cell in row]
    low, high = np.array([cell.low for cell in cells]), np.array([cell.high for cell in cells])
    return low.reshape(shape), high.reshape(shape)


def list_ties(table: Published) -> Ties:
    """Return what holds between the counts."""
    return make_ties(tuple(table.totals), tuple(table.bases), table.complete, tuple(table.links))


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
    return round(float((find_fitting(table, aim) * aim).sum()))


def find_fitting(table: Published, aim: np.ndarray) -> np.ndarray:
    """Return the whole-number table with the lowest aim of all that fit what is shown.

    Raises
    ------
    DisclosureError
        When none fits: then what is shown is wrong.
    """
    counts = find_lowest(table, aim, whole=False)
    if np.abs(counts - np.round(counts)).max(initial=0) > ROUNDING:
        counts = find_lowest(table, aim, whole=True)
    return np.round(counts).astype(int).reshape(aim.shape)


def find_lowest(table: Published, aim: np.ndarray, *, whole: bool) -> np.ndarray:
    """Return the counts with the lowest aim of all that fit, flattened; whole numbers when `whole`.

    Without `whole` it takes a quarter of the time, and most answers are whole all the same: then no table of
    whole numbers has a lower aim. The solver is loaded here, since it takes a while and is seldom needed.

    Raises
    ------
    DisclosureError
        When none fits.
    """
    from scipy.optimize import Bounds, milp

    found = milp(
        aim.ravel(),
        integrality=np.full(aim.size, int(whole)),
        bounds=Bounds(*(ends.ravel() for ends in list_bounds(table))),
        constraints=make_constraint(
            tuple(table.totals), tuple(table.bases), table.complete, tuple(table.links)
        ),
    )
    if not found.success:
        raise DisclosureError("result table", "no table fits what is shown", hint="check links and totals")
    return found.x


@lru_cache(maxsize=256)
def make_constraint(
    totals: tuple[int, ...], bases: tuple[int, ...], complete: int, links: tuple[Link, ...]
) -> LinearConstraint:
    """Return the equations and inequalities that tie the counts of a table, row after row, as one."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csc_array

    rows, columns = len(totals), len(bases)
    weights = np.zeros((len(links), rows))
    for number, link in enumerate(links):
        weights[number, list(link.weights)] = list(link.weights.values())
    bounds = np.outer([link.times for link in links], bases).ravel()
    sums = bases if complete else ()
    matrix = [
        np.kron(np.eye(rows), np.ones(columns)),
        np.kron(np.arange(rows) < complete, np.eye(columns))[: len(sums)],
        np.kron(weights, np.eye(columns)),
    ]
    low = [*totals, *sums, *np.full(len(bounds), -np.inf)]
    return LinearConstraint(csc_array(np.vstack(matrix)), low, [*totals, *sums, *bounds])


def check_published(
    table: Published,
    where: str,
    harmless: Collection[tuple[int, int]] = (),
    fitting: list[np.ndarray] | None = None,
) -> None:
    """Raise DisclosureError when a hidden count, other than the harmless ones, follows from what is shown.

    Examples
    --------
    >>> check_published(Published([], [], [18, 26]), "kader by kind")
    """
    determined = [place for place in find_determined_cells(table, fitting) if place not in harmless]
    if determined:
        raise DisclosureError(
            where,
            f"{len(determined)} hidden count(s) would follow from what is shown",
            "no hidden count that only one value fits",
            "join groups in wave.yml or leave this table out",
        )
