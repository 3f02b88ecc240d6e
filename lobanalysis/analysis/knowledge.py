"""What a reader knows of each domain, read from the published tables."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from lobanalysis.analysis.breakdowns import list_indicators
from lobanalysis.analysis.classes import FEW, NEARLY_ALL, SOME
from lobanalysis.analysis.disclosure import FOLLOWS, HIDDEN, SMALL, Cell, show_count
from lobanalysis.analysis.exchanges import Exchange, find_reached
from lobanalysis.analysis.exchanges import list_rows as list_rows_of
from lobanalysis.analysis.groups import ALL
from lobanalysis.analysis.known import Knowledge, Place
from lobanalysis.analysis.links import find_links
from lobanalysis.analysis.study import Study
from lobanalysis.coding.codebook import Domain

OTHERS = "andere combinaties"


def read_cell(n: object, shown_as: str, base: int, minimum: int = 3) -> Cell:
    """Return what a reader knows of a count from what a table prints.

    Examples
    --------
    >>> cell = read_cell(None, "vrijwel alle", 26)
    >>> cell.low, cell.high, read_cell(4.0, "4", 26).text
    (24, 26, '4')
    """
    if not pd.isna(n) and n != "":
        return show_count(int(float(str(n))))
    limits = {
        FEW: (0, min(minimum - 1, base)),
        SOME: (minimum, base),
        NEARLY_ALL: (max(base - minimum + 1, 0), base),
    }
    reason = SMALL if shown_as in (FEW, NEARLY_ALL) else FOLLOWS
    return Cell(*limits.get(shown_as, (0, base)), shown_as, reason)


def list_rows(study: Study, domain: Domain) -> list[str | None]:
    """Return the indicator of each row: the codes, None for the schools without one, the indicators."""
    codes = [f"{domain.id}.{code.id}" for code in domain.codes]
    return [*codes, *([None] if domain.single else []), *(i.id for i in list_indicators(study, domain))]


def read_knowledge(
    study: Study, domain: Domain, tables: Mapping[str, pd.DataFrame], sizes: pd.DataFrame | None = None
) -> Knowledge:
    """Return what a reader knows of a domain.

    Parameters
    ----------
    tables : mapping of DataFrame
        The published tables by name: result/<domain>, result/_indicators, combinations/<domain>.
    sizes : DataFrame, optional
        The result table of the domain that groups are made of, which tells how groups cross.
    """
    published = pd.concat([tables[f"result/{domain.id}"], tables["result/_indicators"]])
    published = published[published["base_kind"] == "all_schools"]
    rows = list_rows(study, domain)
    bases = {
        variable: {group.id: group.base for group in groups} for variable, groups in study.groups.items()
    }
    national = published[published["group_variable"] == ALL].set_index("indicator")["n"]
    totals = [0 if row is None else int(national[row]) for row in rows]
    first = len(domain.codes) + domain.single
    if domain.single:
        totals[first - 1] = len(study.interviews) - sum(totals[: first - 1])
    place_of = {row: number for number, row in enumerate(rows) if row is not None}
    cells: dict[Place, Cell] = {}
    for item in published[published["group_variable"] != ALL].itertuples():
        if item.indicator in place_of:
            cells[place_of[item.indicator], item.group_variable, item.group] = read_cell(
                item.n, item.shown_as, int(item.base)
            )
    if domain.single:
        for variable in {place[1] for place in cells}:
            for group, base in bases[variable].items():
                cells[first - 1, variable, group] = Cell(0, base, HIDDEN, FOLLOWS)
    codes = [code.id for code in domain.codes]
    exclusive = [codes.index(code) for code in domain.exclusive]
    return Knowledge(
        bases,
        totals,
        cells,
        first if domain.single else 0,
        find_links(domain, list_indicators(study, domain)),
        [(one, other) for one in exclusive for other in range(len(codes)) if other != one],
        read_combinations(tables.get(f"combinations/{domain.id}"), codes),
        len(codes),
        {} if sizes is None else read_sizes(study, sizes),
        find_members(study, domain, codes),
    )


def read_combinations(
    table: pd.DataFrame | None, codes: list[str]
) -> list[tuple[tuple[int, ...] | None, int]]:
    """Return which rows go together how often; None for the joined others."""
    if table is None:
        return []
    found = []
    for item in table.itertuples():
        held = [] if pd.isna(item.codes) or not item.codes else item.codes.split("|")
        rows = tuple(codes.index(code) for code in held)
        found.append((rows if rows or item.combination != OTHERS else None, int(item.n)))
    return found


def find_members(study: Study, domain: Domain, codes: list[str]) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return the rows of a domain that the groups of a variable are made of."""
    return {
        (variable, group.id): tuple(codes.index(member) for member in group.members)
        for variable, definition in study.wave.groups.items()
        if definition.source == domain.id
        for group in definition.groups
    }


def read_sizes(study: Study, table: pd.DataFrame) -> dict:
    """Return what is shown of the schools in two groups at once, by the domain that groups are made of."""
    found = {}
    for variable, definition in study.wave.groups.items():
        for group in definition.groups:
            names = {f"{definition.source}.{member}" for member in group.members}
            own = table[table["indicator"].isin(names) & (table["base_kind"] == "all_schools")]
            for (other, other_group), items in own.groupby(["group_variable", "group"]):
                if other in (ALL, variable):
                    continue
                cells = [read_cell(item.n, item.shown_as, int(item.base)) for item in items.itertuples()]
                low, high = sum(cell.low for cell in cells), sum(cell.high for cell in cells)
                found[(variable, group.id), (other, other_group)] = Cell(low, high, "", FOLLOWS)
    return found


def find_reached_values(
    study: Study, domain: Domain, known: Knowledge
) -> dict[Place, tuple[int, int]] | None:
    """Return values of the hidden counts that occur in tables that fit; None when they are not looked for.

    That is so for a domain that groups are made of, and after an earlier release.
    """
    if known.made_of or known.earlier:
        return None
    places = [(variable, group) for variable, groups in known.bases.items() for group in groups]
    members = {(group.variable, group.id): group for groups in study.groups.values() for group in groups}
    schools = list(study.interviews.index)
    inside = np.array(
        [[name in members[place].interviews for place in places] for name in schools], dtype=int
    )
    low = np.zeros((len(places), len(known.totals)), dtype=int)
    high = np.repeat([[known.bases[variable][group]] for variable, group in places], low.shape[1], axis=1)
    for (row, variable, group), cell in known.cells.items():
        place = places.index((variable, group))
        low[place, row], high[place, row] = cell.low, cell.high
    codes = [code.id for code in domain.codes]
    rules = [
        ([codes.index(code) for code in item.codes], item.at_least, [codes.index(code) for code in item.also])
        for item in list_indicators(study, domain)
    ]
    exchange = Exchange(
        study.membership[domain.id].loc[schools, codes].to_numpy(dtype=bool),
        list_rows_of(rules, domain.single),
        inside,
        low,
        high,
        whole=domain.single or bool(known.combinations),
        first=len(next(iter(known.bases.values()))),
    )
    least, most = find_reached(exchange)
    return {
        (row, variable, group): (int(least[place, row]), int(most[place, row]))
        for row, variable, group in known.find_hidden()
        for place in [places.index((variable, group))]
    }
