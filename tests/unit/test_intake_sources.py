import subprocess
from pathlib import Path

import pytest
from made_up_wave import make_project, submission

from lobanalysis.intake.sources import find_committed_sources
from lobanalysis.paths import Project

PROJECT = Project(Path(__file__).resolve().parents[2])


def git(project, *arguments):
    subprocess.run(["git", "-C", str(project.root), *arguments], check=True, capture_output=True)


def commit_source(tmp_path, **settings):
    project = make_project(tmp_path, [submission()], **settings)
    git(project, "init")
    git(project, "add", "-f", "data")
    return project


def test_this_project_has_no_source_of_a_real_wave():
    assert find_committed_sources(PROJECT) == []


def test_the_source_of_a_synthetic_wave_may_be_in_git(tmp_path):
    assert find_committed_sources(commit_source(tmp_path)) == []


def test_the_source_of_a_real_wave_is_found_as_soon_as_it_is_staged(tmp_path):
    project = commit_source(tmp_path, synthetic=False, key=None)
    assert find_committed_sources(project) == ["data/2031/bron/reacties.csv"]


def test_a_source_without_a_wave_file_counts_as_real(tmp_path):
    project = commit_source(tmp_path)
    (project.wave("2031") / "wave.yml").unlink()
    assert find_committed_sources(project) == ["data/2031/bron/reacties.csv"]


def test_a_folder_without_git_has_nothing_committed(tmp_path):
    assert find_committed_sources(make_project(tmp_path, [submission()])) == []


@pytest.mark.parametrize(
    ("path", "ignored"), [("data/2031/bron/x.csv", True), ("data/2020/bron/reacties.csv", False)]
)
def test_git_ignores_the_source_folder_of_every_other_wave(path, ignored):
    command = ["git", "-C", str(PROJECT.root), "check-ignore", "-q", "--no-index", path]
    found = subprocess.run(command, capture_output=True, check=False).returncode
    if found == 128:
        pytest.skip("no git repository here")
    assert (found == 0) is ignored
