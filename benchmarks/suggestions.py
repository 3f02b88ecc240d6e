"""Compare ways to suggest codes and write what came out: a CSV for the report and `docs/suggesties.md`.

`python benchmarks/suggestions.py` (some minutes, needs the extra `suggest`). Wave 2020.
"""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from lobanalysis.coding.suggestions.comparing import (
    CANDIDATES,
    NESTED,
    RULES,
    make_comparison,
    predict_all,
)
from lobanalysis.coding.suggestions.embeddings import KeptVectors, check_packages, embed_in_parts
from lobanalysis.coding.suggestions.propose import CHOSEN, VECTORS
from lobanalysis.coding.suggestions.sources import list_texts, make_tasks, read_study
from lobanalysis.paths import find_project

WAVE = "2020"
RESULT = Path("benchmarks/results/suggesties.csv")
PAGE = Path("docs/suggesties.md")
START, END = "<!-- begin: benchmarks/suggestions.py -->", "<!-- end -->"


def compare() -> pd.DataFrame:
    """Return the comparison on wave 2020."""
    project = find_project()
    study, kept = read_study(project, WAVE, [WAVE]), KeptVectors(project.build / VECTORS, embed_in_parts)
    kept(list_texts(study))
    tasks = make_tasks(study, kept)
    kept.save()
    names = next(iter(tasks.values())).material.interviews
    apart = np.flatnonzero([name not in study.written_with for name in names])
    return make_comparison(tasks, predict_all(tasks, apart), apart)


def format_decimal(value: float) -> str:
    """Return a fraction with two decimals and a comma."""
    return f"{value:.2f}".replace(".", ",")


def format_summary(frame: pd.DataFrame) -> str:
    """Return the table of all candidates on the schools kept apart."""
    lines = ["| Manier | Open domeinen | Gesloten lijsten | Alle domeinen | Alle 44, open | Brier | ECE |",
             "| --- | --: | --: | --: | --: | --: | --: |"]  # fmt: skip
    for name in [RULES, *(one.name for one in CANDIDATES), NESTED]:
        own = frame[frame["kandidaat"] == name].set_index(["scholen", "domein"])
        groups = [("apart", "open domeinen"), ("apart", "gesloten lijsten"), ("apart", "alle domeinen"),
                  ("alle", "open domeinen")]  # fmt: skip
        cells = [format_decimal(own.loc[group, "f1"]) for group in groups]
        cells += [f"{own.loc[groups[2], column]:.3f}".replace(".", ",") for column in ("brier", "ece")]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def format_domains(frame: pd.DataFrame) -> str:
    """Return the table per domain on the schools kept apart: baselines, rules, without rules, chosen."""
    names = [CANDIDATES[0].name, CANDIDATES[1].name, CANDIDATES[4].name, RULES, CHOSEN.name]
    own = frame[frame["scholen"] == "apart"].pivot(index="domein", columns="kandidaat", values="f1")
    order = [one for one in dict.fromkeys(frame["domein"]) if " " not in one]
    lines = ["| Domein | " + " | ".join(names) + " |", "| --- |" + " --: |" * len(names)]
    for domain in order:
        lines.append(
            f"| {domain} | " + " | ".join(format_decimal(own.loc[domain, name]) for name in names) + " |"
        )
    return "\n".join(lines)


def write_page(frame: pd.DataFrame, seconds: float) -> None:
    """Write the tables between the marks of the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    made = f"Gemeten op {datetime.date.today():%d-%m-%Y} ({seconds:.0f} s); micro-F1 op de 22 scholen apart."
    body = "\n\n".join([START, made, format_summary(frame), "Per domein:", format_domains(frame), END])
    PAGE.write_text(before + body + after, encoding="utf-8", newline="\n")


def main() -> None:
    """Measure and write."""
    check_packages()
    start = time.monotonic()
    frame = compare()
    frame.to_csv(RESULT, index=False, lineterminator="\n", float_format="%.4f")
    write_page(frame, time.monotonic() - start)
    sys.stdout.write(format_summary(frame) + "\n")


if __name__ == "__main__":
    main()
