"""The analysis stage: from coded interviews to the tables that may be shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pandas as pd

from lobanalysis.analysis.breakdowns import Breakdown, find_breakdowns
from lobanalysis.analysis.coder_pairs import count_pair_agreement
from lobanalysis.analysis.coders import (
    SEED,
    Codings,
    count_code_agreement,
    count_coder_agreement,
)
from lobanalysis.analysis.combinations import DOMAINS, count_combinations
from lobanalysis.analysis.disclosure import SMALL
from lobanalysis.analysis.edition_numbers import list_all_editions
from lobanalysis.analysis.groups import format_group_id
from lobanalysis.analysis.indicators import count_indicators
from lobanalysis.analysis.overviews import tabulate_dates, tabulate_groups
from lobanalysis.analysis.published import check_figures
from lobanalysis.analysis.published_file import Figure, read_figures
from lobanalysis.analysis.report_numbers import list_numbers, make_plain
from lobanalysis.analysis.response import count_response, count_total_response
from lobanalysis.analysis.results import count_domain
from lobanalysis.analysis.sources import count_sources
from lobanalysis.analysis.stage_tables import read_stage_table
from lobanalysis.analysis.storage import write_tables
from lobanalysis.analysis.study import REGISTER_COLUMNS, Study, read_study
from lobanalysis.analysis.suppressed import count_hidden, tabulate_hidden
from lobanalysis.coding.codebook import Domain, read_codebook
from lobanalysis.collector import pause_collector
from lobanalysis.intake.register import KINDS
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project
from lobanalysis.side_by_side import do_beside, map_beside


@pause_collector()
def run_analysis(project: Project, wave: str) -> None:
    """Write the tables of the analysis of a wave: result, combinations, response, agreement and others.

    All are computed before any is written; each is put in place whole.

    Raises
    ------
    SourceError
        When a table of an earlier stage, or a file of the wave, is missing.
    AnalysisError
        When groups, register and interviews, or the published figures, do not fit.
    DisclosureError
        When a hidden count would follow from what is shown.
    StorageError
        When the tables cannot be written.
    """
    study, agreement = do_beside(
        [partial(read_study, project, wave), partial(make_agreement_tables, project, wave)]
    )
    folder = project.tables(wave)
    tables = make_tables(study) | agreement
    numbers = list_numbers(study, folder, tables)
    editions = list_all_editions(study.codebook, tables, numbers["wave"])
    write_tables(folder, tables, numbers, make_plain(editions))


def make_tables(study: Study) -> dict[str, pd.DataFrame]:
    """Return every table of the stage by its name, but those on coders."""
    figures = read_wave_figures(study)
    schools = len(study.interviews)
    domains = study.codebook.domains
    found = map_beside(partial(make_domain, study), domains)
    tables = {f"result/{domain.id}": table for domain, (_, table) in zip(domains, found, strict=True)}
    breakdowns = {domain.id: each for domain, (each, _) in zip(domains, found, strict=True)}
    tables["result/_indicators"] = count_indicators(study, breakdowns)
    for domain in domains:
        if domain.id in DOMAINS:
            tables[f"combinations/{domain.id}"] = count_combinations(study.membership[domain.id], domain)
    tables |= {"hidden": tabulate_hidden(tables), "hidden_counts": count_hidden(tables, SMALL)}
    return {
        **tables,
        "response": count_all_response(study),
        "published": check_figures(figures, study.codebook, study.membership, schools),
        "sources": count_sources(study.coded),
        "groups": tabulate_groups(study),
        "dates": tabulate_dates(study.interviews),
    }


def make_domain(study: Study, domain: Domain) -> tuple[list[Breakdown], pd.DataFrame]:
    """Return the breakdowns of a domain, and its result table."""
    breakdowns = find_breakdowns(study, domain)
    return breakdowns, count_domain(study, domain, breakdowns)


def make_agreement_tables(project: Project, wave: str) -> dict[str, pd.DataFrame]:
    """Return the tables on coders by their names; they need the codebook, but not the study."""
    settings, folder = read_wave(project, wave), project.tables(wave)
    codebook = read_codebook(settings.locate(settings.codebook.folder))
    codings, machines = read_coders(folder), read_machines(folder)
    return {
        "agreement": count_coder_agreement(codings, codebook, SEED),
        "agreement_codes": count_code_agreement(codings, codebook, SEED),
        "agreement_pairs": count_pair_agreement(codings, machines, codebook, SEED),
    }


def read_coders(folder: Path) -> Codings:
    """Return what the coders gave and decided."""
    coded = folder / "coded"
    return Codings(read_stage_table(coded / "_coders.csv"), read_stage_table(coded / "_decisions.csv"))


def read_machines(folder: Path) -> Codings:
    """Return what rules and model say of the domains that people code; they decide on every interview."""
    given = read_stage_table(folder / "coded" / "_machines.csv")
    interviews = read_stage_table(folder / "interviews.csv")[["interview_id"]]
    return Codings(given, given[["domain", "coder"]].drop_duplicates().merge(interviews, how="cross"))


def read_wave_figures(study: Study) -> list[Figure]:
    """Return the published figures of the wave."""
    return read_figures(study.wave.locate(study.wave.published), study.codebook)


def count_all_response(study: Study) -> pd.DataFrame:
    """Return the response in total, and by region, kind and size."""
    regions = sorted(study.register["regio"].unique())
    classes = {
        "region": [(region, format_group_id(region), region) for region in regions],
        "kind": [(kind, format_group_id(kind), kind.capitalize()) for kind in KINDS],
        "size": [(size.id, size.id, size.label) for size in study.wave.size_classes],
    }
    interviewed = study.interviews.rename(columns={"size_class": "size"})
    parts = [count_total_response(len(study.interviews), len(study.register))]
    for variable, values in classes.items():
        population = study.register[REGISTER_COLUMNS[variable]]
        parts.append(count_response(interviewed[variable], population, variable, values))
    return pd.concat(parts, ignore_index=True)
