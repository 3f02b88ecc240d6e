"""Is each claim of the report caught when the data make it false, and none when they do not?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from claim_mutations import find_breaking_counts, write_counts, write_number

from lobanalysis.claims import kinds
from lobanalysis.claims.claims_file import read_claims
from lobanalysis.claims.gate import check_claims
from lobanalysis.claims.results import read_results
from lobanalysis.claims.spans import find_spans, read_chapters
from lobanalysis.claims.stage import NATIONAL, TRUE, read_outcomes, run_claims
from lobanalysis.errors import ClaimError
from lobanalysis.paths import Project

ROOT = Path(__file__).parents[2]
CLAIMS = {claim.id: claim for claim in read_claims(ROOT)}
SPANS = {span.claim: span for chapter in read_chapters(ROOT) for span in find_spans(chapter) if span.claim}
TITLES = {chapter.source: chapter.title for chapter in read_chapters(ROOT)}
WAVE = "2020"
TABLES = ("result", "codebook", "groups.csv", "numbers.json")


@pytest.fixture
def project(wave_tables, tmp_path) -> Project:
    """Return a copy of the report and its tables that a test may spoil."""
    copy = Project(tmp_path)
    shutil.copytree(ROOT / "report", tmp_path / "report")
    shutil.copy(ROOT / "index.qmd", tmp_path / "index.qmd")
    for name in TABLES:
        make = shutil.copytree if (wave_tables / name).is_dir() else shutil.copy
        copy.tables(WAVE).mkdir(parents=True, exist_ok=True)
        make(wave_tables / name, copy.tables(WAVE) / name)
    return copy


def spoil(project: Project, claim) -> None:
    """Change the tables so that a claim is just not true."""
    folder = project.tables(WAVE)
    if isinstance(claim, kinds.Number):
        write_number(folder, claim)
    else:
        write_counts(folder, find_breaking_counts(claim, read_results(folder)))


def build(project: Project) -> None:
    """Do what a build does with claims."""
    run_claims(project, WAVE)
    check_claims(project, WAVE)


def test_no_claim_fails_on_unchanged_data(project):
    build(project)
    national = [each for each in read_outcomes(project, WAVE) if each.edition == NATIONAL]
    assert [each.claim for each in national if each.outcome == TRUE] == list(CLAIMS)


@pytest.mark.parametrize("name", CLAIMS)
def test_each_claim_that_the_data_make_false_is_caught_with_chapter_and_value(project, name):
    spoil(project, CLAIMS[name])
    with pytest.raises(ClaimError) as caught:
        build(project)
    outcome = next(
        each for each in read_outcomes(project, WAVE) if (each.claim, each.edition) == (name, NATIONAL)
    )
    span = SPANS[name]
    place = f"{span.source} line {span.line} ({TITLES[span.source]})"
    assert f"claim {name}, {place}: not ‘{outcome.test}’ but {outcome.value}" in str(caught.value)
    assert caught.value.exit_code == 22 and any(letter.isdigit() for letter in outcome.value)


def test_a_change_that_a_claim_does_not_look_at_makes_none_fail(project):
    write_counts(project.tables(WAVE), {("vertaling.maatwerk", "all", "all"): 0})
    build(project)


def test_what_was_right_is_not_looked_at_again_until_it_changes(project):
    build(project)
    stamp = project.build / WAVE / "stamps" / "claims-check.json"
    before = stamp.stat().st_mtime_ns
    check_claims(project, WAVE)
    assert stamp.stat().st_mtime_ns == before
    chapter = project.root / "report" / "rollen.qmd"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nDe meeste scholen.\n", encoding="utf-8")
    with pytest.raises(ClaimError, match="De meeste"):
        check_claims(project, WAVE)
