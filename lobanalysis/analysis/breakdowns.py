"""What may be shown of each domain by each group variable: codes and indicators together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lobanalysis.analysis.disclosure import Cell
from lobanalysis.analysis.groups import Group
from lobanalysis.analysis.links import find_links, split_indicators
from lobanalysis.analysis.study import Study
from lobanalysis.analysis.suppression import suppress_table
from lobanalysis.analysis.withheld_rows import withhold
from lobanalysis.coding.codebook import Domain, Indicator


@dataclass(frozen=True)
class Breakdown:
    """Counts of a domain by the groups of one variable, and what is shown of them.

    Rows are codes (or indicators), columns are groups, both in their fixed order.
    """

    groups: Sequence[Group]
    counts: list[list[int]]
    cells: list[list[Cell]]
    indicator_counts: list[list[int]]
    indicator_cells: list[list[Cell]]


def list_indicators(study: Study, domain: Domain) -> list[Indicator]:
    """Return the indicators of a domain, in the order of the codebook."""
    return [indicator for indicator in study.codebook.indicators if indicator.domain == domain.id]


def find_breakdowns(study: Study, domain: Domain) -> list[Breakdown]:
    """Return the breakdowns of a domain by every group variable that it may be broken down by.

    Not by a variable with one group, and not by groups that are made of the domain itself.
    """
    indicators = list_indicators(study, domain)
    membership = study.membership[domain.id]
    holds = split_indicators(membership, indicators)
    return [
        make_breakdown(study, domain, indicators, (membership, holds), groups)
        for variable, groups in study.groups.items()
        if len(groups) > 1 and study.wave.groups[variable].source != domain.id
    ]


def make_breakdown(
    study: Study,
    domain: Domain,
    indicators: Sequence[Indicator],
    schools: tuple[pd.DataFrame, pd.DataFrame],
    groups: Sequence[Group],
) -> Breakdown:
    """Return the breakdown of a domain by the groups of one variable.

    Parameters
    ----------
    schools : pair of DataFrames
        Which school has which code, and which indicator.

    Raises
    ------
    DisclosureError
        When a hidden count would follow from what is shown.
    """
    places = [study.places[group.variable, group.id] for group in groups]
    counts, derived = (count_groups(part, places) for part in schools)
    cells, derived_cells = suppress_table(
        counts,
        [group.base for group in groups],
        indicators=derived,
        links=find_links(domain, indicators),
        single_choice=domain.single,
        minimum=study.wave.disclosure.minimum,
        where=f"{domain.id} by {groups[0].variable}",
    )
    bases, minimum = [group.base for group in groups], study.wave.disclosure.minimum
    shown = [
        withhold(names, groups[0].variable, rows, bases, part, study.withheld, minimum)
        for names, rows, part in (
            ([f"{domain.id}.{code.id}" for code in domain.codes], counts, cells),
            ([indicator.id for indicator in indicators], derived, derived_cells),
        )
    ]
    return Breakdown(groups, counts, shown[0], derived, shown[1])


def count_groups(membership: pd.DataFrame, places: Sequence[np.ndarray]) -> list[list[int]]:
    """Return the number of schools per code (rows) and group (columns), by the places of a group's schools.

    Examples
    --------
    >>> count_groups(pd.DataFrame({"slb": [True, True, False]}), [np.array([0, 1]), np.array([2])])
    [[2, 0]]
    """
    schools = membership.to_numpy(dtype=bool)
    return np.stack([schools[part].sum(axis=0) for part in places], axis=1).tolist()
