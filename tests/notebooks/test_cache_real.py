"""What runs again after a change, with real kernels that observe: exactly what used what changed."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from example_notebooks import TABLE, code, good_cells, make_project, markdown, write_notebook

from lobanalysis.execution.manifests import read_manifest
from lobanalysis.execution.places import find_manifest
from lobanalysis.execution.pool import run_jobs
from lobanalysis.execution.set import plan_set, run_set
from lobanalysis.execution.summary import check_results, format_costs
from lobanalysis.execution.tasks import Job, list_tasks
from lobanalysis.paths import Project
from lobanalysis.pipeline import READY_VARIABLE
from lobanalysis.stages import make_tables

READY = {READY_VARIABLE: "2020"}

USES_WORDS = """#| label: tbl-een
#| tbl-cap: "Een"
from pathlib import Path
from words import say
import yaml
yaml.safe_load(Path("build/2020/tables/x.csv").read_text())
tabulate(say())"""
USES_FOLDER = """#| label: tbl-twee
#| tbl-cap: "Twee"
from pathlib import Path
import filelock
Path("build/2020/tables/y.csv").read_text()
len(list(Path("data/2020").glob("*.csv")))
tabulate(wave)"""
LOCK = """# made up
filelock==1.0 ; python_version > '3'
pyyaml==6.0 \\
    --hash=sha256:aa
unrelated==1.0
"""


def write_files(root: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = root / name.replace("__", "/").replace("_csv", ".csv").replace("_py", ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A project of two notebooks that were run: 01 uses words.py, yaml and x.csv, 02 y.csv and a folder."""
    root = make_project(tmp_path_factory.mktemp("gemaakt") / "project")
    write_files(root, words_py="def say():\n    return 'a'\n", other_py="", build__2020__tables__x_csv="a: 1")
    write_files(root, build__2020__tables__y_csv="b", build__2020__tables__z_csv="c", data__2020__a_csv="d")
    (root / "requirements.lock").write_text(LOCK, encoding="utf-8")
    (root / "tekst.qmd").write_text("Tekst", encoding="utf-8")
    write_notebook(root / "notebooks" / "01_een.ipynb", [*good_cells()[:3], code(USES_WORDS)])
    write_notebook(root / "notebooks" / "02_twee.ipynb", [*good_cells()[:3], code(USES_FOLDER)])
    results = run_set(list_tasks(Project(root), {}), Project(root))
    check_results(results)
    assert "peak memory" in format_costs(results)[1] and "tbl-" in format_costs(results)[0]
    return root


@pytest.fixture
def project(made, tmp_path) -> Project:
    """A copy of the project that was run, free to change."""
    return Project(Path(shutil.copytree(made, tmp_path / "kopie")))


def plan(project: Project, **parameters: str) -> dict[str, list[str]]:
    todo = plan_set(list_tasks(project, parameters), project)
    return {job.task.name: list(job.why) for job in todo.jobs}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_runs_when_nothing_changed(project):
    assert plan(project) == {}


def test_a_changed_helper_function_runs_what_imported_it(project):
    replace(project.root / "words.py", "'a'", "'b'")
    assert plan(project) == {"01_een": ["module words.py changed"]}


def test_a_changed_table_runs_what_opened_it(project):
    (project.tables("2020") / "y.csv").write_text("b2", encoding="utf-8")
    assert plan(project) == {"02_twee": ["file build/2020/tables/y.csv changed"]}


def test_a_table_that_is_gone_runs_what_opened_it(project):
    (project.tables("2020") / "x.csv").unlink()
    assert plan(project) == {"01_een": ["file build/2020/tables/x.csv changed"]}


def test_a_new_file_in_a_folder_runs_what_listed_it(project):
    (project.wave("2020") / "b.csv").write_text("", encoding="utf-8")
    assert plan(project) == {"02_twee": ["folder data/2020 changed"]}


@pytest.mark.parametrize("name", ["tekst.qmd", "other.py", "build/2020/tables/z.csv", "data/2020/a.csv"])
def test_what_nobody_read_runs_nothing(project, name):
    (project.root / name).write_text("x = 2", encoding="utf-8")
    assert plan(project) == {}


def test_a_changed_pin_runs_what_imported_the_package(project):
    replace(project.root / "requirements.lock", "pyyaml==6.0", "pyyaml==6.1")
    assert plan(project) == {"01_een": ["package pyyaml changed"]}


def test_a_changed_pin_of_another_package_and_a_changed_fingerprint_run_nothing(project):
    replace(project.root / "requirements.lock", "unrelated==1.0", "unrelated==2.0")
    replace(project.root / "requirements.lock", "sha256:aa", "sha256:bb")
    assert plan(project) == {}


def test_a_changed_parameter_runs_the_notebooks_that_have_it(project):
    assert plan(project, wave="2031") == {
        "01_een": ["parameter wave changed"],
        "02_twee": ["parameter wave changed"],
    }


def test_a_changed_code_cell_runs_its_notebook(project):
    replace(project.notebooks / "02_twee.ipynb", "Twee", "Drie")
    assert plan(project) == {"02_twee": ["code of its cells changed"]}


def test_changed_prose_runs_nothing_and_stands_in_the_products(project):
    replace(project.notebooks / "02_twee.ipynb", "# Voorbeeld", "# Andere titel")
    assert plan(project) == {}
    results = run_set(list_tasks(project, {}), project)
    assert [result.outcome for result in results] == ["unchanged", "rewritten"]
    for folder in (project.rendered_notebooks, project.downloads / "notebooks"):
        assert "# Andere titel" in (folder / "02_twee.ipynb").read_text(encoding="utf-8")
    assert [r.outcome for r in run_set(list_tasks(project, {}), project)] == ["unchanged", "unchanged"]


def test_an_altered_product_is_made_again_from_the_last_run(project, made):
    product = project.rendered_notebooks / "01_een.ipynb"
    product.write_text("{", encoding="utf-8")
    assert [r.outcome for r in run_set(list_tasks(project, {}), project)] == ["rewritten", "unchanged"]
    assert product.read_bytes() == (made / "build" / "notebooks" / "01_een.ipynb").read_bytes()


def test_an_altered_run_is_made_again(project):
    (project.executed / "national" / "01_een.ipynb").write_text("{}", encoding="utf-8")
    assert plan(project) == {"01_een": ["build/executed/national/01_een.ipynb is gone or altered"]}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"inputs": 1}', '{"inputs": {}, "outputs": {}}'])
def test_a_corrupt_manifest_runs_its_notebook_alone(project, content):
    task = list_tasks(project, {})[0]
    find_manifest(project, task.edition, task.source).write_text(content, encoding="utf-8")
    assert list(plan(project)) == ["01_een"]


def test_names_in_a_manifest_hold_no_absolute_path(made):
    text = (made / "build" / "executed" / "national" / "02_twee.json").read_text(encoding="utf-8")
    assert str(made) not in text and "sitecustomize" not in text


def test_the_observer_leaves_no_trace_in_the_notebook(made):
    text = (made / "build" / "executed" / "national" / "01_een.ipynb").read_text(encoding="utf-8")
    cells = json.loads(text)["cells"]
    assert "observe" not in text.lower()
    assert [len(cell["outputs"]) for cell in cells if cell["cell_type"] == "code"] == [0, 0, 0, 1]


def test_a_run_after_a_change_remembers_the_new_state(project):
    replace(project.root / "words.py", "'a'", "'b'")
    results = run_set(list_tasks(project, {}), project)
    assert [(r.outcome, r.why) for r in results] == [
        ("ran", ("module words.py changed",)),
        ("unchanged", ()),
    ]
    assert "| b |" in json.loads((project.rendered_notebooks / "01_een.ipynb").read_text("utf-8"))["cells"][
        -1
    ]["outputs"][0]["data"]["text/markdown"].replace("\\n", "\n")
    assert plan(project) == {}


def test_two_builds_at_once_share_one_run(project):
    replace(project.root / "words.py", "'a'", "'b'")
    task = list_tasks(project, {})[0]
    results = list(run_jobs([Job(task), Job(task)], project, 2))
    assert sorted(result.outcome for result in results) == ["ran", "unchanged"]


def test_a_lost_worker_takes_only_its_own_notebook_with_it(project):
    kill = "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)"
    write_notebook(project.notebooks / "00_weg.ipynb", [*good_cells()[:3], code(kill), code(TABLE)])
    replace(project.root / "words.py", "'a'", "'b'")
    # The parent of an ordinary kernel is the worker; that of a warm one its template.
    results = run_set(list_tasks(project, {}), project, cold=True)
    assert [result.outcome for result in results] == ["failed", "ran", "unchanged"]
    assert results[0].problem[1] == "its process was ended"


SCRIPT = """
import sys
from pathlib import Path
from lobanalysis.execution.set import run_set
from lobanalysis.execution.tasks import list_tasks
from lobanalysis.paths import Project

if __name__ == "__main__":
    project = Project(Path(sys.argv[1]))
    try:
        run_set(list_tasks(project, {}), project)
    except KeyboardInterrupt:
        sys.exit(130)
"""
WAIT = "import os, time\nopen(f'begonnen-{os.getpid()}', 'w').close()\ntime.sleep(120)"


def is_running(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


@pytest.mark.skipif(sys.platform == "win32", reason="sends the signal of Ctrl-C to a process")
@pytest.mark.parametrize("whole_group", [True, False])
def test_ctrl_c_ends_kernels_and_leaves_nothing_half_written(tmp_path, whole_group):
    root = make_project(tmp_path / "project")
    for name in ("01_a", "02_b", "03_c"):
        table = TABLE.replace("tbl-tabel", f"tbl-{name[-1]}")
        write_notebook(root / "notebooks" / f"{name}.ipynb", [*good_cells()[:3], code(WAIT), code(table)])
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "script.py"), str(root)]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 90
    while len(list(root.glob("begonnen-*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    children = [child.pid for child in psutil.Process(process.pid).children(recursive=True)]
    kernels = [int(path.name.partition("-")[2]) for path in root.glob("begonnen-*")]
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    problems = process.communicate(timeout=40)[1].decode()
    assert process.returncode == 130, problems
    assert len(kernels) == 2
    time.sleep(1.5)
    assert [pid for pid in {*children, *kernels} if is_running(pid)] == []
    left = [path.name for path in (root / "build" / "executed").rglob("*") if path.is_file()]
    assert left == []
    assert "Traceback" not in problems
    assert read_manifest(root / "build" / "executed" / "national" / "01_a.json") is None


def test_a_failing_notebook_is_marked_and_its_message_shows_source_and_error(tmp_path):
    project = Project(make_project(tmp_path))
    wrong = '#| label: tbl-fout\n#| tbl-cap: "x"\nonbekend(wave)'
    cells = [*good_cells()[:3], markdown("Tekst"), code(wrong)]
    write_notebook(project.notebooks / "01_fout.ipynb", cells)
    (result,) = run_set(list_tasks(project, {}), project)
    with pytest.raises(Exception, match="NameError: name 'onbekend' is not defined") as caught:
        check_results([result])
    assert "    | onbekend(wave)" in str(caught.value)
    partial = json.loads((project.executed / "national" / "01_fout.ipynb").read_text(encoding="utf-8"))
    assert any("papermill-error-cell-tag" in cell["metadata"].get("tags", []) for cell in partial["cells"])


ROOT = Path(__file__).resolve().parents[2]
COPIED = ("data", "notebooks", "lobanalysis", "report", "benchmarks/results", "build/2020", "build/executed")
COPIED += ("build/notebooks", "build/figures", "build/downloads", "_quarto.yml", "requirements.lock")


@pytest.fixture(scope="module")
def report_project() -> Path:
    """The project itself, tables made and all notebooks run."""
    make_tables(Project(ROOT), "2020")
    check_results(run_set(list_tasks(Project(ROOT), {}), Project(ROOT), environment=READY))
    return ROOT


@pytest.fixture
def report_copy(report_project, tmp_path) -> Project:
    """A copy of the project with all that was made, free to change."""
    ignored = shutil.ignore_patterns("__pycache__", "*.lock.d")
    for name in COPIED:
        source, target = report_project / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=ignored)
        else:
            shutil.copy(source, target)
    return Project(tmp_path)


def names(project: Project) -> list[str]:
    return sorted(plan(project))


def test_a_copy_of_the_project_has_nothing_to_run(report_copy):
    assert names(report_copy) == []


def test_changed_chapters_and_prose_of_the_report_run_nothing(report_copy):
    for path in (report_copy.root / "report").glob("*.qmd"):
        path.write_text(path.read_text(encoding="utf-8") + "\nEen zin.\n", encoding="utf-8")
    assert names(report_copy) == []


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("presentation/method_charts.py", ["13_verantwoording"]),
        ("presentation/agreement_charts.py", ["14_betrouwbaarheid"]),
        ("presentation/group_charts.py", ["05_vragen"]),
        ("presentation/quotes.py", ["03_kaders", "04_borging", "05_vragen"]),
        ("intake/questionnaire.py", ["11_vragenlijst"]),
        ("notebooks/codebook.py", ["12_codeboek", "13_verantwoording"]),
        ("provenance.py", ["16_colofon"]),
        ("analysis/intervals.py", []),
        ("publishing/book.py", []),
        ("execution/set.py", []),
    ],
)
def test_a_changed_module_runs_the_notebooks_that_imported_it(report_copy, module, expected):
    path = report_copy.root / "lobanalysis" / module
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert names(report_copy) == expected


def test_a_changed_pin_of_matplotlib_runs_the_notebooks_with_charts(report_copy):
    lock = report_copy.root / "requirements.lock"
    lock.write_text(re.sub(r"(?m)^matplotlib==\S+", "matplotlib==99.0", lock.read_text("utf-8")), "utf-8")
    charts = ["01_inleiding", "02_rollen", "03_kaders", "04_borging", "05_vragen"]
    assert names(report_copy) == [*charts, "13_verantwoording", "14_betrouwbaarheid"]


def test_a_changed_definition_of_a_code_runs_the_notebooks_that_used_its_domain(report_copy):
    codes = report_copy.codebook / "codes.csv"
    text, count = re.subn(r"(?m)^(evaluatie;.*;team;[^;\n]*;)", r"\1Gewijzigd. ", codes.read_text("utf-8"))
    assert count == 1
    codes.write_text(text, encoding="utf-8")
    make_tables(report_copy, "2020")
    # The colophon prints a fingerprint of every source file.
    assert names(report_copy) == ["04_borging", "12_codeboek", "16_colofon", "17_uitspraken"]


def test_a_changed_answer_runs_intake_and_the_notebooks_whose_tables_changed(report_copy):
    path = next((report_copy.wave("2020") / "bron").glob("*.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    place = next(row for row in range(1, len(rows)) if len(rows[row][10]) > 20)
    rows[place][16] = "geen"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    assert make_tables(report_copy, "2020") == ["intake", "coding", "analysis", "claims"]
    assert names(report_copy) == ["02_rollen", "13_verantwoording", "16_colofon", "17_uitspraken"]
