"""Krippendorff's alpha of whole sets of codes: which sets coders gave, and how often two of them coincide."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np

from lobanalysis.analysis.alpha import MISSING, estimate_alpha, measure_distances
from lobanalysis.analysis.bootstrap import Interval, estimate_interval
from lobanalysis.analysis.ratings import Ratings

# So many resamples are spread over all pairs of sets at once: there may be hundreds of sets.
PART = 50


@dataclass(frozen=True)
class Coincidences:
    """Which pairs of values coincide in which unit, and how much: one line each, for most never do.

    Parameters
    ----------
    units, cells : array of int
        The unit, and the pair of values: the place of the first × `size` + that of the second.
    shares : array of float
        What it counts: 1 / (m - 1) for each ordered pair of the m coders of the unit.
    size : int
        The number of values.
    """

    units: np.ndarray
    cells: np.ndarray
    shares: np.ndarray
    size: int

    def add(self, weights: np.ndarray) -> np.ndarray:
        """Return the coincidences of all units together, each so many times: … × size × size.

        Parameters
        ----------
        weights : array
            … × units.
        """
        rows = weights.reshape(-1, weights.shape[-1])
        sums = [np.bincount(self.cells, row[self.units] * self.shares, self.size**2) for row in rows]
        return np.array(sums).reshape(*weights.shape[:-1], self.size, self.size)


def list_coincidences(labels: np.ndarray, size: int) -> Coincidences:
    """Return per unit which values coincide among its coders; labels as in `alpha.count_coincidences`.

    Examples
    --------
    >>> list_coincidences(np.array([[0, 1], [1, 1]]), 2).add(np.ones(2)).tolist()
    [[0.0, 1.0], [1.0, 2.0]]
    """
    decided = labels != MISSING
    others = np.maximum(decided.sum(axis=0) - 1, 1)
    units, cells = [], []
    for one, two in permutations(range(len(labels)), 2):
        units.append(np.flatnonzero(decided[one] & decided[two]))
        cells.append(labels[one, units[-1]] * size + labels[two, units[-1]])
    joined = np.concatenate(units) if units else np.array([], dtype=int)
    pairs = np.concatenate(cells) if cells else np.array([], dtype=int)
    return Coincidences(joined, pairs, 1 / others[joined], size)


def label_sets(ratings: Ratings) -> tuple[np.ndarray, list[frozenset[str]]]:
    """Return the set of codes that each coder gave each interview, as places in the list of distinct sets.

    -1 where a coder did not decide. Sets are listed as they come, coder by coder.

    Examples
    --------
    >>> values = np.array([[[1, 0], [0, 0]], [[0, 0], [np.nan, np.nan]]])
    >>> labels, sets = label_sets(Ratings(("A", "B"), ("i-1", "i-2"), ("slb", "coach"), values))
    >>> labels.tolist(), [sorted(each) for each in sets]
    ([[0, 1], [1, -1]], [['slb'], []])
    """
    coders, interviews, codes = ratings.values.shape
    rows = ratings.values.reshape(-1, codes)
    decided = np.flatnonzero(~np.isnan(rows).all(axis=1))
    given = rows[decided] == 1
    _, first, places = np.unique(np.packbits(given, axis=1), axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)
    labels = np.full(len(rows), MISSING)
    labels[decided] = np.argsort(order)[places.ravel()]
    sets = [
        frozenset(code for code, has in zip(ratings.codes, given[place], strict=True) if has)
        for place in first[order]
    ]
    return labels.reshape(coders, interviews), sets


def estimate_set_alpha(ratings: Ratings, weights: np.ndarray) -> tuple[float, Interval]:
    """Return alpha of whole sets of codes with its interval.

    In a domain with one code per interview two sets are equal or not (nominal); otherwise their distance is
    MASI.

    Parameters
    ----------
    weights : array
        Resamples of the interviews of `ratings`, see `draw_weights`.
    """
    labels, sets = label_sets(ratings)
    distance = 1 - np.eye(len(sets)) if ratings.single else measure_distances(sets)
    found = list_coincidences(labels, len(sets))
    value = estimate_alpha(found.add(np.ones(labels.shape[1])), distance)
    resampled = [
        estimate_alpha(found.add(weights[start : start + PART]), distance)
        for start in range(0, len(weights), PART)
    ]
    return float(value), estimate_interval(np.concatenate(resampled))
