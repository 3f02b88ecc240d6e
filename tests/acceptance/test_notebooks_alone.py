"""A notebook of a fresh clone runs by itself, whatever starts it, and makes what it needs."""

from __future__ import annotations

import json

import pytest
from clone import Clone

NAME = "notebooks/04_borging.ipynb"


@pytest.fixture(scope="module")
def bare(built, tmp_path_factory) -> Clone:
    """Return the clone with nothing made."""
    parts = ["build", "_site", "_variables.yml"]
    return built.clone.copy(tmp_path_factory.mktemp("kaal") / "project", without=parts)


def find_figures(project: Clone, name: str) -> list[str]:
    """Return a line per output of a notebook that is a drawing."""
    cells = json.loads(project.read(name))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert [output["ename"] for output in outputs if output["output_type"] == "error"] == []
    return [
        "".join(output["data"]["text/plain"])
        for output in outputs
        if "image/svg+xml" in output.get("data", {})
    ]


def test_papermill_runs_a_notebook_from_the_root_and_the_tables_are_made(bare):
    assert not (bare.root / "build").exists()
    done = bare.module("papermill", NAME, "uit.ipynb")
    assert done.returncode == 0, done.stderr[-500:]
    assert find_figures(bare, "uit.ipynb")
    assert (bare.root / "build" / "2020" / "tables" / "result").is_dir()


def test_papermill_runs_a_notebook_from_its_own_folder_with_parameters(bare):
    folder = bare.root / "notebooks"
    done = bare.module(
        "papermill",
        "04_borging.ipynb",
        "../uit2.ipynb",
        "-p",
        "wave",
        "2020",
        "-r",
        "wave",
        "2020",
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert find_figures(bare, "uit2.ipynb")


def test_jupyter_executes_a_notebook_in_its_own_folder(bare):
    execute = "from nbclient.cli import main; main()"  # what the command `jupyter execute` calls
    given = ["--output", "../uit3.ipynb", "05_vragen.ipynb"]
    done = bare.call(bare.python, "-c", execute, *given, cwd=bare.root / "notebooks")
    assert done.returncode == 0, done.stderr[-500:]
    assert find_figures(bare, "uit3.ipynb")


def test_nbval_accepts_a_notebook_without_outputs(bare):
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-c",
        "tests/notebooks/nbval.ini",
        "--rootdir",
        ".",
    ]
    done = bare.module("pytest", *options, "--nbval-lax", "--nbval-current-env", "notebooks/15_cijfers.ipynb")
    assert done.returncode == 0, done.stdout[-500:]


def test_a_notebook_with_a_wrong_wave_says_which_there_are(bare):
    done = bare.module("papermill", NAME, "fout.ipynb", "-r", "wave", "1999")
    assert done.returncode != 0
    assert "there is no wave of that name. Expected one of: 2020" in done.stderr
