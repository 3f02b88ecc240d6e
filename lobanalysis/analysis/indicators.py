"""Indicators derived from codes: schools with at least so many of some codes, and of some others too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from lobanalysis.analysis.breakdowns import Breakdown, list_indicators
from lobanalysis.analysis.links import split_indicators
from lobanalysis.analysis.results import make_frame, make_row, make_shown_row
from lobanalysis.analysis.study import Study
from lobanalysis.coding.codebook import Domain


def count_indicators(study: Study, breakdowns: Mapping[str, Sequence[Breakdown]]) -> pd.DataFrame:
    """Return the result table of all indicators, with the same columns as that of a domain.

    Parameters
    ----------
    breakdowns : mapping
        Domain to its breakdowns.
    """
    rows: list[dict[str, object]] = []
    for domain in study.codebook.domains:
        rows.extend(list_indicator_rows(study, domain, breakdowns[domain.id]))
    return make_frame(rows)


def list_indicator_rows(
    study: Study, domain: Domain, breakdowns: Sequence[Breakdown]
) -> Iterator[dict[str, object]]:
    """Yield the rows of a domain's indicators: for all schools, for asked schools, and per group."""
    indicators = list_indicators(study, domain)
    holds, asked = split_indicators(study.membership[domain.id], indicators), study.asked[domain.id]
    names = [(each.id, domain.id, each.id.removeprefix(f"{domain.id}."), each.label) for each in indicators]
    for base_kind, part in (("all_schools", holds), ("asked_schools", holds[asked])):
        for name in names:
            n = int(part[name[0]].sum())
            yield make_shown_row(study, name, study.everyone, n, len(part), base_kind)
    for breakdown in breakdowns:
        for column, group in enumerate(breakdown.groups):
            for row, name in enumerate(names):
                n, cell = breakdown.indicator_counts[row][column], breakdown.indicator_cells[row][column]
                yield make_row(study, name, group, n, cell)
