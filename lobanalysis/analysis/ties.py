"""What ties the hidden counts of a table together, and how narrow each is by one tie after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

Bounds = tuple[np.ndarray, np.ndarray]
MOST_ROUNDS = 30
# How far a limit can be from the whole number that it stands for.
ROUNDING = 1e-6


@dataclass(frozen=True)
class Link:
    """A rule that holds in each group: sum of weight x count over the rows <= times x base of the group.

    For instance "who has one of two codes" is at least as many as who has the first:
    weights {first: 1, either: -1}, times 0.
    """

    weights: dict[int, int]
    times: int = 0

    def __hash__(self) -> int:
        return hash((tuple(self.weights.items()), self.times))


@dataclass(frozen=True)
class Ties:
    """What holds between the counts of a table: each row has its total, and in each column rows are tied.

    Parameters
    ----------
    totals : array
        Sum of each row.
    weights : array
        A tie per line, a weight per row of the table.
    lower, upper : array
        A line per tie, a column per column of the table: lower <= weights @ counts <= upper.
    """

    totals: np.ndarray
    weights: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


@lru_cache(maxsize=256)
def make_ties(
    totals: tuple[int, ...], bases: tuple[int, ...], complete: int, links: tuple[Link, ...]
) -> Ties:
    """Return the ties of a table of which the first `complete` rows hold each school exactly once.

    Examples
    --------
    >>> make_ties((5, 7), (4, 8), 2, ()).upper.tolist()
    [[4, 8]]
    """
    weights = np.zeros((len(links), len(totals)), dtype=int)
    for number, link in enumerate(links):
        weights[number, list(link.weights)] = list(link.weights.values())
    upper = np.outer(np.array([link.times for link in links], dtype=int), bases)
    lower = np.full(upper.shape, -np.inf)
    if complete:
        weights = np.vstack([np.arange(len(totals)) < complete, weights])
        upper, lower = np.vstack([bases, upper]), np.vstack([bases, lower])
    return Ties(np.array(totals, dtype=int), weights, lower, upper)


def tighten(bounds: Bounds, ties: Ties) -> Bounds:
    """Return the bounds of each count as far as one tie after the other narrows them.

    No table that fits lies outside; where both ends meet, only one value fits.

    Parameters
    ----------
    bounds : pair of arrays
        Lowest and highest value of each count.

    Examples
    --------
    >>> free = (np.array([[0, 0], [0, 0]]), np.array([[2, 9], [9, 9]]))
    >>> [ends.astype(int).tolist() for ends in tighten(free, make_ties((4, 9), (2, 11), 2, ()))]
    [[[0, 2], [0, 7]], [[2, 4], [2, 9]]]
    """
    low, high = bounds
    for _ in range(MOST_ROUNDS):
        narrow = _tighten_rows(low, high, ties.totals)
        narrow = _tighten_columns(*narrow, ties)
        if (narrow[0] == low).all() and (narrow[1] == high).all():
            break
        low, high = narrow
    return low, high


def _tighten_rows(low: np.ndarray, high: np.ndarray, totals: np.ndarray) -> Bounds:
    """Return the bounds narrowed by the total of each row: what the others leave."""
    least, most = (ends.sum(axis=1, keepdims=True) for ends in (low, high))
    total = totals[:, None]
    return np.maximum(low, total - (most - high)), np.minimum(high, total - (least - low))


def _tighten_columns(low: np.ndarray, high: np.ndarray, ties: Ties) -> Bounds:
    """Return the bounds narrowed by the ties between the rows of each column."""
    if not len(ties.weights):
        return low, high
    # Ties × rows × columns: what each count adds to each tie, at the least and at the most.
    weights = ties.weights[:, :, None]
    least = np.minimum(weights * low, weights * high)
    most = np.maximum(weights * low, weights * high)
    room = ties.upper[:, None, :] - (least.sum(axis=1, keepdims=True) - least)
    need = ties.lower[:, None, :] - (most.sum(axis=1, keepdims=True) - most)
    with np.errstate(divide="ignore", invalid="ignore"):
        by_room, by_need = room / weights, need / weights
    tops = np.where(weights > 0, by_room, np.where(weights < 0, by_need, np.inf)).min(axis=0)
    floors = np.where(weights > 0, by_need, np.where(weights < 0, by_room, -np.inf)).max(axis=0)
    return (
        np.maximum(low, np.ceil(floors - ROUNDING)),
        np.minimum(high, np.floor(tops + ROUNDING)),
    )
