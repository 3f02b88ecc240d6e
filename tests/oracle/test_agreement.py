"""Is the agreement right? Against statsmodels and a published table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from lobanalysis.analysis.agreement import estimate_agreement, estimate_kappa

decisions = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=60)


def split(pairs):
    return np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])


@given(decisions)
def test_kappa_equals_that_of_statsmodels(pairs):
    first, second = split(pairs)
    table = [[int(((first == a) & (second == b)).sum()) for b in (True, False)] for a in (True, False)]
    ours = estimate_kappa(first, second)
    if not np.isnan(ours):
        with np.errstate(invalid="ignore", divide="ignore"):  # its standard error may be 0 / 0
            theirs = cohens_kappa(table).kappa
        assert ours == pytest.approx(theirs, abs=1e-12)


@given(decisions)
def test_agreement_and_kappa_are_symmetric_and_within_bounds(pairs):
    first, second = split(pairs)
    assert estimate_agreement(first, second) == estimate_agreement(second, first)
    assert 0 <= estimate_agreement(first, second) <= 1
    kappa = estimate_kappa(first, second)
    assert np.isnan(kappa) or -1 <= kappa <= 1
    assert np.isnan(kappa) or kappa == pytest.approx(estimate_kappa(second, first))


def test_the_grant_proposals_of_the_textbook_table_give_kappa_0_4():
    # 50 proposals, two readers: 20 both yes, 5 and 10 apart, 15 both no; the usual worked example.
    first = np.repeat([True, True, False, False], [20, 5, 10, 15])
    second = np.repeat([True, False, True, False], [20, 5, 10, 15])
    assert estimate_agreement(first, second) == pytest.approx(0.7)
    assert estimate_kappa(first, second) == pytest.approx(0.4)


def test_kappa_of_two_coders_who_never_decide_otherwise_is_not_a_number():
    assert np.isnan(estimate_kappa(np.array([True, True]), np.array([True, True])))
