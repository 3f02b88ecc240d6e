"""Small tables about the interviews themselves: the groups they fall into, how their dates are known."""

from __future__ import annotations

import pandas as pd

from lobanalysis.analysis.edition_numbers import format_edition_id
from lobanalysis.analysis.study import Study
from lobanalysis.intake.wave import GroupVariable

GROUP_COLUMNS = [
    "variable", "variable_label", "group", "group_label", "n", "population", "edition", "called",
]  # fmt: skip


def tabulate_groups(study: Study) -> pd.DataFrame:
    """Return one row per group of each group variable: its interviews, its schools, its edition.

    `population` is empty where the register does not know the variable.
    """
    rows = [
        (
            *(variable, study.wave.groups[variable].label, group.id, group.label, group.base),
            *(group.population, format_edition_id(variable, group.id)),
            call_schools(study.wave.groups[variable], group.id, group.label),
        )
        for variable, groups in study.groups.items()
        for group in groups
    ]
    return pd.DataFrame(rows, columns=GROUP_COLUMNS).astype({"population": "Int64"})


def call_schools(variable: GroupVariable, identifier: str, label: str) -> str:
    """Return what an edition calls the schools of a group, as it stands in a sentence.

    Examples
    --------
    >>> call_schools(GroupVariable(label="Regio", source="region", called="in {label}"), "oost", "Oost")
    'in Oost'
    """
    names = {group.id: group.called for group in variable.groups}
    name = names.get(identifier) or variable.called.replace("{label}", label) or f"mbo-scholen ({label})"
    return name.replace("'", "’")


def tabulate_dates(interviews: pd.DataFrame) -> pd.DataFrame:
    """Return the number of interviews per source of the date: source, n.

    Examples
    --------
    >>> tabulate_dates(pd.DataFrame({"date_source": ["stated", "derived", "stated"]})).values.tolist()
    [['derived', 1], ['stated', 2]]
    """
    return interviews.groupby("date_source").size().rename_axis("source").reset_index(name="n")
