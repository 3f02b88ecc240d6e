"""Human against human beside human against rule and against a model's suggestion, and slips of coders."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lobanalysis.analysis.agreement import measure_agreement
from lobanalysis.analysis.bootstrap import draw_weights
from lobanalysis.analysis.coders import (
    SEED,
    TOTAL,
    TOTAL_LABEL,
    Codings,
    count_sizes,
    rate_domains,
    rate_shared,
)
from lobanalysis.analysis.ratings import Ratings, join_ratings
from lobanalysis.coding.codebook import Codebook, Domain

PAIR_COLUMNS = [
    "pair", "domain", "label", "interviews", "codes", "decisions", "agreement",
    "kappa", "kappa_low", "kappa_high",
]  # fmt: skip
HUMAN_HUMAN, HUMAN_RULE, HUMAN_SUGGESTION = "human_human", "human_rule", "human_suggestion"
MACHINES = {"rule": HUMAN_RULE, "suggestion": HUMAN_SUGGESTION}


def count_pair_agreement(
    codings: Codings, machines: Codings, codebook: Codebook, seed: int = SEED
) -> pd.DataFrame:
    """Return human against human beside human against rule and against suggestion, on the same interviews.

    Agreement and kappa of a kind of pair are the means over its pairs: every two coders, or every coder with
    the rules (or the model). Domains that have no rules, or no suggestions, have no such row.
    """
    rows: list[dict[str, object]] = []
    humans = codings.coders
    groups: dict[str, list[Ratings]] = {}
    for domain, ratings in rate_domains(codings, codebook):
        for kind, pairs in list_kinds(humans, domain, machines).items():
            names = list(dict.fromkeys(name for pair in pairs for name in pair))
            part = ratings if kind == HUMAN_HUMAN else rate_both(codings, machines, domain, names)
            part = part.select_interviews(ratings.interviews)
            rows.append(count_pairs(kind, domain.id, domain.label, part, pairs, seed))
            groups.setdefault(kind, []).append(part)
    for kind, parts in groups.items():
        total = join_ratings(parts)
        pairs = list_kinds(humans, None, machines)[kind]
        rows.append(count_pairs(kind, TOTAL, TOTAL_LABEL, total, pairs, seed))
    return pd.DataFrame(rows, columns=PAIR_COLUMNS)


def rate_both(codings: Codings, machines: Codings, domain: Domain, names: Sequence[str]) -> Ratings:
    """Return the ratings of a domain by coders and machines together."""
    both = zip(codings.select(domain.id), machines.select(domain.id), strict=True)
    given, decided = (pd.concat(pair, ignore_index=True) for pair in both)
    return rate_shared(given, decided, domain, names)


def list_kinds(
    humans: Sequence[str], domain: Domain | None, machines: Codings
) -> dict[str, list[tuple[str, str]]]:
    """Return the kinds of pairs that can be compared in a domain (None: in any), each with its pairs."""
    decided = machines.decisions if domain is None else machines.select(domain.id)[1]
    there = set(decided["coder"].unique())
    pairs = [(one, two) for place, one in enumerate(humans) for two in humans[place + 1 :]]
    kinds = {HUMAN_HUMAN: pairs}
    return kinds | {
        kind: [(human, machine) for human in humans] for machine, kind in MACHINES.items() if machine in there
    }


def count_pairs(
    kind: str, domain: str, label: str, ratings: Ratings, pairs: Sequence[tuple[str, str]], seed: int
) -> dict[str, object]:
    """Return the row of one kind of pair in one domain."""
    weights = draw_weights(len(ratings.interviews), seed)
    found = measure_agreement(ratings, weights, pairs, alphas=False)
    return {"pair": kind, "domain": domain, "label": label, **count_sizes(ratings), **found}


def count_excluding_beside_others(given: pd.DataFrame, codebook: Codebook) -> int:
    """Return how often a coder put an excluding code beside other codes of its domain.

    Examples
    --------
    >>> count_excluding_beside_others(given, codebook)                           # doctest: +SKIP
    7
    """
    excluding = [f"{domain.id}.{code}" for domain in codebook.domains for code in domain.exclusive]
    sets = given.drop_duplicates(["coder", "interview_id", "domain", "code"])
    excludes = (sets["domain"] + "." + sets["code"]).isin(excluding)
    found = excludes.groupby([sets["coder"], sets["interview_id"], sets["domain"]]).agg(["size", "any"])
    return int(((found["size"] > 1) & found["any"]).sum())
