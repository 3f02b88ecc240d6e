"""Does each kind of test, also one that no sentence of the report uses yet, stop a build when it is false?"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest
import yaml
from claim_mutations import write_counts

from lobanalysis.claims import kinds
from lobanalysis.claims.claims_file import read_claims
from lobanalysis.claims.gate import check_claims
from lobanalysis.claims.stage import NATIONAL, TRUE, read_outcomes, run_claims
from lobanalysis.errors import ClaimError
from lobanalysis.paths import Project

ROOT = Path(__file__).parents[2]
WAVE, BEFORE = "2020", "2018"
CODE = "rol_begeleidend.coach"
PLACE = (CODE, "all", "all")
SPARE = {
    # kind: test, count with which it is just true, count with which it is just false
    "none": ({"test": "none", "of": CODE}, 0, 1),
    "count": ({"test": "count", "of": CODE, "at_least": 8}, 8, 7),
    "count at most": ({"test": "count", "of": CODE, "at_most": 8}, 8, 9),
    "trend up": ({"test": "trend", "of": CODE, "since": BEFORE, "direction": "up", "by": 0.1}, 15, 14),
    "trend down": ({"test": "trend", "of": CODE, "since": BEFORE, "direction": "down", "by": 0.1}, 5, 6),
}
"""In the wave before, ten of the 44 schools had it: a tenth of them more is at least 15, fewer at most 5."""


def write_project(folder: Path, tables: Path, claim: dict) -> Project:
    """Write the report with one more sentence and its claim, and the tables of two waves."""
    project = Project(folder)
    shutil.copytree(ROOT / "report", folder / "report")
    shutil.copy(ROOT / "index.qmd", folder / "index.qmd")
    for wave in (WAVE, BEFORE):
        for name in ("result", "codebook", "groups.csv", "numbers.json"):
            make = shutil.copytree if (tables / name).is_dir() else shutil.copy
            project.tables(wave).mkdir(parents=True, exist_ok=True)
            make(tables / name, project.tables(wave) / name)
    write_counts(project.tables(BEFORE), {PLACE: 10})
    add(folder / "report/kaders.qmd", "\n[Zo is het bij scholen.]{.claim #proef}\n")
    add(
        folder / "report/claims.yml",
        "\n  - " + yaml.safe_dump({"id": "proef", **claim}, default_flow_style=True),
    )
    return project


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n")


def judge(project: Project, n: int) -> str:
    """Return what the claim came to with this count of the code, without what it makes of other claims."""
    write_counts(project.tables(WAVE), {PLACE: n})
    run_claims(project, WAVE)
    outcomes = read_outcomes(project, WAVE)
    return next(each.outcome for each in outcomes if (each.claim, each.edition) == ("proef", NATIONAL))


@pytest.mark.parametrize("name", SPARE)
def test_a_kind_that_no_sentence_uses_is_caught_when_the_data_make_it_false(name, wave_tables, tmp_path):
    claim, true, false = SPARE[name]
    project = write_project(tmp_path, wave_tables, claim)
    assert judge(project, true) == TRUE
    assert judge(project, false) == "false"
    with pytest.raises(
        ClaimError, match=r"claim proef, report/kaders\.qmd line \d+ \(.+\): not ‘.+’ but .*\d"
    ):
        check_claims(project, WAVE)


def test_every_kind_is_used_by_a_sentence_or_tried_here():
    every = {member.model_fields["test"].annotation for member in get_args(get_args(kinds.AnyClaim)[0])}
    used = {claim.test for claim in read_claims(ROOT)} | {claim["test"] for claim, _, _ in SPARE.values()}
    assert {get_args(each)[0] for each in every} == used and len(used) == 13
