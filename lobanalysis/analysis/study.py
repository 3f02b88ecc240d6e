"""Everything that the analysis starts from, read once: interviews, codes per school, groups, population."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from lobanalysis.analysis.counts import find_asked, split_membership
from lobanalysis.analysis.groups import ALL, ALL_LABEL, Group, define_joined, find_groups
from lobanalysis.analysis.stage_tables import read_stage_table
from lobanalysis.analysis.withheld_rows import check_withheld_rows, read_withheld_rows
from lobanalysis.coding.codebook import Codebook, Domain, read_codebook
from lobanalysis.errors import AnalysisError
from lobanalysis.intake.register import read_register
from lobanalysis.intake.wave import GroupVariable, Wave, read_wave
from lobanalysis.paths import Project

ASKED_COLUMNS = ["interview_id", "state"]
REGISTER_COLUMNS = {"kind": "soort", "region": "regio", "size": "grootte"}


@dataclass(frozen=True)
class Study:
    """The interviews of one wave with their codes and groups.

    Parameters
    ----------
    wave, codebook
        The wave's settings, and the codebook that its codings were made with.
    interviews : DataFrame
        The table of the intake, indexed by interview_id, sorted.
    register : DataFrame
        The population: one row per school.
    coded : dict
        Domain to the table of the coding stage.
    membership : dict
        Domain to which school has which code (booleans).
    asked : dict
        Domain to which school was asked (booleans).
    groups : dict
        Group variable to its groups.
    withheld : frozenset
        Rows that are left out of a breakdown for what other tables tell: (indicator, group variable).
    """

    wave: Wave
    codebook: Codebook
    interviews: pd.DataFrame
    register: pd.DataFrame
    coded: dict[str, pd.DataFrame]
    membership: dict[str, pd.DataFrame]
    asked: dict[str, pd.Series]
    groups: dict[str, list[Group]]
    withheld: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def everyone(self) -> Group:
        """All interviewed schools as one group, with the whole register as its population."""
        return Group(ALL, ALL, ALL_LABEL, tuple(self.interviews.index), len(self.register))

    @cached_property
    def places(self) -> dict[tuple[str, str], np.ndarray]:
        """The places of a group's interviews among all, by group variable and group."""
        return {
            (group.variable, group.id): self.interviews.index.get_indexer(list(group.interviews))
            for groups in self.groups.values()
            for group in groups
        }


def read_study(project: Project, wave: str) -> Study:
    """Return the study of a wave from the tables of intake and coding.

    Raises
    ------
    SourceError
        When a table of an earlier stage is missing.
    """
    settings = read_wave(project, wave)
    codebook = read_codebook(settings.locate(settings.codebook.folder))
    tables = project.tables(wave)
    interviews = read_stage_table(tables / "interviews.csv").set_index("interview_id").sort_index()
    coded = {
        domain.id: read_stage_table(tables / "coded" / f"{domain.id}.csv") for domain in codebook.domains
    }
    membership = {
        domain.id: split_membership(coded[domain.id], interviews.index, [code.id for code in domain.codes])
        for domain in codebook.domains
    }
    asked = {domain.id: read_asked(tables, domain, membership[domain.id]) for domain in codebook.domains}
    register = read_register(settings)
    groups = {
        variable: make_groups(variable, definition, interviews, register, membership)
        for variable, definition in settings.groups.items()
    }
    withheld = read_withheld_rows(project.wave(wave))
    check_withheld_rows(withheld, list_breakdown_rows(settings, codebook), f"data/{wave}/weggelaten.csv")
    return Study(settings, codebook, interviews, register, coded, membership, asked, groups, withheld)


def list_breakdown_rows(wave: Wave, codebook: Codebook) -> set[tuple[str, str]]:
    """Return every row that a breakdown can have: (code or indicator, group variable)."""
    codes = {f"{domain.id}.{code.id}" for domain in codebook.domains for code in domain.codes}
    names = codes | {indicator.id for indicator in codebook.indicators}
    return {(name, variable) for name in names for variable in wave.groups}


def read_asked(tables: Path, domain: Domain, membership: pd.DataFrame) -> pd.Series:
    """Return per school whether it was asked: a field of the domain is known, or it has a code.

    Fields that the privacy step does not let through (the respondent's function) have no table; a domain
    that rests on such a field only counts every school as asked.
    """
    paths = [tables / "answers" / f"{field}.csv" for field in domain.fields]
    answers = [read_stage_table(path, ASKED_COLUMNS) for path in paths if path.is_file()]
    return find_asked(answers, membership.index) | membership.any(axis=1)


def make_groups(
    variable: str,
    definition: GroupVariable,
    interviews: pd.DataFrame,
    register: pd.DataFrame,
    membership: dict[str, pd.DataFrame],
) -> list[Group]:
    """Return the groups of one variable: from a column of the interviews, or from a single-choice domain."""
    if definition.source in membership:
        codes = membership[definition.source]
        values = codes.idxmax(axis=1).where(codes.any(axis=1), "")
        population = None
    elif definition.source not in REGISTER_COLUMNS.keys() & set(interviews.columns):
        known = "kind, region or a single-choice domain"
        raise AnalysisError(f"wave.yml, groups, {variable}", "its source is not known", known)
    else:
        values = interviews[definition.source]
        population = register[REGISTER_COLUMNS[definition.source]]
    fixed = [(group.id, group.label, group.members) for group in definition.groups]
    return find_groups(
        variable, fixed or define_joined(values, definition.join_below or 1), values, population
    )
