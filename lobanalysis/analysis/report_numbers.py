"""All numbers of `numbers.json` together: the study's size, its domains, and what was checked."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from lobanalysis.analysis.coder_pairs import count_excluding_beside_others
from lobanalysis.analysis.group_differences import LEAST
from lobanalysis.analysis.intervals import CONFIDENCE
from lobanalysis.analysis.numbers import (
    Numbers,
    add_definitions,
    count_domain_numbers,
    count_share,
    list_agreement_numbers,
    list_differences,
    list_group_numbers,
    list_indicator_numbers,
    list_pair_numbers,
    list_source_numbers,
)
from lobanalysis.analysis.published import count_second_base
from lobanalysis.analysis.published_file import Figure, read_figures
from lobanalysis.analysis.stage_tables import read_stage_table
from lobanalysis.analysis.study import Study

DATES = {"stated": "vermeld", "derived": "afgeleid", "missing": "ontbreekt", "impossible": "onmogelijk"}
OUTCOMES = {"test": "test", "superseded": "dubbel"}


def list_numbers(study: Study, folder: Path, tables: Mapping[str, pd.DataFrame]) -> Numbers:
    """Return the nested numbers that the variables file is made from; whole numbers, shares, labels, ids."""
    codebook = study.codebook
    results = {domain.id: tables[f"result/{domain.id}"] for domain in codebook.domains}
    domains = {
        domain.id: count_domain_numbers(domain, study.membership[domain.id], study.asked[domain.id])
        for domain in codebook.domains
    }
    numbers = {
        "wave": list_wave(study),
        "n": count_study(study, folder),
        "domains": domains,
        "indicators": add_definitions(
            list_indicator_numbers(tables["result/_indicators"]), codebook.indicators
        ),
        "groups": list_group_numbers(study.groups),
        "differences": list_differences(results, list(study.groups)),
        "agreement": list_agreement_numbers(tables["agreement"]),
        "pairs": list_pair_numbers(tables["agreement_pairs"]),
        "published": list_published(study, tables["published"]),
        "sources": list_source_numbers(tables["sources"]),
        "intake": read_intake_counts(folder),
        "rules": list_rules(study),
    }
    return make_plain(numbers)


def make_plain(value: object) -> object:
    """Return nested values as plain Python: no numpy numbers, nothing that JSON does not know.

    Examples
    --------
    >>> make_plain({"n": pd.Series([1])[0], "share": float("nan")})
    {'n': 1, 'share': None}
    """
    if isinstance(value, Mapping):
        return {str(key): make_plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [make_plain(item) for item in value]
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value


def list_rules(study: Study) -> Numbers:
    """Return the numbers that the report works by: which counts a group shows, and what is a difference."""
    return {
        "minimum": study.wave.disclosure.minimum,
        "difference": LEAST,
        "confidence": CONFIDENCE,
    }


def list_wave(study: Study) -> Numbers:
    """Return what the prose says of the wave: its year, title, period, and whether it is synthetic."""
    wave = study.wave
    return {
        "jaar": wave.wave,
        "titel": wave.title,
        "periode": wave.period,
        "synthetisch": wave.synthetic,
        "codeboek": study.codebook.version,
    }


def count_study(study: Study, folder: Path) -> Numbers:
    """Return the numbers of schools, submissions, dates, domains, codes and codings."""
    consensus = [domain for domain in study.codebook.domains if domain.coded_by != "rule"]
    by_rule = [domain for domain in study.codebook.domains if domain.coded_by == "rule"]
    schools, population = len(study.interviews), len(study.register)
    return {
        "scholen": schools,
        "register": population,
        "respons": schools / population,
        **count_submissions(folder),
        **count_dates(study.interviews),
        "domeinen": len(consensus),
        "codes": sum(len(domain.codes) for domain in consensus),
        "domeinen_regel": len(by_rule),
        "codes_regel": sum(len(domain.codes) for domain in by_rule),
        "coderingen": sum(len(frame) for frame in study.coded.values()),
        **count_codings(study, folder),
    }


def count_codings(study: Study, folder: Path) -> Numbers:
    """Return the codings whose definition changed since, and excluding codes that stood beside others."""
    coded = folder / "coded"
    beside = count_excluding_beside_others(read_stage_table(coded / "_coders.csv"), study.codebook)
    return {"verouderd": len(read_stage_table(coded / "_outdated.csv")), "uitsluitend_naast_andere": beside}


def count_submissions(folder: Path) -> Numbers:
    """Return the submissions, those set aside, and the reasons, from the account of the intake."""
    outcome = read_stage_table(folder / "account.csv")["outcome"]
    reasons = {name: int((outcome == value).sum()) for value, name in OUTCOMES.items()}
    return {"inzendingen": len(outcome), "apart": int((outcome != "counted").sum()), **reasons}


def count_dates(interviews: pd.DataFrame) -> Numbers:
    """Return how many interview dates were stated, derived, missing and impossible.

    Examples
    --------
    >>> count_dates(pd.DataFrame({"date_source": ["stated", "derived", "stated"]}))["datum_vermeld"]
    2
    """
    return {f"datum_{name}": int((interviews["date_source"] == value).sum()) for value, name in DATES.items()}


def list_published(study: Study, published: pd.DataFrame) -> Numbers:
    """Return how many published figures there are and come out, and the value of each."""
    figures = read_figures(study.wave.locate(study.wave.published), study.codebook)
    values = {figure.id: count_figure_numbers(study, figure) for figure in figures if figure.domain}
    return {
        "aantal": len(published),
        "uitgekomen": int(published["outcome"].sum()),
        "figures": {name: value for name, value in values.items() if value},
    }


def count_figure_numbers(study: Study, figure: Figure) -> Numbers:
    """Return count, base and share of a figure, and the same for its second base; nothing for a top group."""
    if figure.test == "topgroep":
        return {}
    domain, membership = study.codebook.domain(figure.domain), study.membership[figure.domain]
    holds = membership[list(figure.codes or domain.open_codes)].sum(axis=1) >= figure.at_least
    numbers = count_share(int(holds.sum()), len(holds), domain.label)
    second = count_second_base(figure, study.codebook, study.membership)
    return numbers if second is None else {**numbers, "second": count_share(*second, domain.label)}


def read_intake_counts(folder: Path) -> Numbers:
    """Return the counts that the intake kept, as it wrote them; nothing when it wrote none."""
    path = folder / "intake.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
