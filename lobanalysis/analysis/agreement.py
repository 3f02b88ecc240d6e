"""How far coders who did not see each other's work agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from lobanalysis.analysis.alpha import count_coincidences, estimate_alpha
from lobanalysis.analysis.bootstrap import estimate_interval, estimate_with_interval, resample
from lobanalysis.analysis.ratings import Ratings
from lobanalysis.analysis.set_alpha import estimate_set_alpha

MEASURES = ("kappa", "alpha", "alpha_sets")
BINARY = 1 - np.eye(2)


def estimate_agreement(first: np.ndarray, second: np.ndarray) -> float:
    """Return the share of decisions in which both coders decided the same.

    Source: J. Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20(1), 37-46: p_o.

    Examples
    --------
    >>> estimate_agreement(np.array([True, False]), np.array([True, True]))
    0.5
    """
    return float(np.mean(first == second)) if first.size else float("nan")


def estimate_kappa(first: np.ndarray, second: np.ndarray) -> float:
    """Return Cohen's kappa of two coders over yes-or-no decisions; not a number when chance is all.

    kappa = (p_o - p_e) / (1 - p_e), with p_o the share of equal decisions and
    p_e = p_a p_b + (1 - p_a)(1 - p_b), where p_a and p_b are the shares of yes of either coder.
    Between -1 and 1; symmetric in the coders. Source: Cohen (1960), see `estimate_agreement`.

    Examples
    --------
    >>> estimate_kappa(np.array([1, 1, 0, 0], bool), np.array([1, 0, 0, 0], bool))
    0.5
    """
    return float(estimate_table_kappa(count_tables(np.stack([first, second])[:, None, :]).sum(axis=0)))


def count_tables(values: np.ndarray) -> np.ndarray:
    """Return the 2 × 2 table of two coders per interview, over the codes on which both decided.

    Parameters
    ----------
    values : array of float
        2 × interviews × codes, not a number where a coder did not decide.

    Examples
    --------
    >>> count_tables(np.array([[[1, 0]], [[1, 1]]])).tolist()
    [[[0.0, 1.0], [0.0, 1.0]]]
    """
    yes, no = values == 1, values == 0
    return np.stack(
        [np.stack([(a & b).sum(axis=1) for b in (no[1], yes[1])], axis=1) for a in (no[0], yes[0])], axis=1
    ).astype(float)


def estimate_table_agreement(tables: np.ndarray) -> np.ndarray:
    """Return the share of equal decisions of … × 2 × 2 tables."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return (tables[..., 0, 0] + tables[..., 1, 1]) / tables.sum(axis=(-1, -2))


def estimate_table_kappa(tables: np.ndarray) -> np.ndarray:
    """Return Cohen's kappa of … × 2 × 2 tables; not a number when chance is all."""
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = tables / tables.sum(axis=(-1, -2), keepdims=True)
        observed = shares[..., 0, 0] + shares[..., 1, 1]
        chance = (shares.sum(axis=-1) * shares.sum(axis=-2)).sum(axis=-1)
        return np.where(np.isclose(chance, 1, atol=1e-12), np.nan, (observed - chance) / (1 - chance))


def average_pairs(estimate: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    """Return an estimate over … × pairs × 2 × 2 tables: the mean of the pairs that have one.

    For more than two coders this is the kappa of R. J. Light (1971), Measures of response agreement for
    qualitative data, Psychological Bulletin 76(5), 365-377.
    """

    def estimate_mean(tables: np.ndarray) -> np.ndarray:
        found = estimate(tables)
        known = ~np.isnan(found)
        total = np.where(known, found, 0).sum(axis=-1)
        return np.where(known.any(axis=-1), total / np.maximum(known.sum(axis=-1), 1), np.nan)

    return estimate_mean


def count_pair_tables(ratings: Ratings, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """Return the tables of every two coders: interviews × pairs × 2 × 2."""
    places = {coder: place for place, coder in enumerate(ratings.coders)}
    tables = [count_tables(ratings.values[[places[one], places[two]]]) for one, two in pairs]
    return np.stack(tables, axis=1)


def count_code_tables(ratings: Ratings, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
    """Return the tables of every two coders per code: interviews × codes × pairs × 2 × 2."""
    coders, interviews, codes = ratings.values.shape
    places = {coder: place for place, coder in enumerate(ratings.coders)}
    alone = ratings.values.reshape(coders, -1, 1)
    tables = [count_tables(alone[[places[one], places[two]]]) for one, two in pairs]
    return np.stack(tables, axis=1).reshape(interviews, codes, -1, 2, 2)


def count_code_coincidences(ratings: Ratings) -> np.ndarray:
    """Return the coincidences of yes and no per interview and code: interviews × codes × 2 × 2."""
    coders, interviews, codes = ratings.values.shape
    labels = np.where(np.isnan(ratings.values), -1, ratings.values).astype(int).reshape(coders, -1)
    return count_coincidences(labels, 2).reshape(interviews, codes, 2, 2)


def measure_agreement(
    ratings: Ratings,
    weights: np.ndarray,
    pairs: Sequence[tuple[str, str]] = (),
    sets: bool = True,
    alphas: bool = True,
) -> dict[str, float]:
    """Return agreement, kappa, alpha and alpha of whole sets, each but the first with its interval.

    Parameters
    ----------
    weights : array
        Resamples of the interviews of `ratings`, see `draw_weights`.
    pairs : sequence, optional
        The pairs of coders that agreement and kappa are the mean of; by default every two.
    sets : bool
        Whether sets of codes can be compared; not those of several domains together.
    alphas : bool
        Whether alpha, and that of sets, is asked for.

    Examples
    --------
    >>> one = np.array([[[1, 0], [0, 0]], [[1, 1], [0, 0]]], dtype=float)
    >>> found = measure_agreement(Ratings(("A", "B"), ("i-1", "i-2"), ("slb", "coach"), one), np.ones((1, 2)))
    >>> found["agreement"], found["kappa"]
    (0.75, 0.5)
    """
    tables = count_pair_tables(ratings, pairs or ratings.list_pairs())
    found = {"agreement": float(average_pairs(estimate_table_agreement)(tables.sum(axis=0)))}
    add_estimate(found, "kappa", average_pairs(estimate_table_kappa), tables, weights)
    if alphas:
        parts = count_code_coincidences(ratings).sum(axis=1)
        add_estimate(found, "alpha", estimate_binary_alpha, parts, weights)
    if alphas and sets:
        value, (low, high) = estimate_set_alpha(ratings, weights)
        found |= {"alpha_sets": value, "alpha_sets_low": low, "alpha_sets_high": high}
    return found


def measure_code_agreement(ratings: Ratings, weights: np.ndarray) -> dict[str, dict[str, float]]:
    """Return per code its agreement, kappa and alpha, the last two with their intervals.

    As `measure_agreement` of each code alone, but all codes are resampled at once.
    """
    tables = count_code_tables(ratings, ratings.list_pairs())
    agreement = average_pairs(estimate_table_agreement)(tables.sum(axis=0))
    found = {code: {"agreement": float(value)} for code, value in zip(ratings.codes, agreement, strict=True)}
    for name, estimate, parts in (
        ("kappa", average_pairs(estimate_table_kappa), tables),
        ("alpha", estimate_binary_alpha, count_code_coincidences(ratings)),
    ):
        values, resampled = estimate(parts.sum(axis=0)), estimate(resample(parts, weights))
        for place, code in enumerate(ratings.codes):
            low, high = estimate_interval(resampled[:, place])
            found[code] |= {name: float(values[place]), f"{name}_low": low, f"{name}_high": high}
    return found


def estimate_binary_alpha(coincidences: np.ndarray) -> np.ndarray:
    """Return alpha of decisions of yes or no, from … × 2 × 2 coincidences."""
    return estimate_alpha(coincidences, BINARY)


def add_estimate(
    found: dict[str, float],
    name: str,
    estimate: Callable[[np.ndarray], np.ndarray],
    parts: np.ndarray,
    weights: np.ndarray,
) -> None:
    """Add a statistic and both ends of its interval to what was found."""
    value, (low, high) = estimate_with_interval(estimate, parts, weights)
    found |= {name: value, f"{name}_low": low, f"{name}_high": high}
