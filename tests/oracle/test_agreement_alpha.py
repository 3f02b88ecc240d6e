"""Are alpha and its intervals right? Against krippendorff, nltk, statsmodels and published examples."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance
from statsmodels.stats.inter_rater import cohens_kappa

from lobanalysis.analysis.agreement import measure_agreement, measure_code_agreement
from lobanalysis.analysis.alpha import (
    count_coincidences,
    estimate_alpha,
    measure_distances,
    measure_masi,
)
from lobanalysis.analysis.bootstrap import draw_weights
from lobanalysis.analysis.ratings import Ratings
from lobanalysis.analysis.set_alpha import list_coincidences

# K. Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C: four observers, twelve
# units, missing data (a point); nominal alpha 0.743.
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
ratings = st.lists(
    st.lists(st.sampled_from([None, "a", "b", "c"]), min_size=3, max_size=3), min_size=2, max_size=25
).map(lambda units: [list(row) for row in zip(*units, strict=True)])
code_sets = st.sets(st.sampled_from("abcd"), min_size=1).map(frozenset)


def label_values(values):
    """Return values of coders × units as places in the list of distinct values; None is missing."""
    known = {}
    labels = [
        [-1 if value is None else known.setdefault(value, len(known)) for value in row] for row in values
    ]
    return np.array(labels, dtype=int).reshape(len(values), -1), list(known)


def nominal(values):
    labels, known = label_values(values)
    units = count_coincidences(labels, len(known))
    return float(estimate_alpha(units.sum(axis=0), 1 - np.eye(len(known))))


def test_the_published_example_of_four_observers_gives_0_743():
    assert nominal(PUBLISHED) == pytest.approx(0.743, abs=0.0005)


@given(ratings)
def test_nominal_alpha_equals_that_of_krippendorff(values):
    ours = nominal(values)
    if not np.isnan(ours):
        codes = {"a": 0, "b": 1, "c": 2, None: np.nan}
        data = [[codes[value] for value in row] for row in values]
        theirs = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
        assert ours == pytest.approx(theirs, abs=1e-10)


@given(ratings)
def test_coincidences_listed_one_by_one_add_up_to_those_of_all_values(values):
    labels, known = label_values(values)
    whole = count_coincidences(labels, max(len(known), 1))
    weights = np.arange(whole.shape[0]) % 3
    listed = list_coincidences(labels, max(len(known), 1)).add(weights)
    assert listed == pytest.approx((whole * weights[:, None, None]).sum(axis=0))


@given(code_sets, code_sets)
def test_masi_equals_that_of_nltk(one, two):
    assert measure_masi(one, two) == pytest.approx(masi_distance(one, two), abs=1e-12)


@given(st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("abcd")))
def test_masi_is_symmetric_and_zero_only_for_equal_sets(one, two):
    assert measure_masi(one, two) == measure_masi(two, one)
    assert (measure_masi(one, two) == 0) == (one == two)
    assert 0 <= measure_masi(one, two) <= 1


@given(st.lists(st.tuples(code_sets, code_sets, code_sets), min_size=2, max_size=15))
def test_alpha_of_sets_equals_that_of_nltk(units):
    labels, known = label_values([list(row) for row in zip(*units, strict=True)])
    summed = count_coincidences(labels, len(known)).sum(axis=0)
    ours = float(estimate_alpha(summed, measure_distances(known)))
    if not np.isnan(ours):
        task = [(f"c{c}", f"u{u}", sets) for u, unit in enumerate(units) for c, sets in enumerate(unit)]
        theirs = AnnotationTask(task, distance=measure_masi).alpha()
        assert ours == pytest.approx(theirs, abs=1e-9)


def make(values):
    layers = np.array(values, dtype=float)
    coders = tuple("ABCDE"[: len(layers)])
    interviews = tuple(f"i-{n}" for n in range(layers.shape[1]))
    return Ratings(coders, interviews, tuple(f"c{n}" for n in range(layers.shape[2])), layers)


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_kappa_of_three_coders_is_the_mean_of_the_pairs_of_statsmodels(seed):
    values = np.random.Generator(np.random.PCG64(seed)).integers(0, 2, size=(3, 8, 4))
    theirs = []
    for one, two in ((0, 1), (0, 2), (1, 2)):
        a, b = values[one].ravel(), values[two].ravel()
        table = [[int(((a == x) & (b == y)).sum()) for y in (0, 1)] for x in (0, 1)]
        theirs.append(cohens_kappa(table).kappa)
    found = measure_agreement(make(values), draw_weights(8, 1, 10))
    assert found["kappa"] == pytest.approx(np.mean(theirs), abs=1e-12)


def test_a_missing_decision_leaves_only_its_own_pair_out():
    whole = [[[1, 0], [1, 1], [0, 0]], [[1, 0], [1, 0], [0, 0]]]
    missing = [[*layer, [0, 1]] for layer in whole]
    missing[1][3] = [np.nan, np.nan]
    one, two = (measure_agreement(make(v), np.ones((1, len(v[0])))) for v in (whole, missing))
    assert one["kappa"] == two["kappa"] and one["alpha"] == two["alpha"]
    assert one["alpha_sets"] == two["alpha_sets"]


def test_intervals_come_from_the_seed_and_hold_the_estimate():
    values = np.random.Generator(np.random.PCG64(3)).integers(0, 2, size=(2, 30, 5))
    values[1] = np.where(
        np.random.Generator(np.random.PCG64(4)).random((30, 5)) < 0.8, values[0], 1 - values[0]
    )
    one, again, other = (measure_agreement(make(values), draw_weights(30, seed)) for seed in (1, 1, 2))
    assert one == again and one["kappa_low"] != other["kappa_low"]
    assert one["kappa_low"] < one["kappa"] < one["kappa_high"]


def test_the_interval_covers_a_known_kappa_in_most_samples():
    random = np.random.Generator(np.random.PCG64(5))
    covered = 0
    for sample in range(60):
        first = random.random((40, 3)) < 0.5
        second = np.where(random.random((40, 3)) < 0.85, first, ~first)  # agreement 0.85, chance 0.5
        found = measure_agreement(make([first, second]), draw_weights(40, sample, 300))
        covered += found["kappa_low"] <= 0.7 <= found["kappa_high"]
    assert covered >= 51


def test_each_code_measured_at_once_is_as_measured_alone():
    values = np.random.default_rng(3).integers(0, 2, size=(3, 40, 4)).astype(float)
    values[2, :10] = np.nan
    both, weights = make(values), draw_weights(40, 1, 200)
    at_once = measure_code_agreement(both, weights)
    for code in both.codes:
        assert at_once[code] == measure_agreement(both.select_code(code), weights, sets=False)


def test_no_alpha_is_computed_where_it_is_not_asked_for():
    found = measure_agreement(make(np.eye(2)[None].repeat(2, axis=0)), draw_weights(2, 1, 10), alphas=False)
    assert set(found) == {"agreement", "kappa", "kappa_low", "kappa_high"}
