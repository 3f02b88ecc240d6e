"""Differences between groups that are large enough to mention, among the counts that are shown."""

from __future__ import annotations

import pandas as pd

LEAST = 0.15
COLUMNS = [
    "code", "label", "difference", "high_group", "high_label", "high_n", "high_base", "high_share",
    "low_group", "low_label", "low_n", "low_base", "low_share",
]  # fmt: skip


def find_differences(result: pd.DataFrame, variable: str, least: float = LEAST) -> pd.DataFrame:
    """Return the codes whose highest and lowest share among the groups differ by at least `least`.

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
    >>> find_differences(pd.DataFrame(rows, columns=columns), "kind")["difference"].tolist()
    [0.25]
    """
    shown = result[(result["group_variable"] == variable) & result["shown"]]
    rows = []
    by_code: dict[str, list] = {}
    for cell in shown.itertuples(index=False):
        by_code.setdefault(cell.code, []).append(cell)
    for code, cells in by_code.items():
        ordered = sorted(cells, key=lambda cell: cell.share)
        low, high = ordered[0], ordered[-1]
        difference = float(high.share - low.share)
        if difference >= least - 1e-9:
            rows.append([code, high.label, difference, *list_side(high), *list_side(low)])
    rows.sort(key=lambda row: -row[2])
    return pd.DataFrame(rows, columns=COLUMNS)


def list_side(cell) -> list[object]:
    """Return group, label, count, base and share of one side of a difference."""
    return [cell.group, cell.group_label, int(cell.n), int(cell.base), float(cell.share)]
