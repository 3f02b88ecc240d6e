"""What a reader knows of one domain: the shape of it, for the attack with everything at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from lobanalysis.analysis.disclosure import Cell
from lobanalysis.analysis.ties import Link

Place = tuple[int, str, str]
"""A published cell: row (code or indicator), group variable, group."""
Atom = tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """What an earlier release showed of a count, and by how much the total of its row changed since."""

    place: Place
    low: int
    high: int
    change: int


@dataclass(frozen=True)
class Knowledge:
    """All that a reader knows of one domain.

    Parameters
    ----------
    bases : mapping
        Group variable to its groups with their number of schools.
    totals : sequence of int
        The national total of each row: codes, for a single choice the schools without one, indicators.
    cells : mapping
        What is shown of a row for a group.
    complete : int
        So many of the first rows hold each school exactly once.
    links : sequence of Link
        What holds between rows, in every group and every atom.
    apart : sequence of pairs
        Rows that no school can have both of.
    combinations : sequence of (rows, n)
        How many schools have exactly these of the first rows; rows None are the joined others.
    codes : int
        Number of rows that combinations are made of.
    sizes : mapping
        What is shown of the schools in two groups at once: pairs of (variable, group) to a cell.
    made_of : mapping
        For a domain that groups are made of: (variable, group) to the rows that are its members.
    earlier : sequence of Earlier
        What an earlier release showed.
    """

    bases: Mapping[str, Mapping[str, int]]
    totals: Sequence[int]
    cells: Mapping[Place, Cell]
    complete: int = 0
    links: Sequence[Link] = ()
    apart: Sequence[tuple[int, int]] = ()
    combinations: Sequence[tuple[tuple[int, ...] | None, int]] = ()
    codes: int = 0
    sizes: Mapping[tuple[tuple[str, str], tuple[str, str]], Cell] = field(default_factory=dict)
    made_of: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    earlier: Sequence[Earlier] = ()

    @property
    def schools(self) -> int:
        """Number of interviewed schools."""
        return sum(next(iter(self.bases.values())).values())

    @property
    def atoms(self) -> list[Atom]:
        """The crossings of all groups, in a fixed order."""
        return list(product(*self.bases.values()))

    def find_hidden(self) -> list[Place]:
        """Return the hidden cells, but for the rows that nothing can hide: their total is 0 or everybody."""
        return [
            place
            for place, cell in self.cells.items()
            if not cell.shown and self.totals[place[0]] not in (0, self.schools)
        ]
