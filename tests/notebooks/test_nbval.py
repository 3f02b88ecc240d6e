"""nbval: the notebooks run by themselves, and a second run shows what the first showed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from example_notebooks import FIGURE, TABLE, code, good_cells, make_project, write_notebook

from lobanalysis.execution.places import find_executed
from lobanalysis.execution.set import check_results, run_set
from lobanalysis.execution.tasks import list_tasks
from lobanalysis.paths import Project

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "notebooks").glob("*.ipynb"))
SETTINGS = Path(__file__).parent / "nbval.ini"
FAILED = re.compile(r"^(?:FAILED|ERROR) (.*)$", re.MULTILINE)


def run_nbval(mode: str, paths: list[Path]) -> list[str]:
    """Return the cells that fail when nbval runs notebooks again; cells by number, never their content."""
    command = [sys.executable, "-m", "pytest", "-c", str(SETTINGS), "--rootdir", str(ROOT), "-q", "--tb=no"]
    done = subprocess.run(
        [*command, mode, "--nbval-current-env", *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
    )
    failed = [line.split(" - ")[0] for line in FAILED.findall(done.stdout)]
    return failed if done.returncode in (0, 1) else [f"nbval ended with code {done.returncode}"]


@pytest.fixture(scope="module")
def executed() -> list[Path]:
    """Return the executed copies of the project's notebooks, run now when anything changed."""
    project = Project(ROOT)
    tasks = list_tasks(project, {})
    check_results(run_set(tasks, project))
    return [find_executed(project, task.edition, task.source) for task in tasks]


@pytest.fixture
def example(tmp_path):
    return Project(make_project(tmp_path))


def run_example(project: Project, *cells: dict) -> Path:
    """Return the executed copy of an example notebook in the project's folder, where its module is found."""
    source = write_notebook(project.notebooks / "01_a.ipynb", [*good_cells()[:3], *cells])
    check_results(run_set(list_tasks(project, {}), project))
    copy = project.root / "01_a.ipynb"
    copy.write_bytes(find_executed(project, "national", source).read_bytes())
    return copy


def test_nbval_accepts_an_executed_notebook_whose_second_run_is_equal(example):
    assert run_nbval("--nbval", [run_example(example, code(FIGURE), code(TABLE))]) == []


def test_nbval_refuses_an_executed_notebook_whose_second_run_differs(example):
    copy = run_example(example, code(FIGURE), code("import time\ntime.time_ns()"))
    assert [line.split("::")[-1] for line in run_nbval("--nbval", [copy])] == ["Cell 4"]


@pytest.mark.skipif(not SOURCES, reason="no notebooks yet")
def test_a_second_run_of_each_executed_notebook_shows_the_same(executed):
    assert run_nbval("--nbval", executed) == []


@pytest.mark.skipif(not SOURCES, reason="no notebooks yet")
def test_each_source_notebook_runs_by_itself():
    assert run_nbval("--nbval-lax", SOURCES) == []
