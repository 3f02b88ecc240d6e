"""Results per domain for a notebook: the rows of its edition, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from lobanalysis.analysis.classes import HIDDEN
from lobanalysis.analysis.reader import NATIONAL, read_result, select_edition, select_groups, sort_by_count
from lobanalysis.coding.domain_tables import read_domain_table
from lobanalysis.notebooks.groups import read_group
from lobanalysis.paths import Project


def select_result(
    project: Project, wave: str, edition: str, group: str, domain: str, base: str
) -> pd.DataFrame:
    """Return the codes of a domain, most mentioned first, excluding codes last; a single choice as coded."""
    result = read_result(project, wave, domain)
    if edition != NATIONAL and edition not in set(result["group_variable"]):
        return hide_all(select_edition(result), read_group(project, wave, edition, group))
    frame = select_edition(result, edition, group, base)
    settings = read_domain_table(project.tables(wave), domain)
    if settings["single"]:
        return frame
    excluding = frame["code"].isin(settings["exclusive"])
    parts = [sort_by_count(frame[~excluding]), sort_by_count(frame[excluding])]
    return pd.concat(parts, ignore_index=True)


def hide_all(frame: pd.DataFrame, group: Mapping[str, object]) -> pd.DataFrame:
    """Return the rows of a domain that is not broken down by this variable (its own groups): all hidden."""
    nothing = {"n": pd.NA, "share": None, "ci_low": None, "ci_high": None, "shown": False}
    texts = {"shown_as": HIDDEN, "reason": "niet uitgesplitst", "group_variable": group["variable"]}
    names = {"group": group["group"], "group_label": group["group_label"], "base": group["n"]}
    return frame.assign(**nothing, **texts, **names).astype(dict.fromkeys(("n", "base"), "Int64"))


def select_result_by_group(
    project: Project, wave: str, domain: str, variable: str, codes: Sequence[str]
) -> pd.DataFrame:
    """Return the codes of a domain for all schools and each group of `variable`, in the order of `codes`."""
    frame = select_groups(read_result(project, wave, domain), variable)
    order = {code: place for place, code in enumerate(codes)}
    return frame.sort_values("code", key=lambda values: values.map(order), kind="stable", ignore_index=True)


def select_indicators(
    project: Project, wave: str, edition: str, group: str, names: Sequence[str]
) -> pd.DataFrame:
    """Return the indicators of these ids, in this order."""
    frame = select_edition(read_result(project, wave, "_indicators"), edition, group)
    return frame.set_index("indicator", drop=False).loc[list(names)].reset_index(drop=True)
