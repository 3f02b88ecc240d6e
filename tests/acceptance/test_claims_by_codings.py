"""Do codings that make a claim false stop the build at it, naming claim, chapter and value?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from claim_codings import spoil_codings

from lobanalysis.analysis.stage import run_analysis
from lobanalysis.claims.claims_file import read_claims
from lobanalysis.claims.gate import check_claims
from lobanalysis.claims.spans import find_spans, read_chapters
from lobanalysis.claims.stage import NATIONAL, read_outcomes, run_claims
from lobanalysis.coding.stage import run_coding
from lobanalysis.errors import ClaimError
from lobanalysis.paths import Project

ROOT = Path(__file__).parents[2]
WAVE = "2020"
CLAIMS = {claim.id: claim for claim in read_claims(ROOT)}
SPANS = {span.claim: span for chapter in read_chapters(ROOT) for span in find_spans(chapter) if span.claim}
FEW = ["zorg-om-tijd-en-houvast", "centraal-minder-vaak"]
"""Claims that are broken through the command itself."""


@pytest.fixture
def project(wave_tables, tmp_path) -> Project:
    """Return a copy of data, chapters and tables that a test may spoil."""
    copy = Project(tmp_path)
    for name in ("data", "report"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "index.qmd", tmp_path / "index.qmd")
    shutil.copytree(wave_tables, copy.tables(WAVE))
    return copy


def build(project: Project) -> None:
    """Do what a build does from codings to claims."""
    run_coding(project, WAVE)
    run_analysis(project, WAVE)
    run_claims(project, WAVE)
    check_claims(project, WAVE)


@pytest.mark.long
def test_no_claim_fails_on_unchanged_codings(project):
    build(project)


@pytest.mark.long
@pytest.mark.parametrize("name", CLAIMS)
def test_codings_that_make_a_claim_false_stop_the_build_at_it(project, name):
    spoil_codings(project, WAVE, CLAIMS[name])
    with pytest.raises(ClaimError) as caught:
        build(project)
    outcomes = {each.claim: each for each in read_outcomes(project, WAVE) if each.edition == NATIONAL}
    said = f"claim {name}, {SPANS[name].source} line {SPANS[name].line}"
    assert outcomes[name].outcome == "false"
    assert said in str(caught.value) and outcomes[name].value in str(caught.value)


@pytest.mark.parametrize("name", FEW)
def test_the_command_stops_at_a_false_claim_and_leaves_the_site(copy, name):
    before = copy.hash("_site")
    spoil_codings(Project(copy.root), WAVE, CLAIMS[name])
    done = copy.run("report", "--engine", "pandoc")
    assert (done.returncode, done.stderr.count("Traceback")) == (22, 0)
    assert f"claim {name}, {SPANS[name].source} line {SPANS[name].line} (" in done.stderr
    assert "error: wave 2020, " in done.stderr and any(
        letter.isdigit() for letter in done.stderr.split("but")[1]
    )
    assert copy.hash("_site") == before
    listed = copy.run("claims")
    assert listed.returncode == 22 and f"NO  {name} " in listed.stdout
