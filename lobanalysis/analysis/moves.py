"""Small changes to a table that keep its totals: most hidden counts are shown to be free by one of them.

A change moves one school of one row from a group to another, or of some rows at once. It is only a quicker
way to what integer programming finds: every table it returns fits all that is shown.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, permutations, product

import numpy as np

from lobanalysis.analysis.ties import Bounds, Ties


@lru_cache(maxsize=64)
def list_moves(rows: int, at_once: int = 2) -> np.ndarray:
    """Return all changes of a table: one a line, what the rows of one column get and of another lose.

    Parameters
    ----------
    at_once : int
        How many rows change at most.

    Examples
    --------
    >>> list_moves(2).tolist()
    [[1, 0], [0, 1], [1, 1], [1, -1]]
    """
    moves = []
    for size in range(1, at_once + 1):
        signs = [(1, *rest) for rest in product((1, -1), repeat=size - 1)]
        for part in combinations(range(rows), size):
            changed = np.zeros((len(signs), rows), dtype=int)
            changed[:, part] = signs
            moves.extend(changed)
    return np.array(moves, dtype=int).reshape(-1, rows)


def find_neighbours(
    start: np.ndarray, bounds: Bounds, ties: Ties, moves: np.ndarray | None = None
) -> list[np.ndarray]:
    """Return tables one change away from `start` that fit too, as few as vary every count that can be.

    Parameters
    ----------
    start : array
        A table that fits: a row per code, a column per group.
    bounds : pair of arrays
        Lowest and highest value of each count.
    ties : Ties
        What else holds between the counts.
    moves : array, optional
        The changes to try, see `list_moves`; by default those of one row and of two.

    Examples
    --------
    >>> from lobanalysis.analysis.ties import make_ties
    >>> free = (np.array([[0, 0]]), np.array([[9, 9]]))
    >>> total = make_ties((3,), (9, 9), 0, ())
    >>> [table.tolist() for table in find_neighbours(np.array([[1, 2]]), free, total)]
    [[[2, 1]]]
    """
    moves = list_moves(len(start)) if moves is None else moves
    gains, losses = find_open_changes(start, bounds, ties, moves)
    touched = moves.astype(bool)
    found, varied = [], np.zeros(start.shape, dtype=bool)
    for up, down in permutations(range(start.shape[1]), 2):
        possible = touched & (gains[:, up] & losses[:, down])[:, None]
        for row in np.flatnonzero(possible.any(axis=0)):
            if not (varied[row, up] and varied[row, down]):
                move = np.argmax(possible[:, row])
                found.append(start.copy())
                found[-1][:, up] += moves[move]
                found[-1][:, down] -= moves[move]
                varied[touched[move], up] = varied[touched[move], down] = True
    return found


def find_open_changes(
    start: np.ndarray, bounds: Bounds, ties: Ties, moves: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return which change each column can get, and which it can lose: two arrays of changes × columns."""
    # A count is a tie of itself alone.
    values = np.vstack([start, ties.weights @ start])
    low = np.vstack([bounds[0], ties.lower]) - values
    high = np.vstack([bounds[1], ties.upper]) - values
    steps = np.hstack([moves, moves @ ties.weights.T])[:, :, None]
    gains = ((low <= steps) & (steps <= high)).all(axis=1)
    return gains, ((low <= -steps) & (-steps <= high)).all(axis=1)
