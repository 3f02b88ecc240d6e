import json
import sys
import time
from contextlib import nullcontext

import psutil
import pytest
from example_notebooks import FIGURE, TABLE, code, good_cells, make_project, write_notebook

from lobanalysis.errors import NotebookError, ParameterError
from lobanalysis.execution import set as notebook_set
from lobanalysis.execution.head_start import HeadStart
from lobanalysis.execution.set import check_results, format_summary, run_set
from lobanalysis.execution.tasks import list_tasks
from lobanalysis.paths import Project


@pytest.fixture
def project(tmp_path, monkeypatch, warmth):
    monkeypatch.setattr(
        notebook_set, "open_head_start", lambda cold: nullcontext(HeadStart(None if cold else warmth))
    )
    return Project(make_project(tmp_path / "met spatie {en accolades}"))


def write(project, name, *cells):
    return write_notebook(project.notebooks / f"{name}.ipynb", [*good_cells()[:3], *cells])


def outcomes(results):
    return {result.task.name: result.outcome for result in results}


def test_a_notebook_runs_with_its_parameters_and_all_its_products_are_there(project):
    write(project, "01_a", code(FIGURE), code(TABLE))
    run_set(list_tasks(project, {"wave": "2022"}), project)
    made = {p.relative_to(project.build).as_posix() for p in project.build.rglob("*") if p.is_file()}
    assert {name for name in made if not name.startswith(("ipython/", "locks/"))} == {
        "times.json",
        "executed/national/01_a.ipynb",
        "executed/national/01_a.json",
        "notebooks/01_a.ipynb",
        "figures/fig-balken.png",
        "figures/fig-balken.txt",
        "downloads/data/fig-balken.csv",
        "downloads/data/tbl-tabel.csv",
        "downloads/notebooks/01_a.ipynb",
    }
    assert "2022" in (project.rendered_notebooks / "01_a.ipynb").read_text(encoding="utf-8")
    assert "2022" not in (project.downloads / "notebooks" / "01_a.ipynb").read_text(encoding="utf-8")


def test_a_second_run_makes_nothing_and_a_changed_notebook_alone_runs_again(project):
    write(project, "01_a", code(FIGURE))
    write(project, "02_b", code(TABLE))
    tasks = list_tasks(project, {})
    run_set(tasks, project)
    assert outcomes(run_set(tasks, project)) == {"01_a": "unchanged", "02_b": "unchanged"}
    write(project, "02_b", code(TABLE.replace("Tabel", "Andere")))
    results = run_set(list_tasks(project, {}), project)
    assert outcomes(results) == {"01_a": "unchanged", "02_b": "ran"}
    assert results[1].why == ("code of its cells changed",)


def test_two_runs_make_the_same_copy_byte_for_byte(project):
    write(project, "01_a", code(FIGURE))
    copy = project.rendered_notebooks / "01_a.ipynb"
    run_set(list_tasks(project, {}), project)
    first = copy.read_bytes()
    copy.unlink()
    run_set(list_tasks(project, {}), project)
    assert copy.read_bytes() == first


def test_a_failing_notebook_leaves_the_others_running_and_keeps_its_partial_copy(project):
    write(project, "01_kapot", code('#| label: tbl-kapot\n#| tbl-cap: "x"\n{}["Anne" "moon"]'), code(TABLE))
    write(project, "02_goed", code(FIGURE))
    results = run_set(list_tasks(project, {}), project)
    assert outcomes(results) == {"01_kapot": "failed", "02_goed": "ran"}
    with pytest.raises(NotebookError, match=r"cell 4 \(tbl-kapot\): KeyError") as caught:
        check_results(results)
    assert "Annemoon" not in str(caught.value) + format_summary(results)
    partial = json.loads((project.executed / "national" / "01_kapot.ipynb").read_text(encoding="utf-8"))
    assert any(
        cell.get("outputs") and cell["outputs"][0]["output_type"] == "error" for cell in partial["cells"]
    )


def test_a_kernel_that_dies_is_one_clear_error_and_keeps_a_partial_copy(project):
    write(project, "01_dood", code("import os; os._exit(9)"), code(TABLE))
    results = run_set(list_tasks(project, {}), project)
    with pytest.raises(NotebookError, match="its kernel stopped"):
        check_results(results)
    assert (project.executed / "national" / "01_dood.ipynb").is_file()


def test_a_notebook_runs_in_the_project_folder_with_this_interpreter(project):
    write(project, "01_a", code("import os, sys\nassert os.path.isfile('_quarto.yml')"), code(FIGURE))
    write(project, "02_b", code("import sys\nprint(sys.executable)"), code(TABLE))
    check_results(run_set(list_tasks(project, {}), project))
    executed = (project.executed / "national" / "02_b.ipynb").read_text(encoding="utf-8")
    assert json.dumps(sys.executable)[1:-1] in executed


def test_a_figure_that_no_notebook_makes_any_more_goes_away_and_other_files_stay(project):
    write(project, "01_a", code(FIGURE))
    run_set(list_tasks(project, {}), project)
    other = project.downloads / "data" / "alles.csv"
    other.write_text("x", encoding="utf-8")
    write(project, "01_a", code(FIGURE.replace("fig-balken", "fig-nieuw")))
    run_set(list_tasks(project, {}), project)
    assert sorted(path.name for path in project.figures.iterdir()) == ["fig-nieuw.png", "fig-nieuw.txt"]
    assert other.is_file()


def test_wrong_parameters_stop_before_anything_starts(project):
    write(project, "01_a", code(FIGURE))
    with pytest.raises(ParameterError, match="unknown parameter wawe"):
        list_tasks(project, {"wawe": "2020"})
    assert not project.build.exists()


def test_a_label_in_two_notebooks_stops_before_anything_starts(project):
    write(project, "01_a", code(FIGURE))
    write(project, "02_b", code(FIGURE))
    with pytest.raises(NotebookError, match="fig-balken"):
        list_tasks(project, {})


def test_another_edition_goes_to_a_folder_of_its_own(project):
    write(project, "01_a", code(FIGURE))
    run_set(list_tasks(project, {"edition": "kind", "group": "roc"}, "roc"), project)
    assert (project.build / "editions" / "roc" / "build" / "notebooks" / "01_a.ipynb").is_file()
    assert not project.rendered_notebooks.exists()


OWNER = """
import sys
from pathlib import Path
from lobanalysis.execution.set import run_set
from lobanalysis.execution.tasks import list_tasks
from lobanalysis.paths import Project
project = Project(Path(sys.argv[1]))
run_set(list_tasks(project, {}), project)
"""


def test_when_the_whole_run_is_killed_none_of_its_processes_stays(project):
    for name in ("01_a", "02_b"):
        wait = f"import time\nopen('{name}', 'w').close()\ntime.sleep(60)"
        write_notebook(project.notebooks / f"{name}.ipynb", [*good_cells()[:2], code(wait)])
    owner = psutil.Popen([sys.executable, "-c", OWNER, str(project.root)])
    try:
        deadline = time.monotonic() + 60
        while not all((project.root / name).exists() for name in ("01_a", "02_b")):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        started = owner.children(recursive=True)
    finally:
        owner.kill()
        owner.wait()
    assert len(started) >= 4
    assert psutil.wait_procs(started, timeout=3)[1] == []


def test_cold_and_warm_kernels_make_the_same_products(project):
    write(project, "01_a", code(FIGURE), code(TABLE))
    copy, made = project.rendered_notebooks / "01_a.ipynb", []
    for cold in (False, True):
        check_results(run_set(list_tasks(project, {}), project, cold=cold, force=True))
        made.append(copy.read_bytes())
        copy.unlink()
    assert made[0] == made[1]


def test_a_result_says_why_its_kernel_was_an_ordinary_one(project):
    write(project, "01_a", code(FIGURE))
    (project.root / "matplotlibrc").write_text("font.size: 9", encoding="utf-8")
    (result,) = run_set(list_tasks(project, {}), project)
    assert result.notes == ("ordinary kernel: the working directory has a matplotlibrc",)
    check_results([result])
