"""Small tables about the interviews themselves: the groups they fall into, how their dates are known."""

from __future__ import annotations

import pandas as pd

from lobanalysis.analysis.study import Study

GROUP_COLUMNS = ["variable", "variable_label", "group", "group_label", "n"]


def tabulate_groups(study: Study) -> pd.DataFrame:
    """Return one row per group of each group variable, with its number of interviews."""
    rows = [
        (variable, study.wave.groups[variable].label, group.id, group.label, group.base)
        for variable, groups in study.groups.items()
        for group in groups
    ]
    return pd.DataFrame(rows, columns=GROUP_COLUMNS)


def tabulate_dates(interviews: pd.DataFrame) -> pd.DataFrame:
    """Return the number of interviews per source of the date: source, n.

    Examples
    --------
    >>> tabulate_dates(pd.DataFrame({"date_source": ["stated", "derived", "stated"]})).values.tolist()
    [['derived', 1], ['stated', 2]]
    """
    return interviews.groupby("date_source").size().rename_axis("source").reset_index(name="n")
