"""The tables of a wave with answers as they are: de-identification is measured apart. Never of a real wave.

`python benchmarks/plain_intake.py` works in the project that LOB_PROJECT names, a copy with made-up answers,
and prints the seconds of each stage; `lobanalysis report` then takes the tables as they are.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter

import pandas as pd

from lobanalysis.errors import UsageError
from lobanalysis.intake import stage as intake
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project, find_project
from lobanalysis.stages import STAGES, run_stage

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


def main() -> None:
    """Make the tables, and print what each stage took."""
    project = find_project()
    leave_out_privacy(project)
    seconds = {}
    for each in STAGES:
        start = time.perf_counter()
        run_stage(project, WAVE, each)
        seconds[each.name] = time.perf_counter() - start
    json.dump(seconds, sys.stdout)


if __name__ == "__main__":
    main()
