"""The whole report with the answers as they are: de-identification is measured apart. Never of a real wave.

`python benchmarks/plain_report.py OUTPUT` makes tables, notebooks, site, PDF and Word file in the project
that LOB_PROJECT names, a copy with made-up answers, and writes the seconds of each stage to the file OUTPUT.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

import pandas as pd

from lobanalysis import stages
from lobanalysis.building.report import Wish, make_report
from lobanalysis.errors import UsageError
from lobanalysis.intake import stage as intake
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project, find_project

WAVE = "2020"


def pass_answers(raw: pd.DataFrame, fields: list[str], *_: object) -> tuple[pd.DataFrame, Counter[str]]:
    """Return the answers as they are."""
    return raw[fields].copy(), Counter()


def leave_out_privacy(project: Project) -> None:
    """Take the privacy step, and the check after it, out of the intake of this process."""
    if not read_wave(project, WAVE).synthetic:
        raise UsageError("wave", "is a real one", "a synthetic wave")
    intake.deidentify_answers = pass_answers
    intake.find_secrets = lambda *_: None
    intake.check_no_leaks = lambda *_: None


def time_stages() -> dict[str, float]:
    """Have the stages of this process timed; return the seconds by name, filled in as they are done."""
    seconds: dict[str, float] = {}
    run_stage = stages.run_stage

    def run_timed(project: Project, wave: str, stage: stages.Stage) -> None:
        start = time.perf_counter()
        run_stage(project, wave, stage)
        seconds[stage.name] = time.perf_counter() - start

    stages.run_stage = run_timed
    return seconds


def main() -> None:
    """Make the report, and write what each stage took."""
    project = find_project()
    leave_out_privacy(project)
    seconds = time_stages()
    make_report(project, Wish(WAVE, engine="pandoc"), say=str)
    Path(sys.argv[1]).write_text(json.dumps(seconds), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
