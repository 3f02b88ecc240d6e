"""How well are codes suggested for made-up answers whose words wave 2020 did not use?

`python benchmarks/new_words.py` reads benchmarks/nieuwe_woorden.csv and prints the micro-F1 of rules and of
suggestions per series. What a series said before anything was mended with it stands in docs/suggesties.md.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from lobanalysis.coding.cells import Cell
from lobanalysis.coding.rows import Row, read_rows
from lobanalysis.coding.suggestions.comparing import count_f1
from lobanalysis.coding.suggestions.embeddings import KeptVectors, check_packages, embed_in_parts
from lobanalysis.coding.suggestions.joining import choose_codes
from lobanalysis.coding.suggestions.processes import run_parts
from lobanalysis.coding.suggestions.propose import VECTORS, estimate_confidence, score_domain
from lobanalysis.coding.suggestions.sources import Study, list_texts, make_tasks, read_study
from lobanalysis.paths import find_project

ANSWERS = Path(__file__).with_name("nieuwe_woorden.csv")
COLUMNS = ("reeks", "domein", "veld", "codes", "antwoord")
WAVE = "2020"


@dataclass(frozen=True)
class Outcome:
    """What rules and suggestions gave one answer beside what it should get, as rows of 0 and 1."""

    series: str
    gold: np.ndarray
    rules: np.ndarray
    suggested: np.ndarray


def add_answers(study: Study, rows: list[Row]) -> Study:
    """Return the study with an interview of one answer for each row."""
    made = {name_row(row): {row["veld"]: Cell("answered", row["antwoord"])} for row in rows}
    return replace(study, cells=study.cells | made)


def name_row(row: Row) -> str:
    """Return the name of the made-up interview of a row."""
    return f"verzonnen/{row.line:04}"


def judge(study: Study, rows: list[Row], kept: KeptVectors) -> list[Outcome]:
    """Return what rules and model make of the answers."""
    kept(list_texts(study))
    tasks = make_tasks(study, kept)
    scores = dict(zip(tasks, run_parts(score_domain, list(tasks.values())), strict=True))
    confidences = estimate_confidence(tasks, study, scores)
    outcomes = []
    for row in rows:
        material = tasks[row["domein"]].material
        place = [material.interviews.index(name_row(row))]
        gold = np.array([[float(code in row["codes"].split()) for code in material.domain.code_ids]])
        chosen = choose_codes(material.domain, confidences[row["domein"]][place])
        outcomes.append(Outcome(row["reeks"], gold, material.counted[place], chosen))
    return outcomes


def main() -> None:
    """Measure and print one line per series."""
    check_packages()
    project = find_project()
    rows = read_rows(ANSWERS, COLUMNS)
    study = add_answers(read_study(project, WAVE, [WAVE]), rows)
    series: dict[str, list[Outcome]] = defaultdict(list)
    for one in judge(study, rows, KeptVectors(project.build / VECTORS, embed_in_parts)):
        series[one.series].append(one)
    for name, own in sorted(series.items()):
        rules = count_f1([(one.rules, one.gold) for one in own])
        model = count_f1([(one.suggested, one.gold) for one in own])
        sys.stdout.write(f"series {name}: {len(own)} answers, rules {rules:.2f}, suggestions {model:.2f}\n")


if __name__ == "__main__":
    main()
