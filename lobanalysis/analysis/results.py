"""The result table of a domain: counts, bases, shares and intervals, for all schools and per group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from lobanalysis.analysis.breakdowns import Breakdown
from lobanalysis.analysis.counts import count_mentions, count_schools, estimate_share
from lobanalysis.analysis.disclosure import Cell
from lobanalysis.analysis.groups import ALL, Group
from lobanalysis.analysis.intervals import estimate_interval
from lobanalysis.analysis.study import Study
from lobanalysis.coding.codebook import Domain

COLUMNS = [
    "wave", "indicator", "domain", "code", "label", "group_variable", "group", "group_label", "n", "base",
    "base_kind", "share", "ci_low", "ci_high", "shown", "shown_as", "reason",
]  # fmt: skip


def count_domain(study: Study, domain: Domain, breakdowns: Sequence[Breakdown]) -> pd.DataFrame:
    """Return the result table of a domain, in the order of the codebook.

    For all schools with each base (all schools, asked schools, and mentions for a multi-response), then per
    group with all schools of the group as base, small cells suppressed.

    Examples
    --------
    >>> domain = study.codebook.domain("rol_begeleidend")                        # doctest: +SKIP
    >>> count_domain(study, domain, find_breakdowns(study, domain))              # doctest: +SKIP
    """
    rows = [*list_national_rows(study, domain)]
    for breakdown in breakdowns:
        rows.extend(list_group_rows(study, domain, breakdown))
    return make_frame(rows)


def make_frame(rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Return rows as a result table, with counts that may be missing."""
    frame = pd.DataFrame(rows, columns=COLUMNS)
    shares = dict.fromkeys(["share", "ci_low", "ci_high"], float)
    return frame.astype({"n": "Int64", "base": "Int64", "shown": bool, **shares})


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


def list_group_rows(study: Study, domain: Domain, breakdown: Breakdown) -> Iterator[dict[str, object]]:
    """Yield the rows of every group of one variable, suppressed."""
    for column, group in enumerate(breakdown.groups):
        for row, code in enumerate(domain.codes):
            name = (f"{domain.id}.{code.id}", domain.id, code.id, code.label)
            yield make_row(study, name, group, breakdown.counts[row][column], breakdown.cells[row][column])


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
