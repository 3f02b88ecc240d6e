"""The numbers that the prose may quote: counts, shares and order, without a word about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from lobanalysis.analysis.counts import count_mentions, count_schools, count_schools_with, estimate_share
from lobanalysis.analysis.group_differences import find_differences
from lobanalysis.analysis.groups import Group
from lobanalysis.coding.codebook import Domain, Indicator

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


def add_definitions(rows: Mapping[str, Numbers], indicators: Iterable[Indicator]) -> Numbers:
    """Return rows by indicator with their definition: at least how many of how many codes."""
    known = {each.id: {"at_least": each.at_least, "of": len(each.codes)} for each in indicators}
    return {name: {**row, **known[name]} for name, row in rows.items()}


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
        domain: {variable: find_differences(result, variable) for variable in variables}
        for domain, result in results.items()
    }


def list_agreement_numbers(agreement: pd.DataFrame) -> Numbers:
    """Return agreement, kappa and sizes per domain; "totaal" also has its number of domains.

    `neither` is the share of the decisions in which neither coder gave the code.
    """
    rows = {
        row["domain"]: {**row, "domeinen": 1, "neither": estimate_neither(row)}
        for row in agreement.to_dict("records")
    }
    if "totaal" in rows:
        rows["totaal"]["domeinen"] = len(rows) - 1
    return rows


def estimate_neither(row: Mapping[str, int]) -> float:
    """Return the share of the decisions in which neither coder gave the code.

    Examples
    --------
    >>> estimate_neither({"decisions": 10, "both": 2, "only_a": 1, "only_b": 1})
    0.6
    """
    given = row["both"] + row["only_a"] + row["only_b"]
    return (row["decisions"] - given) / row["decisions"] if row["decisions"] else 0.0


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
