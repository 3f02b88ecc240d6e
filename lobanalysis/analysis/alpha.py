"""Krippendorff's alpha for any number of coders and missing decisions, nominal or with a distance of sets."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

# R. Passonneau (2006), Measuring agreement on set-valued items (MASI), LREC 2006, 831-836.
SUBSET, OVERLAP = 2 / 3, 1 / 3
MISSING = -1


def measure_masi(first: Collection[str], second: Collection[str]) -> float:
    """Return the MASI distance of two sets of codes, from 0 (equal) to 1 (nothing in common).

    1 - J M, with J the share of the union that both have (Jaccard) and M 1 for equal sets, 2/3 when one holds
    the other, 1/3 when they overlap, 0 otherwise. Two empty sets are equal. Source: Passonneau (2006).

    Examples
    --------
    >>> measure_masi({"slb"}, {"slb"}), round(measure_masi({"slb"}, {"slb", "coach"}), 3)
    (0.0, 0.667)
    """
    one, two = frozenset(first), frozenset(second)
    if one == two:
        return 0.0
    common = one & two
    weight = 0.0 if not common else SUBSET if one <= two or two <= one else OVERLAP
    return 1 - len(common) / len(one | two) * weight


def count_coincidences(labels: np.ndarray, size: int) -> np.ndarray:
    """Return per unit how often values coincide among its coders: units × size × size.

    Each ordered pair of two coders of a unit counts 1 / (m - 1), with m the coders who decided on it; a unit
    with one coder counts nothing. Source: K. Krippendorff (2011), Computing Krippendorff's
    alpha-reliability: the matrix of observed coincidences.

    Parameters
    ----------
    labels : array of int
        Coders × units, the place of each value below `size`; -1 where a coder did not decide.

    Examples
    --------
    >>> count_coincidences(np.array([[0, 1], [1, 1]]), 2).tolist()
    [[[0.0, 1.0], [1.0, 0.0]], [[0.0, 0.0], [0.0, 2.0]]]
    """
    counts = (labels[:, :, None] == np.arange(size)).sum(axis=0).astype(float)
    coders = counts.sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(size)
    return pairs / np.where(coders > 1, coders - 1, 1)[:, None, None] * (coders > 1)[:, None, None]


def estimate_alpha(coincidences: np.ndarray, distance: np.ndarray) -> np.ndarray:
    """Return Krippendorff's alpha of summed coincidences; not a number when only one value occurs.

    alpha = 1 - D_o / D_e, with D_o = sum_ck o_ck d_ck / n and D_e = sum_ck n_c n_k d_ck / (n (n - 1)); o the
    coincidences, n_c the row sums, n their total. Source: Krippendorff (2011), see `count_coincidences`.

    Parameters
    ----------
    coincidences : array
        … × size × size; leading axes (resamples) stay.
    distance : array
        Size × size, 0 on the diagonal.

    Examples
    --------
    >>> units = count_coincidences(np.array([[0, 0, 1, 1], [0, 1, 1, 1]]), 2)
    >>> float(estimate_alpha(units.sum(axis=0), 1 - np.eye(2)).round(3))
    0.533
    """
    marginals = coincidences.sum(axis=-1)
    total = marginals.sum(axis=-1)
    observed = (coincidences * distance).sum(axis=(-1, -2))
    expected = np.einsum("...c,ck,...k->...", marginals, distance, marginals)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (total - 1) * observed / expected, np.nan)


def measure_distances(values: Sequence[Collection[str]]) -> np.ndarray:
    """Return the MASI distance of every two sets."""
    return np.array([[measure_masi(one, two) for two in values] for one in values]).reshape(len(values), -1)
