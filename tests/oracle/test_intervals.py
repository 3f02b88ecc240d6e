"""Is the interval right? By enumeration, and against the hypergeometric chances themselves."""

from math import comb

import numpy as np
import pytest
from scipy.stats import hypergeom

from lobanalysis.analysis.intervals import count_chance, estimate_interval
from lobanalysis.errors import AnalysisError


def chance(observed, population, having, sample):
    return comb(having, observed) * comb(population - having, sample - observed) / comb(population, sample)


@pytest.mark.parametrize(("population", "sample"), [(60, 44), (36, 26), (24, 18), (10, 6)])
def test_the_interval_covers_every_possible_share_in_95_percent_of_the_samples(population, sample):
    intervals = [estimate_interval(observed, sample, population) for observed in range(sample + 1)]
    for having in range(population + 1):
        covered = sum(
            chance(observed, population, having, sample)
            for observed in range(max(0, sample - population + having), min(sample, having) + 1)
            if intervals[observed][0] - 1e-12 <= having / population <= intervals[observed][1] + 1e-12
        )
        assert covered >= 0.95


@pytest.mark.parametrize("observed", [0, 1, 18, 43, 44])
def test_the_limits_are_the_outermost_numbers_that_the_tails_do_not_reject(observed):
    population, sample = 60, 44
    kept = [
        having
        for having in range(observed, population - sample + observed + 1)
        if sum(chance(k, population, having, sample) for k in range(observed, min(sample, having) + 1))
        > 0.025
        and sum(chance(k, population, having, sample) for k in range(observed + 1) if k <= having) > 0.025
    ]
    assert estimate_interval(observed, sample, population) == (min(kept) / 60, max(kept) / 60)


def test_a_whole_population_leaves_no_uncertainty():
    assert estimate_interval(7, 20, 20) == (0.35, 0.35)


def test_more_interviews_than_schools_is_an_error():
    with pytest.raises(AnalysisError, match="do not fit"):
        estimate_interval(3, 12, 10)


@pytest.mark.parametrize(("population", "sample"), [(60, 44), (97, 13), (6000, 4400), (40000, 29000)])
def test_the_chances_are_those_of_scipy(population, sample):
    for observed in (0, 1, sample // 3, sample - 1, sample):
        having = np.linspace(observed, population - sample + observed, 40, dtype=int)
        expected = hypergeom.cdf(observed, population, having, sample)
        assert count_chance(observed, sample, population, having) == pytest.approx(expected, abs=1e-9)


def test_a_chance_of_exactly_the_tail_does_not_count_as_more():
    # P(X = 0) is 1 - 39/40 when one of 40 schools has the code and 39 are interviewed.
    assert estimate_interval(0, 39, 40) == (0, 0)
