"""What a reader can derive about the hidden counts of a domain from everything that is published of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lobanalysis.analysis.attack import find_row_limits
from lobanalysis.analysis.disclosure import SMALL
from lobanalysis.analysis.joint import System
from lobanalysis.analysis.known import Knowledge, Place

ROUNDS, ROUGH = 6, 0.3
"""Rounds of looking for tables that lie far apart, and how far from the best each may be."""


@dataclass(frozen=True)
class Limits:
    """The range that all that is published leaves a hidden count, and the one that its own row leaves it."""

    place: Place
    low: int
    high: int
    row_low: int
    row_high: int
    small: bool

    @property
    def determined(self) -> bool:
        """Whether only one value fits."""
        return self.low >= self.high

    @property
    def narrowed(self) -> bool:
        """Whether it is hidden for being small, and other tables say more than its class and total do."""
        return self.small and (self.low > self.row_low or self.high < self.row_high)

    @property
    def open(self) -> bool:
        """Whether the count is known better than it may be, as far as this range goes."""
        return self.determined or self.narrowed

    def widen(self, value: int) -> Limits:
        """Return the limits with a value that occurs."""
        low, high = min(self.low, value), max(self.high, value)
        return Limits(self.place, low, high, self.row_low, self.row_high, self.small)


def find_joint_limits(
    known: Knowledge, reached: Mapping[Place, tuple[int, int]] | None = None
) -> list[Limits]:
    """Return the limits of each hidden count of a domain: exact when they are open, else those reached.

    Parameters
    ----------
    reached : mapping, optional
        The lowest and highest value of each hidden count in tables that are known to fit.
    """
    limits = [start_limits(known, place, reached) for place in known.find_hidden()]
    if not any(item.open for item in limits):
        return limits
    system, random = System(known), np.random.default_rng(1)
    for _ in range(ROUNDS):
        wanted = [item for item in limits if item.open]
        if len(wanted) < 2:
            break
        values = system.read(system.solve(aim_apart(system, wanted, random), ROUGH), known.find_hidden())
        limits = [item.widen(int(value)) for item, value in zip(limits, values, strict=True)]
    return [find_exact(system, item) if item.open else item for item in limits]


def start_limits(known: Knowledge, place: Place, reached: Mapping[Place, tuple[int, int]] | None) -> Limits:
    """Return the limits of a count as known so far: what was reached, or nothing yet."""
    row, variable, group = place
    groups = list(known.bases[variable])
    cells = [known.cells[row, variable, other] for other in groups]
    promise = find_row_limits(cells, known.totals[row], groups.index(group))
    low, high = reached[place] if reached else (known.schools, 0)
    return Limits(place, low, high, *promise, known.cells[place].reason == SMALL)


def aim_apart(system: System, wanted: list[Limits], random: np.random.Generator) -> np.ndarray:
    """Return an aim that pushes each open count to where it has not been yet, with weights by chance."""
    aim = np.zeros(system.limits.size)
    for item in wanted:
        up, down = item.high < item.row_high, item.low > item.row_low
        sign = random.choice([-1, 1]) if up == down else -1 if up else 1
        aim[system.find_unknowns(item.place)] += sign * random.uniform(0.1, 1)
    return aim


def find_exact(system: System, item: Limits) -> Limits:
    """Return the exact limits of a count of which some values may be known to occur."""
    aim = np.zeros(system.limits.size)
    aim[system.find_unknowns(item.place)] = 1
    for sign, done in ((1, item.low <= item.row_low), (-1, item.high >= item.row_high)):
        if not done:
            item = item.widen(int(system.read(system.solve(sign * aim), [item.place])[0]))
    return item
