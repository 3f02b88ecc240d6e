"""Another round is files, not code; when it is real, its answers stay out of git and out of the report."""

from __future__ import annotations

import csv
import io
import subprocess
import sys

import pytest
import yaml
from clone import Clone, make_environment
from made_up_round import (
    FOLDER,
    INTERVIEWER,
    INTERVIEWS,
    KEY,
    MAIL,
    PERSON,
    SCHOOLS,
    WAVE,
    drop_false_claims,
    write_wave,
)
from texts import read_texts, split_words

TABLES = f"build/{WAVE}/tables"


@pytest.fixture(scope="module")
def project(built, tmp_path_factory) -> Clone:
    """Return a copy of the clone with the round of 2021 beside that of 2020."""
    copy = built.clone.copy(tmp_path_factory.mktemp("ronde") / "project", without=["build", "_site"])
    write_wave(copy)
    return copy


@pytest.fixture(scope="module")
def keyless(project):
    """Return the finished run without a key, before the one with it."""
    return project.run("run", "--wave", WAVE)


@pytest.fixture(scope="module")
def refused(project, keyless):
    """Return the finished run with the sentences of 2020, not all of which are true of 2021."""
    return project.run("run", "--wave", WAVE, LOB_KEY=KEY)


@pytest.fixture(scope="module")
def done(project, refused):
    """Return the finished report of 2021, after its author took those sentences out."""
    drop_false_claims(project)
    return project.run("report", "--wave", WAVE, "--engine", "pandoc", LOB_KEY=KEY)


@pytest.fixture(scope="module")
def repository(project, done) -> Clone:
    """Return the project as a git repository with everything staged that git does not ignore."""
    subprocess.run(["git", "init", "-q"], cwd=project.root, check=True)
    subprocess.run(["git", "add", "-A"], cwd=project.root, check=True)
    return project


def read_rows(project: Clone, name: str) -> list[dict[str, str]]:
    """Return the rows of a table of 2021."""
    return list(csv.DictReader(io.StringIO(project.read(f"{TABLES}/{name}"))))


def test_a_real_round_without_a_key_stops_before_anything_is_written(keyless, project):
    assert keyless.returncode == 13 and "LOB_KEY" in keyless.stderr
    assert keyless.stderr.count("\n") == 1


def test_sentences_of_2020_that_are_not_true_of_the_round_stop_the_build(refused):
    assert refused.returncode == 22 and "claim(s) not true" in refused.stderr
    assert "claim zorg-om-tijd-en-houvast, index.qmd line" in refused.stderr


def test_the_same_chapters_make_the_report_of_another_round(done, project):
    assert (done.returncode, done.stderr) == (0, "")
    assert (project.root / "_site" / "report" / "vragen.html").is_file()


def test_the_interviews_are_counted_and_the_double_one_is_set_aside(done, project):
    assert len(read_rows(project, "interviews.csv")) == INTERVIEWS
    outcomes = [row["outcome"] for row in read_rows(project, "account.csv")]
    assert (outcomes.count("counted"), outcomes.count("superseded")) == (INTERVIEWS, 1)


def test_the_numbers_of_the_prose_are_those_of_the_round(done, project):
    values = yaml.safe_load(project.read("_variables.yml"))
    assert str(values["n"]["scholen"]) == str(INTERVIEWS)
    assert (str(values["golf"]["jaar"]), values["golf"]["synthetisch"]) == (WAVE, "nee")


def test_a_real_round_is_not_called_synthetic(done, project):
    pages = read_texts(project.root / "_site" / "report")
    assert [name for name, text in pages.items() if "zijn synthetisch" in text] == []


def test_nobody_of_the_round_is_in_what_it_made(done, project):
    names = [PERSON, INTERVIEWER, MAIL, *(name for school in SCHOOLS for name in school[:2])]
    secrets = {" ".join(split_words(name)) for name in names} | set(split_words(f"{PERSON} {INTERVIEWER}"))
    texts = read_texts(project.root / "build") | read_texts(project.root / "_site")
    texts |= {"printed": done.stdout, "complained": done.stderr}
    joined = {name: f" {' '.join(split_words(text))} " for name, text in texts.items()}
    assert [name for name, text in joined.items() if any(f" {secret} " in text for secret in secrets)] == []
    assert [name for name, text in texts.items() if KEY in text] == []


def test_a_school_has_another_pseudonym_under_another_key(done, project, tmp_path):
    other = project.copy(tmp_path / "project", without=["build", "_site"])
    code = "from lobanalysis.intake import stage; from lobanalysis.paths import find_project as f;"
    run = f"stage.run_intake(f(), '{WAVE}', lambda text, lists: [])"
    assert other.call(other.python, "-c", code + run, LOB_KEY=KEY[::-1]).returncode == 0
    assert {row["school_id"] for row in read_rows(other, "interviews.csv")}.isdisjoint(
        row["school_id"] for row in read_rows(project, "interviews.csv")
    )


@pytest.mark.needs("git")
def test_git_ignores_the_export_of_a_real_round_and_nothing_else_of_it(repository):
    listed = subprocess.run(["git", "ls-files", "data"], cwd=repository.root, capture_output=True, check=True)
    names = listed.stdout.decode().splitlines()
    assert [name for name in names if name.startswith(f"{FOLDER}/bron")] == []
    assert f"{FOLDER}/wave.yml" in names and "data/2020/bron/reacties.csv" in names


@pytest.mark.needs("git")
def test_the_hook_refuses_the_export_of_a_real_round_when_it_is_forced_in(repository):
    def call_hook() -> subprocess.CompletedProcess:
        hook = [sys.executable, str(repository.root / "tools" / "hooks" / "pre-commit")]
        environment = make_environment(repository.env, {})
        return subprocess.run(
            hook, cwd=repository.root, capture_output=True, encoding="utf-8", env=environment
        )

    assert call_hook().returncode == 0
    export = f"{FOLDER}/bron/reacties.csv"
    subprocess.run(["git", "add", "-f", export], cwd=repository.root, check=True)
    refused = call_hook()
    subprocess.run(["git", "rm", "-q", "--cached", export], cwd=repository.root, check=True)
    assert refused.returncode == 1 and export in refused.stderr
