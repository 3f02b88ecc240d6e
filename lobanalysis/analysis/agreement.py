"""How far coders who did not see each other's work agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from lobanalysis.analysis.alpha import count_coincidences, estimate_alpha, label_values, measure_distances
from lobanalysis.analysis.bootstrap import estimate_with_interval
from lobanalysis.analysis.ratings import Ratings

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


def count_code_coincidences(ratings: Ratings) -> np.ndarray:
    """Return the coincidences of yes and no per interview, over its codes: interviews × 2 × 2."""
    coders, interviews, codes = ratings.values.shape
    labels = np.where(np.isnan(ratings.values), -1, ratings.values).astype(int).reshape(coders, -1)
    return count_coincidences(labels, 2).reshape(interviews, codes, 2, 2).sum(axis=1)


def count_set_coincidences(ratings: Ratings) -> tuple[np.ndarray, np.ndarray]:
    """Return the coincidences of whole sets of codes per interview, and the distance of every two sets.

    In a domain with one code per interview two sets are equal or not (nominal); otherwise MASI.
    """
    sets = [[find_set(row, ratings.codes) for row in coder] for coder in ratings.values]
    labels, known = label_values(sets)
    distance = 1 - np.eye(len(known)) if ratings.single else measure_distances(known)
    return count_coincidences(labels, len(known)), distance


def find_set(row: np.ndarray, codes: Sequence[str]) -> frozenset[str] | None:
    """Return the codes that a coder gave an interview; None when the coder did not decide."""
    if np.isnan(row).all():
        return None
    return frozenset(code for code, value in zip(codes, row, strict=True) if value == 1)


def measure_agreement(
    ratings: Ratings, weights: np.ndarray, pairs: Sequence[tuple[str, str]] = (), sets: bool = True
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
    parts = count_code_coincidences(ratings)
    add_estimate(found, "alpha", lambda summed: estimate_alpha(summed, BINARY), parts, weights)
    if sets:
        parts, distance = count_set_coincidences(ratings)
        add_estimate(found, "alpha_sets", lambda summed: estimate_alpha(summed, distance), parts, weights)
    return found


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
