"""Exact confidence intervals for a share of a finite population, drawn without replacement."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from lobanalysis.errors import AnalysisError

CONFIDENCE = 0.95
NEAR = 8
# Counts that lie so many standard deviations beyond the mean, and some more, have no chance worth adding.
FAR, MORE = 10, 40
ROUNDING = 1e-8


def estimate_interval(
    observed: int, sample: int, population: int, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """Return the lower and upper limit of the share in the population, by inverting two tests.

    The count X of schools with a code in a sample of n out of N schools, of which K have the code, is
    hypergeometric. With k observed and a = 1 - confidence the limits are

        lower = min{K : P(X >= k | N, K, n) > a/2} / N
        upper = max{K : P(X <= k | N, K, n) > a/2} / N

    (the tail method, as Clopper and Pearson have it for the binomial). Both tail chances are monotone in
    K, so that the interval covers the true share in at least `confidence` of the samples, whatever K is.

    Parameters
    ----------
    observed, sample, population : int
        k, n and N, in schools; 0 <= k <= n <= N and n >= 1.
    confidence : float
        Between 0 and 1.

    Raises
    ------
    AnalysisError
        When the three counts do not fit each other.

    Notes
    -----
    Sources: J. P. Buonaccorsi (1987), A note on confidence intervals for proportions in finite
    populations, The American Statistician 41(3), 215-218; W. Wang (2015), Exact optimal confidence
    intervals for hypergeometric parameters, Journal of the American Statistical Association 110(512),
    1491-1499 (shorter intervals exist; this one is the easiest to explain and to check).
    It takes who was not interviewed for a random part of the population, which is not certain.

    Examples
    --------
    >>> tuple(round(limit, 3) for limit in estimate_interval(18, 44, 60))
    (0.333, 0.483)
    """
    check_counts(observed, sample, population)
    lower, upper = find_limits(observed, sample, population, confidence)
    return lower / population, upper / population


def check_counts(observed: int, sample: int, population: int) -> None:
    """Raise AnalysisError unless 0 <= observed <= sample <= population and the sample is not empty.

    Examples
    --------
    >>> check_counts(18, 44, 60)
    """
    if not (0 <= observed <= sample <= population and sample >= 1):
        raise AnalysisError(
            "confidence interval",
            f"observed {observed}, sample {sample} and population {population} do not fit each other",
            "0 <= observed <= sample <= population, sample at least 1",
            "compare the register with the interviews of this group",
        )


@lru_cache(maxsize=4096)
def find_limits(observed: int, sample: int, population: int, confidence: float) -> tuple[int, int]:
    """Return the smallest and largest number of schools in the population that the tests do not reject.

    Examples
    --------
    >>> find_limits(0, 44, 60, 0.95)
    (0, 2)
    """
    tail = (1 - confidence) / 2
    beyond = tail * (1 + ROUNDING)  # a chance of exactly the tail is none beyond it
    least, most = observed, population - sample + observed

    def is_not_too_small(having: np.ndarray) -> np.ndarray:
        return 1 - count_chance(observed - 1, sample, population, having) > beyond

    def is_too_large(having: np.ndarray) -> np.ndarray:
        return count_chance(observed, sample, population, having) <= beyond

    low, high = guess_limits(observed, sample, population, tail)
    lower = find_first(is_not_too_small, least, most, low)
    return lower, find_first(is_too_large, least, most + 1, high + 1) - 1


def count_chance(observed: int, sample: int, population: int, having: np.ndarray) -> np.ndarray:
    """Return P(X <= observed), for each number of schools that have the code.

    The chances of one side are added, that without the mean. Loading `scipy.stats` for them would take longer
    than all intervals of a wave.

    Examples
    --------
    >>> count_chance(0, 2, 4, np.array([1, 2])).round(4).tolist()
    [0.5, 0.1667]
    """
    spread = math.sqrt(sample * (population - sample) / max(population - 1, 1)) / 2
    width, below = math.ceil(FAR * spread) + MORE, observed < sample * having / population
    chances = np.empty(len(having))
    if below.any():
        counts = np.arange(max(observed - width, 0), observed + 1)
        chances[below] = add_chances(counts, sample, population, having[below])
    if not below.all():
        counts = np.arange(observed + 1, min(observed + width, sample) + 1)
        chances[~below] = 1 - add_chances(counts, sample, population, having[~below])
    return chances


def add_chances(counts: np.ndarray, sample: int, population: int, having: np.ndarray) -> np.ndarray:
    """Return the chance that X is one of some counts, for each number of schools that have the code."""
    logs = list_log_factorials(population)

    def choose(number: np.ndarray | int, part: np.ndarray | int) -> np.ndarray:
        return logs[number] - logs[part] - logs[number - part]

    with_code = counts[:, None]
    without, lacking = sample - with_code, population - having
    possible = (with_code <= having) & (without <= lacking)
    logarithms = choose(having, with_code) + choose(lacking, without) - choose(population, sample)
    return np.exp(np.where(possible, logarithms, -np.inf)).sum(axis=0)


@lru_cache(maxsize=16)
def list_log_factorials(most: int) -> np.ndarray:
    """Return the natural logarithms of 0!, 1!, … up to that of `most`."""
    return np.array([math.lgamma(number + 1) for number in range(most + 1)])


def guess_limits(observed: int, sample: int, population: int, tail: float) -> tuple[int, int]:
    """Return about where the limits are, by the normal approximation: the search begins there.

    Examples
    --------
    >>> guess_limits(18, 44, 60, 0.025)
    (20, 29)
    """
    share, left = observed / sample, (population - sample) / max(population - 1, 1)
    margin = NormalDist().inv_cdf(1 - tail) * math.sqrt(share * (1 - share) / sample * left) * population
    return round(share * population - margin), round(share * population + margin)


def find_first(holds: Callable[[np.ndarray], np.ndarray], low: int, high: int, guess: int = 0) -> int:
    """Return the first whole number of low..high for which `holds`; it is false before and true after.

    `high` comes out when none before it holds. Numbers near `guess` are asked first, some at once: in a large
    population most limits are found with one question.

    Examples
    --------
    >>> find_first(lambda number: number >= 7, 0, 10)
    7
    """
    numbers = np.arange(max(low, guess - NEAR), min(high, guess + NEAR))
    while low < high:
        numbers = numbers if len(numbers) else np.unique(np.linspace(low, high - 1, 3, dtype=int))
        place = int(np.argmax(np.append(holds(numbers), True)))
        low, high = (
            int(numbers[place - 1]) + 1 if place else low,
            int(numbers[place]) if place < len(numbers) else high,
        )
        numbers = numbers[:0]
    return low
