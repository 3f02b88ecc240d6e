"""Suppression of whole tables: rows that are tied together by a single choice or by an indicator."""

from __future__ import annotations

from collections.abc import Sequence

from lobanalysis.analysis.attack import Link, Published, check_published, find_determined_cells
from lobanalysis.analysis.disclosure import FOLLOWS, HIDDEN, MINIMUM, Cell, hide_row, suppress_row
from lobanalysis.errors import DisclosureError

Row = Sequence[int]
Cells = list[list[Cell]]


def suppress_codes(
    counts: Sequence[Row], bases: Row, *, single_choice: bool = False, minimum: int = MINIMUM, where: str = ""
) -> Cells:
    """Return what is shown of the codes of a domain: a row per code, a column per group.

    Each row is suppressed by itself. In a single choice the rows add up to the bases as well; when a hidden
    count would follow from that, whole rows are left out, the smallest total first, until none does. Totals
    are public, so that this order tells nothing.

    Parameters
    ----------
    counts : sequence of rows of int
        Schools per code and group.
    bases : sequence of int
        Schools per group.
    single_choice : bool
        Whether a school has at most one of the codes; the rest are "no code".
    where : str
        Name of the table for the error.

    Raises
    ------
    DisclosureError
        When a group is too small for any count, or when nothing helps.

    Examples
    --------
    >>> rows = suppress_codes([[12, 20], [5, 6], [1, 0]], [18, 26], single_choice=True)
    >>> [[cell.text for cell in row] for row in rows]
    [['12', '20'], ['niet getoond', 'niet getoond'], ['minder dan 3', 'minder dan 3']]
    """
    check_bases(bases, minimum, where)
    if not single_choice:
        table = publish_codes(counts, bases, (), minimum)
    else:
        every = add_rest(counts, bases)
        order = sorted(range(len(counts)), key=lambda row: (sum(counts[row]), row))
        table = publish_first_safe(
            [publish_choice(every, bases, order[:left_out], minimum) for left_out in range(len(order) + 1)]
        )
    check_published(table, where)
    return [list(row) for row in table.cells[: len(counts)]]


def suppress_indicators(
    codes: Published, counts: Sequence[Row], links: Sequence[Link], *, minimum: int = MINIMUM, where: str = ""
) -> Cells:
    """Return what is shown of indicators next to the codes that they are derived from.

    A hidden count of a code must not follow from an indicator, nor the other way round; then indicators are
    left out, the last first. What is shown of the codes stays as it is.

    Parameters
    ----------
    codes : Published
        The codes of the domain as they are shown.
    counts : sequence of rows of int
        Schools per indicator and group.
    links : sequence of Link
        Ties between the rows; the indicators are numbered after the codes.

    Raises
    ------
    DisclosureError
        When nothing helps.

    Examples
    --------
    >>> codes = publish_codes([[9, 9], [4, 2]], [18, 26], ())
    >>> [cell.text for cell in codes.cells[1]]
    ['3 of meer', 'minder dan 3']
    >>> either = [Link({0: 1, 2: -1}), Link({1: 1, 2: -1}), Link({0: -1, 1: -1, 2: 1})]
    >>> [cell.text for cell in suppress_indicators(codes, [[13, 11]], either)[0]]
    ['niet getoond', '3 of meer']
    """
    rows = len(counts)
    tables = []
    for kept in range(rows, -1, -1):
        added = publish_codes(counts, codes.bases, range(kept, rows), minimum)
        cells, totals = [*codes.cells, *added.cells], [*codes.totals, *added.totals]
        tables.append(Published(cells, totals, codes.bases, codes.complete, links))
    table = publish_first_safe(tables)
    check_published(table, where)
    return [list(row) for row in table.cells[len(codes.cells) :]]


def publish_first_safe(tables: Sequence[Published]) -> Published:
    """Return the first table from which no hidden count follows, or else the last."""
    return next((table for table in tables if not find_determined_cells(table)), tables[-1])


def publish_codes(
    counts: Sequence[Row], bases: Row, left_out: Sequence[int], minimum: int = MINIMUM
) -> Published:
    """Return the table of rows that are not tied together, with some left out."""
    cells = [
        hide_row(row, bases, minimum) if index in left_out else suppress_row(row, bases, minimum)
        for index, row in enumerate(counts)
    ]
    return Published(cells, [sum(row) for row in counts], bases)


def publish_choice(
    counts: Sequence[Row], bases: Row, left_out: Sequence[int], minimum: int = MINIMUM
) -> Published:
    """Return the table of a single choice; its last row, of schools without a code, is never shown."""
    table = publish_codes(counts, bases, left_out, minimum)
    rest = [Cell(0, base, HIDDEN, FOLLOWS) for base in bases]
    return Published([*table.cells[:-1], rest], table.totals, bases, complete=len(counts))


def publish_domain(
    counts: Sequence[Row], bases: Row, cells: Cells, *, single_choice: bool = False
) -> Published:
    """Return the table of a domain from what `suppress_codes` returned for it."""
    if not single_choice:
        return Published(cells, [sum(row) for row in counts], bases)
    every = add_rest(counts, bases)
    rest = [Cell(0, base, HIDDEN, FOLLOWS) for base in bases]
    return Published([*cells, rest], [sum(row) for row in every], bases, complete=len(every))


def check_bases(bases: Row, minimum: int, where: str) -> None:
    """Raise DisclosureError when a group is so small that the classes of its counts would overlap.

    Examples
    --------
    >>> check_bases([18, 26], 3, "kader by kind")
    """
    least = 2 * minimum - 1
    if min(bases) < least:
        raise DisclosureError(
            where, "a group has too few schools", f"at least {least}", "join groups in wave.yml"
        )


def add_rest(counts: Sequence[Row], bases: Row) -> list[list[int]]:
    """Return the rows of a single choice and a last one with the schools that have none of the codes.

    Examples
    --------
    >>> add_rest([[5, 6], [2, 2]], [8, 8])
    [[5, 6], [2, 2], [1, 0]]
    """
    rest = [base - sum(column) for base, *column in zip(bases, *counts, strict=True)]
    return [*(list(row) for row in counts), rest]
