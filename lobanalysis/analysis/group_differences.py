"""Differences between groups that are large enough to mention, among the counts that are shown."""

from __future__ import annotations

from operator import itemgetter

import pandas as pd

LEAST = 0.15
COLUMNS = [
    "code", "label", "difference", "high_group", "high_label", "high_n", "high_base", "high_share",
    "low_group", "low_label", "low_n", "low_base", "low_share",
]  # fmt: skip
CELL_COLUMNS = ["code", "label", "group", "group_label", "n", "base", "share"]


def find_differences(result: pd.DataFrame, variable: str, least: float = LEAST) -> list[dict[str, object]]:
    """Return the codes whose shares among the groups differ by at least `least`, largest difference first.

    Only counts that are shown take part. The threshold is a choice of this report: with groups of 18 and 26
    schools 15 percentage points are three to four schools; less is one conversation more or less.

    Parameters
    ----------
    result : DataFrame
        Result table of a domain.
    variable : str
        Group variable.

    Examples
    --------
    >>> columns = ["code", "label", "group_variable", "group", "group_label", "n", "base", "share", "shown"]
    >>> one = ["a", "A", "kind", "x", "X", 9, 18, 0.5, True]
    >>> rows = [one, ["a", "A", "kind", "y", "Y", 5, 20, 0.25, True]]
    >>> [row["difference"] for row in find_differences(pd.DataFrame(rows, columns=columns), "kind")]
    [0.25]
    """
    shown = result.loc[result["group_variable"].eq(variable) & result["shown"], CELL_COLUMNS]
    by_code: dict[str, list[tuple]] = {}
    for code, *cell in zip(*(shown[column].tolist() for column in CELL_COLUMNS), strict=True):
        by_code.setdefault(code, []).append(tuple(cell))
    rows = []
    for code, cells in by_code.items():
        ordered = sorted(cells, key=itemgetter(-1))
        (_, *low), (label, *high) = ordered[0], ordered[-1]
        difference = float(high[-1] - low[-1])
        if difference >= least - 1e-9:
            rows.append(dict(zip(COLUMNS, (code, label, difference, *high, *low), strict=True)))
    return sorted(rows, key=lambda row: -row["difference"])
