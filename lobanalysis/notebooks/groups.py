"""The groups of schools that a wave is broken down by, and the editions made for them."""

from __future__ import annotations

import pandas as pd

from lobanalysis.analysis.reader import read_table
from lobanalysis.coding.domain_tables import read_domain_list
from lobanalysis.errors import ParameterError
from lobanalysis.paths import Project
from lobanalysis.presentation.wording import GROUP_VARIABLES

NATIONAL = "national"


def read_groups(project: Project, wave: str) -> pd.DataFrame:
    """Return the groups of a wave with their number of interviews: variable, group, labels, n."""
    return read_table(project, wave, "groups")


def read_group(project: Project, wave: str, variable: str, group: str) -> dict[str, object]:
    """Return the row of one group."""
    frame = read_groups(project, wave)
    rows = frame[frame["variable"].eq(variable) & frame["group"].eq(group)]
    return {str(name): value for name, value in rows.iloc[0].items()}


def check_edition(project: Project, wave: str, edition: str, group: str) -> None:
    """Check that there is such an edition, and such a group of it.

    Raises
    ------
    ParameterError
        Naming what there is.
    """
    frame = read_groups(project, wave)
    if edition not in set(frame["variable"]):
        known = ", ".join([NATIONAL, *frame["variable"].unique()])
        raise ParameterError("edition", "there is no such edition", f"one of: {known}")
    groups = frame.loc[frame["variable"] == edition, "group"]
    if group not in set(groups):
        raise ParameterError("group", f"no such group of {edition}", f"one of: {', '.join(groups)}")


def list_hidden(project: Project, wave: str) -> pd.DataFrame:
    """Return the counts of groups that are not shown, with the labels of domain and variable."""
    frame = read_table(project, wave, "hidden")
    return frame.assign(
        domain_label=frame["domain"].map(read_domain_labels(project, wave)),
        variable_label=frame["group_variable"].map(GROUP_VARIABLES),
    )


def tabulate_hidden(project: Project, wave: str) -> pd.DataFrame:
    """Return the counts of `hidden_counts` added up per group variable, with its label."""
    frame = read_table(project, wave, "hidden_counts")
    columns = ["cells", "given", "small", "follows"]
    numbers = frame.astype(dict.fromkeys(columns, int)).groupby("group_variable", sort=False)[columns].sum()
    return numbers.reset_index().assign(
        variable_label=lambda table: table["group_variable"].map(GROUP_VARIABLES)
    )


def read_domain_labels(project: Project, wave: str) -> dict[str, str]:
    """Return the label of each domain."""
    return {each["domain"]: each["label"] for each in read_domain_list(project.tables(wave))}
