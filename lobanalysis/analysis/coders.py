"""The agreement of coders as tables: per domain and over all, and per code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from lobanalysis.analysis.agreement import (
    count_pair_tables,
    measure_agreement,
    measure_code_agreement,
)
from lobanalysis.analysis.bootstrap import draw_weights
from lobanalysis.analysis.ratings import Ratings, join_ratings, make_ratings
from lobanalysis.coding.codebook import Codebook, Domain

SEED = 2020
INTERVALS = [
    f"{name}{end}" for name in ("kappa", "alpha", "alpha_sets") for end in ("", "_low", "_high")
]  # fmt: skip
COUNTS = ["coders", "interviews", "codes", "decisions"]
COLUMNS = [
    "domain", "label", *COUNTS, "agreement", *INTERVALS, "both", "only_a", "only_b", "equal_sets",
]  # fmt: skip
CODE_COLUMNS = [
    "domain",
    "code",
    "label",
    "domain_label",
    *COUNTS[1:2],
    "agreement",
    *INTERVALS[:6],
    "both",
    "given",
]
TOTAL, TOTAL_LABEL = "totaal", "Alle domeinen"


@dataclass(frozen=True)
class Codings:
    """Who gave which code (interview_id, domain, code, coder) and who decided on what (without code)."""

    given: pd.DataFrame
    decisions: pd.DataFrame

    @property
    def coders(self) -> list[str]:
        """Return the coders, sorted."""
        return sorted(self.decisions["coder"].unique())

    @cached_property
    def _by_domain(self) -> tuple[dict[str, pd.DataFrame], ...]:
        return tuple(dict(list(frame.groupby("domain"))) for frame in (self.given, self.decisions))

    def select(self, domain: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return what was given and decided in a domain."""
        given, decided = self._by_domain
        return given.get(domain, self.given.iloc[:0]), decided.get(domain, self.decisions.iloc[:0])

    def rate(self, domain: Domain, coders: Sequence[str]) -> Ratings:
        """Return the ratings of a domain on the interviews that at least two of the coders decided on."""
        key = domain.id, tuple(coders)
        if key not in self._rated:
            self._rated[key] = rate_shared(*self.select(domain.id), domain, coders)
        return self._rated[key]

    @cached_property
    def _rated(self) -> dict[tuple[str, tuple[str, ...]], Ratings]:
        return {}


def rate_shared(given: pd.DataFrame, decided: pd.DataFrame, domain: Domain, coders: Sequence[str]) -> Ratings:
    """Return the ratings of a domain, of which these are the rows, on what at least two decided on."""
    everyone = sorted(decided["interview_id"].unique().tolist())
    ratings = make_ratings(given, decided, domain.code_ids, coders, everyone, domain.single)
    return ratings.select_interviews(ratings.find_shared())


def rate_domains(
    codings: Codings, codebook: Codebook, coders: Sequence[str] = ()
) -> list[tuple[Domain, Ratings]]:
    """Return the ratings of each domain that at least two of the coders coded something of."""
    names, rated = list(coders) or codings.coders, []
    for domain in codebook.domains:
        ratings = codings.rate(domain, names)
        gave = (ratings.values == 1).any(axis=(1, 2))
        if gave.sum() >= 2:
            rated.append((domain, ratings))
    return rated


def count_coder_agreement(
    codings: Codings, codebook: Codebook, seed: int = SEED, coders: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the table of agreement: a row per domain that coders coded both, and the row "totaal".

    A decision is one interview times one code: does this code hold for this school or not. Decisions are
    pooled over the codes of the domain, so that rare codes weigh as much as they occur. Intervals come from
    resampling interviews.

    Examples
    --------
    >>> count_coder_agreement(codings, codebook)["kappa"]                        # doctest: +SKIP
    """
    rated = rate_domains(codings, codebook, coders)
    rows = [count_ratings(domain.id, domain.label, ratings, seed) for domain, ratings in rated]
    if rated:
        total = join_ratings([ratings for _, ratings in rated])
        equal = np.concatenate([find_equal_sets(ratings) for _, ratings in rated])
        row = count_ratings(TOTAL, TOTAL_LABEL, total, seed, sets=False)
        rows.append(row | {"equal_sets": equal.mean() if len(equal) else np.nan})
    return pd.DataFrame(rows, columns=COLUMNS)


def count_ratings(
    domain: str, label: str, ratings: Ratings, seed: int, sets: bool = True
) -> dict[str, object]:
    """Return the row of one domain in the table of agreement."""
    weights = draw_weights(len(ratings.interviews), seed)
    equal = find_equal_sets(ratings)
    return {
        "domain": domain, "label": label, **count_sizes(ratings),
        **measure_agreement(ratings, weights, sets=sets), **count_two(ratings),
        "equal_sets": equal.mean() if len(equal) else np.nan,
    }  # fmt: skip


def count_sizes(ratings: Ratings) -> dict[str, int]:
    """Return the numbers of coders, interviews, codes, and decisions that at least two coders made."""
    decided = (~np.isnan(ratings.values)).sum(axis=0) >= 2
    sizes = {"coders": len(ratings.coders), "interviews": len(ratings.interviews)}
    return sizes | {"codes": len(ratings.codes), "decisions": int(decided.sum())}


def count_two(ratings: Ratings) -> dict[str, object]:
    """Return how often both of two coders gave a code and only one did; nothing for more coders."""
    if len(ratings.coders) != 2:
        return {}
    table = count_pair_tables(ratings, ratings.list_pairs()).sum(axis=(0, 1)).astype(int)
    return {"both": int(table[1, 1]), "only_a": int(table[1, 0]), "only_b": int(table[0, 1])}


def find_equal_sets(ratings: Ratings) -> np.ndarray:
    """Return per interview whether all coders who decided gave exactly the same codes."""
    high, low = (np.where(np.isnan(ratings.values), fill, ratings.values) for fill in (-np.inf, np.inf))
    return (high.max(axis=0) == low.min(axis=0)).all(axis=1)


def count_code_agreement(
    codings: Codings, codebook: Codebook, seed: int = SEED, coders: Sequence[str] = ()
) -> pd.DataFrame:
    """Return the agreement per code: a row per code that at least one coder gave."""
    rows = []
    for domain, ratings in rate_domains(codings, codebook, coders):
        weights = draw_weights(len(ratings.interviews), seed)
        labels = {code.id: code.label for code in domain.codes}
        found = measure_code_agreement(ratings, weights)
        for code in ratings.codes:
            one = ratings.select_code(code)
            if (one.values == 1).any():
                row = {"domain": domain.id, "code": code, "label": labels[code], "domain_label": domain.label}
                row |= {**count_sizes(one), **found[code], **count_two(one)}
                rows.append(row | {"given": int((one.values == 1).sum())})
    return pd.DataFrame(rows, columns=CODE_COLUMNS)
