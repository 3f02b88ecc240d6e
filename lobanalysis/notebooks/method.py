"""What the method appendix shows: response, submissions, dates and the figures of the earlier report."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lobanalysis.analysis.reader import read_table
from lobanalysis.analysis.stage_tables import read_stage_table
from lobanalysis.paths import Project
from lobanalysis.presentation import method_words
from lobanalysis.presentation.wording import GROUP_VARIABLES


def select_response(project: Project, wave: str, variables: Sequence[str]) -> pd.DataFrame:
    """Return register, interviews and share per group of these variables."""
    frame = read_table(project, wave, "response")
    frame["variable_label"] = frame["variable"].map(GROUP_VARIABLES)
    return pd.concat([frame[frame["variable"] == name] for name in variables], ignore_index=True)


def count_outcomes(project: Project, wave: str) -> pd.DataFrame:
    """Return the number of submissions per outcome and reason, most first."""
    account = read_stage_table(project.tables(wave) / "account.csv")
    frame = account.groupby(["outcome", "reason"], sort=False).size().reset_index(name="n")
    frame["outcome_label"] = frame["outcome"].map(method_words.OUTCOMES)
    return frame.sort_values("n", ascending=False, kind="stable").reset_index(drop=True)


def tabulate_dates(project: Project, wave: str) -> pd.DataFrame:
    """Return the number of interviews per way in which the date is known."""
    table = read_table(project, wave, "dates")
    counts = dict(zip(table["source"], table["n"], strict=True))
    rows = [(source, label, int(counts.get(source, 0))) for source, label in method_words.DATES.items()]
    return pd.DataFrame(rows, columns=["source", "label", "n"])


def read_published(project: Project, wave: str) -> pd.DataFrame:
    """Return the figures of the earlier report, with the range that each may have, the outcome in words."""
    frame = read_table(project, wave, "published")
    ranges = method_words.format_ranges(frame)
    return frame.assign(range=ranges, outcome_label=frame["outcome"].map(method_words.MATCHES))
