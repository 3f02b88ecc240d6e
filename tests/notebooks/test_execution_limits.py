import sys

import pytest
from example_notebooks import TABLE, code, good_cells, make_project, write_notebook

from lobanalysis.errors import NotebookError
from lobanalysis.execution.limits import Limits
from lobanalysis.execution.run import run_notebook
from lobanalysis.paths import Project

MIB = 2**20
GROW = """import time
parts = []
while True:
    parts.append(bytes(bytearray(5_000_000)))
    time.sleep(0.005)"""


@pytest.fixture(params=["warm", "cold"])
def kernels(request):
    return request.getfixturevalue("template") if request.param == "warm" else None


def run(tmp_path, source, kernels, limits):
    project = Project(make_project(tmp_path / "project"))
    cells = [*good_cells()[:3], code(f"#| label: tbl-groot\n{source}"), code(TABLE)]
    notebook = write_notebook(project.notebooks / "01_a.ipynb", cells)
    with pytest.raises(NotebookError) as caught:
        run_notebook(notebook, {"wave": "2022"}, project, template=kernels, limits=limits)
    assert (project.executed / "national" / "01_a.ipynb").is_file()
    return str(caught.value)


def test_too_much_memory_stops_a_notebook_and_says_how_much_which_limit_and_where(tmp_path, kernels):
    message = run(tmp_path, GROW, kernels, Limits(memory=250 * MIB))
    assert "stopped at 2" in message or "stopped at 3" in message
    assert "limit 250 MiB, cell 4 (tbl-groot)" in message


def test_memory_of_processes_that_a_notebook_starts_counts(tmp_path, template):
    start = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {GROW!r}])"
    message = run(tmp_path, start, template, Limits(memory=250 * MIB))
    assert "limit 250 MiB, cell 4" in message


def test_too_long_a_cell_stops_a_notebook_and_says_so(tmp_path, kernels):
    message = run(tmp_path, "while True:\n    pass", kernels, Limits(cell_seconds=1))
    assert "stopped after 1 s, limit 1 s for one cell, cell 4 (tbl-groot)" in message


def test_a_kernel_that_dies_of_itself_is_not_called_a_limit(tmp_path, kernels):
    assert "its kernel stopped" in run(tmp_path, "import os\nos._exit(9)", kernels, Limits())


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux")
def test_pages_that_kernels_share_are_counted_once(template):
    from lobanalysis.execution.memory_watch import measure_memory

    assert measure_memory(template.pid, enough=10**12) >= measure_memory(template.pid, enough=0) > 0
