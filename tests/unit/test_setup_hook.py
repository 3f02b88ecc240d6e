import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from example_notebooks import code, make_notebook

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="missing program: git")


@pytest.fixture
def repository(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def stage(repository, name, text):
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    subprocess.run(["git", "add", name], cwd=repository, check=True)


def run_hook(repository):
    hook = [sys.executable, str(ROOT / "tools" / "hooks" / "pre-commit")]
    return subprocess.run(hook, cwd=repository, capture_output=True, encoding="utf-8")


def run_notebook_file(outputs):
    return json.dumps(make_notebook([{**code("1"), "outputs": outputs}]))


def test_a_stripped_notebook_may_be_committed(repository):
    stage(repository, "notebooks/a.ipynb", run_notebook_file([]))
    assert run_hook(repository).returncode == 0


def test_a_notebook_with_outputs_may_not_be_committed(repository):
    stage(repository, "notebooks/a.ipynb", run_notebook_file([{"output_type": "stream", "text": "geheim"}]))
    done = run_hook(repository)
    assert done.returncode == 1
    assert "notebooks/a.ipynb: cell 1 has outputs" in done.stderr
    assert "geheim" not in done.stderr


def test_what_is_staged_counts_not_what_lies_in_the_folder(repository):
    stage(repository, "notebooks/a.ipynb", run_notebook_file([{"output_type": "stream", "text": "x"}]))
    (repository / "notebooks" / "a.ipynb").write_text(run_notebook_file([]), encoding="utf-8")
    assert run_hook(repository).returncode == 1


def test_raw_answers_of_a_real_wave_may_not_be_committed(repository):
    stage(repository, "data/2022/wave.yml", 'wave: "2022"\nsynthetic: false\n')
    stage(repository, "data/2022/bron/reacties.csv", "x")
    done = run_hook(repository)
    assert done.returncode == 1
    assert "data/2022/bron/reacties.csv: raw answers" in done.stderr


def test_a_wave_that_does_not_say_that_it_is_synthetic_is_taken_for_real(repository):
    stage(repository, "data/2022/bron/reacties.csv", "x")
    assert run_hook(repository).returncode == 1


def test_raw_answers_of_a_synthetic_wave_may_be_committed(repository):
    stage(repository, "data/2020/wave.yml", 'wave: "2020"\nsynthetic: true  # invented\n')
    stage(repository, "data/2020/bron/reacties.csv", "x")
    assert run_hook(repository).returncode == 0


def test_the_repository_itself_holds_no_notebook_with_outputs_and_no_raw_answers_of_a_real_wave():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8"
    ).stdout.split("\n")
    raw = {path.split("/")[1] for path in listed if "/bron/" in path and path.startswith("data/")}
    waves = {wave: (ROOT / "data" / wave / "wave.yml").read_text(encoding="utf-8") for wave in raw}
    assert [wave for wave, text in waves.items() if "\nsynthetic: true" not in text] == []
