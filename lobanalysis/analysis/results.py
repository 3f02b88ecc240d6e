"""The result table of a domain: counts, bases, shares and intervals, for all schools and per group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from lobanalysis.analysis.attack import Published
from lobanalysis.analysis.counts import count_mentions, count_schools, estimate_share
from lobanalysis.analysis.disclosure import Cell
from lobanalysis.analysis.groups import ALL, Group
from lobanalysis.analysis.intervals import estimate_interval
from lobanalysis.analysis.study import Study
from lobanalysis.analysis.suppression import publish_domain, suppress_codes
from lobanalysis.coding.codebook import Domain

COLUMNS = [
    "wave", "indicator", "domain", "code", "label", "group_variable", "group", "group_label", "n", "base",
    "base_kind", "share", "ci_low", "ci_high", "shown", "shown_as", "reason",
]  # fmt: skip


def count_domain(study: Study, domain: Domain) -> pd.DataFrame:
    """Return the result table of a domain, in the order of the codebook.

    For all schools with each base (all schools, asked schools, and mentions for a multi-response), then per
    group with all schools of the group as base, small cells suppressed.

    Examples
    --------
    >>> count_domain(study, study.codebook.domain("rol_begeleidend"))      # doctest: +SKIP
    """
    rows = [*list_national_rows(study, domain)]
    for variable, groups in study.groups.items():
        if may_break_down(study, domain.id, variable):
            rows.extend(list_group_rows(study, domain, groups))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"n": "Int64", "base": "Int64", "shown": bool})


def may_break_down(study: Study, domain: str, variable: str) -> bool:
    """Return whether a domain may be broken down by a variable: two groups or more, not by itself."""
    return len(study.groups[variable]) > 1 and study.wave.groups[variable].source != domain


def list_national_rows(study: Study, domain: Domain) -> Iterator[dict[str, object]]:
    """Yield the rows for all schools: every code with every base that the domain has."""
    membership, asked = study.membership[domain.id], study.asked[domain.id]
    bases = {"all_schools": (count_schools(membership), len(membership))}
    bases["asked_schools"] = (count_schools(membership[asked]), int(asked.sum()))
    if not domain.single:
        bases["mentions"] = (count_schools(membership), count_mentions(membership))
    for base_kind, (counts, base) in bases.items():
        for code in domain.codes:
            yield make_shown_row(
                study, (f"{domain.id}.{code.id}", domain.id, code.id, code.label), study.everyone,
                int(counts[code.id]), base, base_kind,
            )  # fmt: skip


def list_group_rows(study: Study, domain: Domain, groups: Sequence[Group]) -> Iterator[dict[str, object]]:
    """Yield the rows of every group of one variable, suppressed."""
    counts = count_groups(study.membership[domain.id], groups)
    cells = suppress_domain(study, domain, groups).cells
    for column, group in enumerate(groups):
        for row, code in enumerate(domain.codes):
            name = (f"{domain.id}.{code.id}", domain.id, code.id, code.label)
            yield make_row(study, name, group, counts[row][column], cells[row][column])


def count_groups(membership: pd.DataFrame, groups: Sequence[Group]) -> list[list[int]]:
    """Return the number of schools per code (rows) and group (columns)."""
    columns = [count_schools(membership.loc[list(group.interviews)]) for group in groups]
    return [[int(column[code]) for column in columns] for code in membership.columns]


def suppress_domain(study: Study, domain: Domain, groups: Sequence[Group]) -> Published:
    """Return what is shown of a domain by the groups of one variable."""
    counts, bases = count_groups(study.membership[domain.id], groups), [group.base for group in groups]
    single, minimum = domain.single, study.wave.disclosure.minimum
    where = f"{domain.id} by {groups[0].variable}"
    cells = suppress_codes(counts, bases, single_choice=single, minimum=minimum, where=where)
    return publish_domain(counts, bases, cells, single_choice=single)


def make_row(
    study: Study, name: tuple[str, str, str, str], group: Group, n: int, cell: Cell
) -> dict[str, object]:
    """Return the row of a group: with its count when that is shown, otherwise with its class only."""
    if cell.shown:
        return make_shown_row(study, name, group, n, group.base, "all_schools")
    row = make_shown_row(study, name, group, 0, group.base, "all_schools")
    nothing = {"n": None, "share": None, "ci_low": None, "ci_high": None}
    return {**row, **nothing, "shown": False, "shown_as": cell.text, "reason": cell.reason}


def make_shown_row(
    study: Study, name: tuple[str, str, str, str], group: Group, n: int, base: int, base_kind: str
) -> dict[str, object]:
    """Return a row with its count, share and (when the base is the whole group) interval."""
    indicator, domain, code, label = name
    low = high = None
    if base_kind == "all_schools" and group.population is not None:
        low, high = estimate_interval(n, base, group.population)
    return {
        "wave": study.wave.wave, "indicator": indicator, "domain": domain, "code": code, "label": label,
        "group_variable": group.variable if group.id != ALL else ALL, "group": group.id,
        "group_label": group.label, "n": n, "base": base, "base_kind": base_kind,
        "share": estimate_share(n, base), "ci_low": low, "ci_high": high,
        "shown": True, "shown_as": str(n), "reason": "",
    }  # fmt: skip
