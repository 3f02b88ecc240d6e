"""The agreement of coders as the appendix shows it: per domain, per code, and beside rules and model."""

from __future__ import annotations

import pandas as pd

from lobanalysis.analysis.reader import read_table
from lobanalysis.paths import Project
from lobanalysis.presentation.method_words import format_estimates

MEASURES = ("kappa", "alpha", "alpha_sets")
ENDS = ("", "_low", "_high")


def read_agreement(project: Project, wave: str) -> pd.DataFrame:
    """Return the agreement per domain, and over all, each measure also as text with its interval."""
    return add_texts(read_table(project, wave, "agreement"), MEASURES)


def read_code_agreement(project: Project, wave: str, least: int) -> pd.DataFrame:
    """Return the codes on which coders agree least, those first; codes of equal kappa stay together."""
    frame = read_table(project, wave, "agreement_codes").dropna(subset=["kappa"])
    chosen = frame[frame["kappa"].rank(method="min") <= least]
    ordered = chosen.sort_values("kappa", kind="stable", ignore_index=True)
    return add_texts(ordered, MEASURES[:2])


def read_pair_agreement(project: Project, wave: str) -> pd.DataFrame:
    """Return per domain the kappa of each kind of pair beside each other, and as text with its interval."""
    frame = read_table(project, wave, "agreement_pairs")
    kinds = list(dict.fromkeys(frame["pair"]))
    wide = frame[frame["pair"] == "human_human"][["domain", "label", "interviews"]].reset_index(drop=True)
    for kind in kinds:
        part = frame[frame["pair"] == kind].set_index("domain")
        for end in ENDS:
            wide[f"{kind}{end}"] = wide["domain"].map(part[f"kappa{end}"])
    for kind in ("human_rule", "human_suggestion"):
        if kind not in kinds:
            wide[kind] = float("nan")
    return add_texts(wide, ("human_human", "human_rule", "human_suggestion"))


def add_texts(frame: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    """Return the frame with each measure as text, as `kappa_text`."""
    return frame.assign(**{f"{name}_text": format_estimates(frame, name) for name in names})
