"""The claims as their appendix prints them: outcomes, outcomes per edition, and what is exempt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from lobanalysis.analysis.reader import read_numbers, read_table
from lobanalysis.analysis.stage_tables import read_stage_table
from lobanalysis.claims.stage import ELSEWHERE, FALSE, NATIONAL, TRUE, UNKNOWN, read_outcomes
from lobanalysis.editions.pages import strip_markup
from lobanalysis.paths import Project
from lobanalysis.presentation.variables import format_variables

FOLDER = "report/"
VARIABLE = re.compile(r"\{\{<\s*var\s+(\S+)\s*>\}\}")
COLUMNS = ["claim", "sentence", "address", "chapter", "test", "value", "n", "base", "outcome"]


def tabulate_claims(project: Project, wave: str) -> pd.DataFrame:
    """Return each claim of the national edition with its sentence, test, value, n, base and outcome."""
    variables = format_variables(read_numbers(project, wave))
    rows = [
        (
            *(each.claim, fill_sentence(each.sentence, variables), find_address(each.chapter, each.claim)),
            *(each.chapter, each.test, each.value, each.n or None, each.base or None, each.outcome),
        )
        for each in read_outcomes(project, wave)
        if each.edition == NATIONAL
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(**{name: pd.to_numeric(frame[name]).astype("Int64") for name in ("n", "base")})


def find_address(source: str, claim: str) -> str:
    """Return the way from a page in `report/` to a sentence.

    Examples
    --------
    >>> find_address("index.qmd", "a"), find_address("report/rollen.qmd", "b")
    ('../index.qmd#a', 'rollen.qmd#b')
    """
    path = source.removeprefix(FOLDER) if source.startswith(FOLDER) else f"../{source}"
    return f"{path}#{claim}"


def fill_sentence(sentence: str, variables: Mapping[str, Any]) -> str:
    """Return the words of a sentence with its variables filled in, and a capital.

    Examples
    --------
    >>> fill_sentence("met voorop {{< var a.n >}}", {"a": {"n": "de *coach*"}})
    'Met voorop de coach'
    """

    def fill(found: re.Match[str]) -> str:
        value: Any = variables
        for part in found[1].split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return re.sub(r"\\(.)", r"\1", value) if isinstance(value, str) else "…"

    text = strip_markup(VARIABLE.sub(fill, sentence))
    return text[:1].upper() + text[1:]


def tabulate_editions(project: Project, wave: str) -> pd.DataFrame:
    """Return per edition how many claims stand there, and how many are left out, by the reason."""
    labels = {row.edition: row.called for row in read_table(project, wave, "groups").itertuples()}
    outcomes = pd.DataFrame(
        [(each.edition, each.outcome) for each in read_outcomes(project, wave)],
        columns=["edition", "outcome"],
    )
    counts = pd.crosstab(outcomes["edition"], outcomes["outcome"])
    counts = counts.reindex(columns=[TRUE, FALSE, UNKNOWN, ELSEWHERE], fill_value=0)
    frame = counts.reindex([name for name in labels if name in counts.index]).reset_index()
    return frame.assign(label=frame["edition"].map(labels).map(lambda text: text[:1].upper() + text[1:]))


def tabulate_exemptions(project: Project, wave: str) -> pd.DataFrame:
    """Return what the chapters mark as no claim, by reason: reason, n and the words, most first."""
    frame = read_stage_table(project.tables(wave) / "exempt.csv")
    frame["text"] = frame["text"].map(strip_markup)
    grouped = frame.groupby("reason", sort=True)["text"].agg(n="size", words="; ".join)
    return grouped.reset_index().sort_values("n", ascending=False, kind="stable").reset_index(drop=True)
