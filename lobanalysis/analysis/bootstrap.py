"""Intervals by resampling interviews: the same draws from the same seed, on every machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

DRAWS = 1000
LEVEL = 0.95
Interval = tuple[float, float]


@lru_cache(maxsize=2)  # most domains have the same number of interviews
def draw_weights(interviews: int, seed: int, draws: int = DRAWS) -> np.ndarray:
    """Return how often each interview is in each resample: draws × interviews; each row adds to `interviews`.

    Source: B. Efron & R. Tibshirani (1993), An introduction to the bootstrap, chapter 6.

    Examples
    --------
    >>> draw_weights(3, seed=1, draws=2).sum(axis=1).tolist()
    [3.0, 3.0]
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    weights = np.empty((draws, interviews))
    for row in weights:
        row[:] = np.bincount(generator.integers(interviews, size=interviews), minlength=interviews)
    weights.flags.writeable = False
    return weights


def resample(parts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the sums of per-interview parts in each resample: draws × what one part is.

    Examples
    --------
    >>> resample(np.array([[1.0], [10.0]]), np.array([[2, 0], [1, 1]])).tolist()
    [[2.0], [11.0]]
    """
    return (weights @ parts.reshape(len(parts), -1)).reshape(len(weights), *parts.shape[1:])


def estimate_interval(estimates: np.ndarray, level: float = LEVEL) -> Interval:
    """Return the percentile interval of resampled estimates; not numbers when most cannot be computed.

    Source: Efron & Tibshirani (1993), chapter 13.

    Examples
    --------
    >>> [round(end, 3) for end in estimate_interval(np.linspace(0, 1, 101), level=0.9)]
    [0.05, 0.95]
    """
    known = estimates[~np.isnan(estimates)]
    if len(known) < max(1, len(estimates) / 2):
        return float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def estimate_with_interval(
    estimate: Callable[[np.ndarray], np.ndarray], parts: np.ndarray, weights: np.ndarray
) -> tuple[float, Interval]:
    """Return a statistic of summed parts, and its interval from the resamples."""
    return float(estimate(parts.sum(axis=0))), estimate_interval(
        np.asarray(estimate(resample(parts, weights)))
    )
