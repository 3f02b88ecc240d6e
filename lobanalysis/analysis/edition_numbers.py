"""The numbers that the prose of one group's edition may quote: those of its disclosed result rows, no others.

Everything here follows from what the result tables show of the group, so an edition adds nothing to what the
disclosure check has seen. What would need a hidden count (mentions, averages, other bases, combinations,
schools with any code where that is no shown indicator) does not exist in an edition.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from lobanalysis.analysis.classes import FEW
from lobanalysis.analysis.numbers import Numbers, add_definitions, count_share
from lobanalysis.coding.codebook import Codebook, Domain, Indicator

CELL_COLUMNS = ("n", "base", "label", "shown", "shown_as")
# What a result table shows: by group variable and group, then by code or indicator.
Rows = Mapping[tuple[str, str], Mapping[str, Numbers]]


def format_edition_id(variable: str, group: str) -> str:
    """Return the name of a group's edition, which is also its folder and its address.

    Examples
    --------
    >>> format_edition_id("kind", "roc")
    'kind-roc'
    """
    return f"{variable}-{group}"


def list_all_editions(
    codebook: Codebook, tables: Mapping[str, pd.DataFrame], wave: Numbers
) -> dict[str, Numbers]:
    """Return the numbers of every edition by its name, from nothing but the tables that may be shown."""
    codes = {name: list_rows(tables[f"result/{name}"], "code") for name in codebook.domain_ids}
    indicators = list_rows(tables["result/_indicators"], "indicator")
    return {
        group.edition: list_edition_numbers(codebook, codes, indicators, wave, group._asdict())
        for group in tables["groups"].itertuples(index=False)
    }


def list_edition_numbers(
    codebook: Codebook,
    codes: Mapping[str, Rows],
    of_indicators: Rows,
    wave: Numbers,
    group: Mapping[str, object],
) -> Numbers:
    """Return the numbers of one edition; `group` is its row of the table of groups."""
    place = str(group["variable"]), str(group["group"])
    indicators = of_indicators.get(place, {})
    whole = {each.domain: each.id for each in codebook.indicators if counts_any_code(each, codebook)}
    domains = {
        domain.id: list_domain_numbers(
            domain,
            codes[domain.id].get(place, {}),
            indicators.get(whole.get(domain.id, "")),
        )
        for domain in codebook.domains
    }
    return {
        "wave": wave,
        "edition": {
            **{key: str(group[key]) for key in ("edition", "variable", "group", "called")},
            "variable_label": str(group["variable_label"]),
            "label": str(group["group_label"]),
        },
        "n": count_group(int(group["n"]), group["population"]),
        "domains": domains,
        "indicators": add_definitions(indicators, codebook.indicators),
    }


def count_group(schools: int, population: object) -> Numbers:
    """Return the schools of a group, and those in the register where that is known.

    Examples
    --------
    >>> count_group(18, pd.NA), count_group(26, 52)["respons"]
    ({'scholen': 18}, 0.5)
    """
    if pd.isna(population):
        return {"scholen": schools}
    return {"scholen": schools, "register": int(population), "respons": schools / int(population)}


def counts_any_code(indicator: Indicator, codebook: Codebook) -> bool:
    """Return whether an indicator counts the schools with any code of its domain, excluding codes apart."""
    codes = codebook.domain(indicator.domain).open_codes
    return set(indicator.codes) == set(codes) and indicator.at_least == 1 and not indicator.also


def list_rows(table: pd.DataFrame, key: str) -> Rows:
    """Return what a result table shows of each group, by code or indicator; a hidden count has its class."""
    found: dict[tuple[str, str], dict[str, Numbers]] = {}
    kept = table[table["base_kind"].eq("all_schools")]
    columns = [kept[name].tolist() for name in ("group_variable", "group", key, *CELL_COLUMNS)]
    for variable, group, name, *cell in zip(*columns, strict=True):
        found.setdefault((variable, group), {})[name] = read_cell(*cell)
    return found


def read_cell(n: int, base: int, label: str, shown: bool, shown_as: str) -> Numbers:
    """Return count, base, share and label of a row, or only its class, base and label when it is hidden."""
    if shown:
        return count_share(n, base, label)
    return {"n": None, "base": int(base), "share": None, "label": label, "shown_as": shown_as}


def list_domain_numbers(domain: Domain, codes: Mapping[str, Numbers], any_code: Numbers | None) -> Numbers:
    """Return the codes of a domain, the schools with any code when that is shown, and the order if known."""
    numbers: Numbers = {"label": domain.label, "codes": dict(codes), **list_order(domain, codes)}
    if any_code and any_code["n"] is not None:
        numbers["alle"] = {**any_code, "label": domain.label}
    return numbers


def list_order(domain: Domain, codes: Mapping[str, Numbers]) -> Numbers:
    """Return the shown codes, most mentioned first, and whether these are all codes of the domain.

    The order stays away as soon as a hidden count might be among them: only "minder dan 3" is surely below
    every count that is shown. Excluding codes ("geen") take no part; among equals the codebook decides.
    """
    rows = [(code, codes[code]) for code in domain.open_codes if code in codes]
    hidden = [row for _, row in rows if row["n"] is None]
    if any(row["shown_as"] != FEW for row in hidden):
        return {"ranks": [], "complete": False}
    shown = sorted(((code, row["n"]) for code, row in rows if row["n"]), key=lambda item: -item[1])
    return {"ranks": [code for code, _ in shown], "complete": not hidden}
