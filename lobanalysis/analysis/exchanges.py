"""Other answers that fit everything published: found by letting schools exchange codes.

When two schools exchange all their codes, or some of them, every national number can stay as it is; whether
the numbers of the groups still fit what is shown of them is looked up. Each state that is reached is a proof
that hidden counts may have the values that they have there. It proves freedom only, and says nothing of what
it does not reach; that is left to integer programming.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

STEPS, PROPOSALS = 250, 300
Derive = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Exchange:
    """What exchanges start from and have to keep.

    Parameters
    ----------
    codes : array of bool
        School x code, as answered.
    derive : callable
        Codes (… x code) to rows (… x row): the codes, the schools without one, the indicators.
    inside : array of int
        School x group, 1 where the school is in the group; the groups of all variables side by side.
    low, high : array of int
        Group x row: what is shown of each count.
    whole : bool
        Whether schools exchange all codes only: in a single choice, and where combinations are published.
    first : int
        Number of groups of the first variable: they hold each school once.
    """

    codes: np.ndarray
    derive: Derive
    inside: np.ndarray
    low: np.ndarray
    high: np.ndarray
    whole: bool
    first: int


def find_reached(exchange: Exchange, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return the lowest and highest count (group x row) in all states that were reached and that fit.

    Examples
    --------
    >>> codes = np.array([[True], [False], [False], [True]])
    >>> inside = np.array([[1, 0], [1, 0], [0, 1], [0, 1]])
    >>> bounds = np.zeros((2, 1), int), np.full((2, 1), 2)
    >>> low, high = find_reached(Exchange(codes, lambda held: held, inside, *bounds, whole=False, first=2))
    >>> low.ravel().tolist(), high.ravel().tolist()
    ([0, 0], [2, 2])
    """
    random = np.random.default_rng(seed)
    held = exchange.codes.copy()
    counts = count(exchange, held)
    low, high = counts.copy(), counts.copy()
    for step in range(STEPS):
        pairs, masks = propose(exchange, random, whole=exchange.whole or step % 2 == 0)
        first, second = swap(held, pairs, masks)
        change = find_change(exchange, held, pairs, first, second)
        fitting = fits(exchange, counts + change) & keeps_totals(change, exchange)
        if not fitting.any():
            continue
        reached = counts + change[fitting]
        low, high = np.minimum(low, reached.min(axis=0)), np.maximum(high, reached.max(axis=0))
        chosen = random.choice(np.flatnonzero(fitting))
        held[pairs[chosen, 0]], held[pairs[chosen, 1]] = first[chosen], second[chosen]
        counts = counts + change[chosen]
    return low, high


def count(exchange: Exchange, held: np.ndarray) -> np.ndarray:
    """Return the counts of a state: group x row."""
    return exchange.inside.T @ exchange.derive(held).astype(int)


def propose(exchange: Exchange, random: np.random.Generator, whole: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return pairs of schools, and which codes each pair exchanges."""
    schools, codes = exchange.codes.shape
    pairs = random.integers(schools, size=(PROPOSALS, 2))
    if whole:
        return pairs, np.ones((PROPOSALS, codes), dtype=bool)
    return pairs, np.eye(codes, dtype=bool)[random.integers(codes, size=PROPOSALS)]


def swap(held: np.ndarray, pairs: np.ndarray, masks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the codes of the first and of the second school of each pair after their exchange."""
    one, other = held[pairs[:, 0]], held[pairs[:, 1]]
    return np.where(masks, other, one), np.where(masks, one, other)


def find_change(
    exchange: Exchange, held: np.ndarray, pairs: np.ndarray, first: np.ndarray, second: np.ndarray
) -> np.ndarray:
    """Return how each exchange changes the counts: proposal x group x row."""
    parts = [
        exchange.inside[pairs[:, side]][:, :, None]
        * (exchange.derive(new).astype(int) - exchange.derive(held[pairs[:, side]]).astype(int))[:, None, :]
        for side, new in enumerate((first, second))
    ]
    return parts[0] + parts[1]


def fits(exchange: Exchange, counts: np.ndarray) -> np.ndarray:
    """Return for each proposal whether all its counts lie in what is shown."""
    return ((exchange.low <= counts) & (counts <= exchange.high)).all(axis=(1, 2))


def keeps_totals(change: np.ndarray, exchange: Exchange) -> np.ndarray:
    """Return for each proposal whether the national total of every row stays."""
    return (change[:, : exchange.first, :].sum(axis=1) == 0).all(axis=1)


def list_rows(indicators: Sequence[tuple[list[int], int, list[int]]], single: bool) -> Derive:
    """Return what makes rows of codes: the codes, for a single choice who has none, then the indicators.

    Parameters
    ----------
    indicators : sequence of (codes, at least, also)
        Numbers of codes; an empty `also` asks nothing more.
    """

    def derive(held: np.ndarray) -> np.ndarray:
        parts = [held]
        if single:
            parts.append(~held.any(axis=-1, keepdims=True))
        for codes, least, also in indicators:
            holds = held[..., codes].sum(axis=-1) >= least
            if also:
                holds &= held[..., also].any(axis=-1)
            parts.append(holds[..., None])
        return np.concatenate(parts, axis=-1)

    return derive
