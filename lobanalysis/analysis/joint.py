"""The attack on a domain with all that is published of it: groups, editions, indicators, combinations.

The schools fall into *atoms*, the crossings of all groups (a level, a kind and a region). How many schools an
atom has, and how many of those have each code, is not published; every published number is a sum over atoms.
So all tables of a domain are one system of equations and inequalities in whole numbers, and what a reader can
derive about a hidden count is the range that the system leaves it.

Source: A. Hundepool et al. (2012), Statistical Disclosure Control, Wiley, sections 4.3 and 4.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from lobanalysis.analysis.known import Knowledge, Place
from lobanalysis.errors import DisclosureError

SECONDS = 600.0


class System:
    """The equations and inequalities of a domain; its unknowns are numbers of schools per atom.

    The first block of unknowns are the sizes of the atoms, then a block per row, then per combination.
    """

    def __init__(self, known: Knowledge) -> None:
        self.known, self.atoms = known, known.atoms
        self._inside = {
            (variable, group): np.array([i for i, atom in enumerate(self.atoms) if atom[axis] == group])
            for axis, (variable, groups) in enumerate(known.bases.items())
            for group in groups
        }
        self._entries: list[tuple[int, int, float]] = []
        self._low: list[float] = []
        self._high: list[float] = []
        self.rows = len(known.totals)
        self.blocks = 1 + self.rows + len(known.combinations) + (known.codes if known.combinations else 0)
        changed = sorted({item.place[0] for item in known.earlier if item.change})
        self._changes = {row: self.blocks + number for number, row in enumerate(changed)}
        self.blocks += len(changed)
        self.limits = np.tile(self._find_largest(), self.blocks)
        for add in (
            self._add_sizes,
            self._add_cells,
            self._add_rows,
            self._add_combinations,
            self._add_earlier,
        ):
            add()
        self.constraint = self._make_constraint()

    def find_unknowns(self, place: Place) -> np.ndarray:
        """Return the unknowns whose sum a cell is."""
        row, variable, group = place
        return self._block(1 + row)[self._inside[variable, group]]

    def solve(self, aim: np.ndarray, rough: float = 0.0) -> np.ndarray:
        """Return the whole-number solution with the lowest aim, or one within `rough` of it (a share).

        Raises
        ------
        DisclosureError
            When there is none: then what is shown is wrong, or contradicts itself.
        """
        found = milp(
            aim,
            integrality=np.ones(aim.size),
            bounds=Bounds(0, self.limits),
            constraints=self.constraint,
            options={"time_limit": SECONDS, "mip_rel_gap": rough},
        )
        if found.x is None or (found.status == 1 and not rough):
            what = "not solved in time" if found.status == 1 else "nothing fits all that is shown"
            raise DisclosureError("published tables", what, hint="run it again")
        return np.round(found.x).astype(int)

    def read(self, solution: np.ndarray, places: Iterable[Place]) -> np.ndarray:
        """Return the counts of cells in a solution."""
        return np.array([int(solution[self.find_unknowns(place)].sum()) for place in places], dtype=int)

    def _block(self, number: int) -> np.ndarray:
        return np.arange(len(self.atoms)) + number * len(self.atoms)

    def _find_largest(self) -> np.ndarray:
        sizes = [dict(groups) for groups in self.known.bases.values()]
        return np.array(
            [min(size[group] for size, group in zip(sizes, atom, strict=True)) for atom in self.atoms]
        )

    def _add(self, weights: Sequence[tuple[np.ndarray, float]], low: float, high: float) -> None:
        """Add low <= sum of weight x unknowns <= high."""
        number = len(self._low)
        self._entries += [(number, int(i), weight) for unknowns, weight in weights for i in unknowns]
        self._low.append(low)
        self._high.append(high)

    def _add_each(self, weights: Sequence[tuple[int, float]], low: float, high: float) -> None:
        """Add the same condition between blocks in every atom."""
        for atom in range(len(self.atoms)):
            self._add([(self._block(block)[[atom]], weight) for block, weight in weights], low, high)

    def _add_sizes(self) -> None:
        sizes = self._block(0)
        for variable, groups in self.known.bases.items():
            for group, base in groups.items():
                self._add([(sizes[self._inside[variable, group]], 1)], base, base)
        for (one, other), cell in self.known.sizes.items():
            both = np.intersect1d(self._inside[one], self._inside[other])
            self._add([(sizes[both], 1)], cell.low, cell.high)

    def _add_cells(self) -> None:
        for place, cell in self.known.cells.items():
            self._add([(self.find_unknowns(place), 1)], cell.low, cell.high)

    def _add_rows(self) -> None:
        for row, total in enumerate(self.known.totals):
            self._add([(self._block(1 + row), 1)], total, total)
            self._add_each([(1 + row, 1), (0, -1)], -np.inf, 0)
        if self.known.complete:
            parts = [(1 + row, 1.0) for row in range(self.known.complete)]
            self._add_each([*parts, (0, -1)], 0, 0)
        for link in self.known.links:
            self._add_each([*((1 + r, w) for r, w in link.weights.items()), (0, -link.times)], -np.inf, 0)
        for one, other in self.known.apart:
            self._add_each([(1 + one, 1), (1 + other, 1), (0, -1)], -np.inf, 0)
        for inside, members in self.known.made_of.items():
            for row in members:
                outside = np.setdiff1d(np.arange(len(self.atoms)), self._inside[inside])
                self._add([(self._block(1 + row)[outside], 1)], 0, 0)

    def _add_combinations(self) -> None:
        combinations, first = self.known.combinations, 1 + self.rows
        if not combinations:
            return
        others = [first + k for k, (rows, _) in enumerate(combinations) if rows is None]
        for number, (_, n) in enumerate(combinations):
            self._add([(self._block(first + number), 1)], n, n)
        self._add_each([*((first + k, 1) for k in range(len(combinations))), (0, -1)], 0, 0)
        for row in range(self.known.codes):
            rest = first + len(combinations) + row
            holding = [first + k for k, (rows, _) in enumerate(combinations) if rows and row in rows]
            self._add_each([(1 + row, 1), (rest, -1), *((block, -1) for block in holding)], 0, 0)
            self._add_each([(rest, 1), *((block, -1) for block in others)], -np.inf, 0)

    def _add_earlier(self) -> None:
        """Add that a count was what it is now, less (or plus) its part in the change of the total."""
        for item in self.known.earlier:
            row, variable, group = item.place
            weights = [(self.find_unknowns(item.place), 1.0)]
            if item.change:
                block = self._block(self._changes[row])
                weights.append((block[self._inside[variable, group]], -float(np.sign(item.change))))
                self._add([(block, 1)], abs(item.change), abs(item.change))
            self._add(weights, item.low, item.high)

    def _make_constraint(self) -> LinearConstraint:
        rows, columns, weights = zip(*self._entries, strict=True)
        shape = (len(self._low), self.blocks * len(self.atoms))
        return LinearConstraint(
            coo_array((weights, (rows, columns)), shape=shape).tocsc(), self._low, self._high
        )
