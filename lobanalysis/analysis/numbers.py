"""The numbers that the prose may quote: counts, shares and order, without a word about them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lobanalysis.analysis.counts import count_mentions, count_schools, count_schools_with, estimate_share
from lobanalysis.analysis.group_differences import find_differences
from lobanalysis.analysis.groups import Group
from lobanalysis.coding.codebook import Domain

Numbers = dict[str, object]


def count_share(n: int, base: int, label: str = "") -> Numbers:
    """Return a count with its base, share and label.

    Examples
    --------
    >>> count_share(11, 44, "Coach")
    {'n': 11, 'base': 44, 'share': 0.25, 'label': 'Coach'}
    """
    return {"n": int(n), "base": int(base), "share": estimate_share(int(n), int(base)), "label": label}


def count_domain_numbers(domain: Domain, membership: pd.DataFrame, asked: pd.Series) -> Numbers:
    """Return the numbers of a domain: its bases, schools with any code, each code, and the codes by rank.

    `alle` and `ranks` leave excluding codes ("geen") out; ranks hold the codes with at least one school,
    most mentioned first, among equals in the order of the codebook.
    """
    counts, base = count_schools(membership), len(membership)
    codes = {code.id: count_share(counts[code.id], base, code.label) for code in domain.codes}
    mentions = count_mentions(membership[list(domain.open_codes)])
    any_code = count_schools_with(membership, domain.open_codes)
    return {
        "label": domain.label,
        "single": domain.single,
        "provisional": domain.provisional,
        "exclusive": list(domain.exclusive),
        "basis": base,
        "bevraagd": int(asked.sum()),
        "vermeldingen": mentions,
        "gemiddeld": estimate_share(mentions, any_code) if any_code else 0.0,
        "alle": count_share(any_code, base, domain.label),
        "codes": codes,
        "ranks": sorted((c for c in domain.open_codes if counts[c]), key=lambda code: -counts[code]),
    }


def list_indicator_numbers(indicators: pd.DataFrame) -> Numbers:
    """Return count, base, share and label of each indicator, for all schools."""
    rows = indicators[(indicators["group_variable"] == "all") & (indicators["base_kind"] == "all_schools")]
    return {row.indicator: count_share(row.n, row.base, row.label) for row in rows.itertuples()}


def list_group_numbers(groups: Mapping[str, list[Group]]) -> Numbers:
    """Return size, label and population of each group of each variable."""
    return {
        variable: {
            group.id: {"n": group.base, "label": group.label, "population": group.population}
            for group in members
        }
        for variable, members in groups.items()
    }


def list_differences(results: Mapping[str, pd.DataFrame], variables: list[str]) -> Numbers:
    """Return per domain and group variable the differences worth mentioning, largest first."""
    return {
        domain: {variable: find_differences(result, variable).to_dict("records") for variable in variables}
        for domain, result in results.items()
    }


def list_agreement_numbers(agreement: pd.DataFrame) -> Numbers:
    """Return agreement, kappa and sizes per domain; "totaal" also has its number of domains."""
    rows = {row["domain"]: {**row, "domeinen": 1} for row in agreement.to_dict("records")}
    if "totaal" in rows:
        rows["totaal"]["domeinen"] = len(rows) - 1
    return rows


def list_pair_numbers(pairs: pd.DataFrame) -> Numbers:
    """Return agreement and kappa over all domains per kind of pair of coders, rules and model."""
    total = pairs[pairs["domain"] == "totaal"].set_index("pair", drop=False)
    counts = pairs["pair"].value_counts()
    return {kind: {**row, "domeinen": int(counts[kind]) - 1} for kind, row in total.to_dict("index").items()}


def list_source_numbers(sources: pd.DataFrame) -> Numbers:
    """Return the codes of all domains together by source."""
    rows = sources[sources["domain"] == "all"]
    total = int(rows["n"].sum())
    return {row.source: count_share(row.n, total) for row in rows.itertuples()}
