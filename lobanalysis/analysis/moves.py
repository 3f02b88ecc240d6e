"""Small changes to a table that keep its totals: most hidden counts are shown to be free by one of them.

A change moves one school of one row from a group to another, or of two rows at once. It is only a quicker way
to what integer programming finds: every table it returns is checked against all that is shown.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, permutations

import numpy as np
from scipy.sparse import csc_array


@lru_cache(maxsize=64)
def list_moves(rows: int, columns: int) -> np.ndarray:
    """Return all changes for a table: one a line, flattened row after row, of -1, 0 and 1.

    Examples
    --------
    >>> list_moves(1, 2).tolist()
    [[1, -1], [-1, 1]]
    """
    moves = []
    for up, down in permutations(range(columns), 2):
        singles = np.zeros((rows, rows, columns), dtype=int)
        singles[np.arange(rows), np.arange(rows), up] = 1
        singles[np.arange(rows), np.arange(rows), down] = -1
        moves.extend(singles)
        for first, second in combinations(range(rows), 2):
            moves.append(singles[first] + singles[second])
            moves.append(singles[first] - singles[second])
    return np.array(moves, dtype=int).reshape(-1, rows * columns)


def find_neighbours(
    start: np.ndarray, bounds: tuple[np.ndarray, np.ndarray], ties: tuple[csc_array, np.ndarray, np.ndarray]
) -> list[np.ndarray]:
    """Return tables one change away from `start` that fit too, as few as vary every count that can be.

    Parameters
    ----------
    start : array
        A table that fits: a row per code, a column per group.
    bounds : pair of arrays
        Lowest and highest value of each count, flattened.
    ties : sparse matrix, lower and upper limits
        What holds between the counts: lower <= matrix @ counts <= upper.

    Examples
    --------
    >>> free = (np.array([0, 0]), np.array([9, 9]))
    >>> total = (csc_array([[1, 1]]), np.array([3]), np.array([3]))
    >>> [table.tolist() for table in find_neighbours(np.array([[1, 2]]), free, total)]
    [[[2, 1]]]
    """
    moves = list_moves(*start.shape)
    changed = start.ravel() + moves
    inside = ((bounds[0] <= changed) & (changed <= bounds[1])).all(axis=1)
    moves, changed = moves[inside], changed[inside]
    # A sparse matrix: few ties touch one count, and a dense product would keep all processors busy.
    tied = (ties[0] @ changed.T).T
    right = ((ties[1] <= tied) & (tied <= ties[2])).all(axis=1)
    moves, changed = moves[right], changed[right]
    found, varied = [], np.zeros(start.size, dtype=bool)
    for move, table in zip(moves, changed, strict=True):
        if (move.astype(bool) & ~varied).any():
            varied |= move.astype(bool)
            found.append(table.reshape(start.shape))
    return found
