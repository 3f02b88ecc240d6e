"""One build at a time, of one moment, and what a killed one left half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from lobanalysis import endings, pipeline
from lobanalysis.building import report, sources
from lobanalysis.building.failing import is_worthwhile
from lobanalysis.building.sources import check_unchanged, read_sources
from lobanalysis.building.turns import WAITING, clear_remains, take_turn
from lobanalysis.errors import ChangedError, RenderError, StorageError, UsageError
from lobanalysis.execution.limits import GIB, Limits, read_limits
from lobanalysis.execution.summary import check_results
from lobanalysis.execution.tasks import NotebookResult, NotebookTask
from lobanalysis.paths import Project


@pytest.fixture
def project(tmp_path) -> Project:
    for name in ("data/2031/bron.csv", "notebooks/01_a.ipynb", "report/a.qmd", "index.qmd"):
        write(tmp_path / name, "oud")
    return Project(tmp_path)


def write(path: Path, text: str = "half") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_second_build_says_that_it_waits_and_begins_when_the_first_is_ready(project):
    said: list[str] = []
    code = """
        import sys, pathlib
        from lobanalysis.building.turns import take_turn
        from lobanalysis.paths import Project
        with take_turn(Project(pathlib.Path(sys.argv[1])), print):
            print("here", flush=True)
            sys.stdin.readline()
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(project.root)]
    first = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdout.readline() == "here\n"

    def say(line: str) -> None:
        said.append(line)
        first.communicate("end\n")

    with take_turn(project, say):
        assert first.returncode == 0
    assert said == [WAITING]


def test_a_build_that_is_killed_gives_up_its_turn(project):
    code = "import sys, pathlib, os\nfrom lobanalysis.building.turns import take_turn\n"
    code += "from lobanalysis.paths import Project\n"
    code += "with take_turn(Project(pathlib.Path(sys.argv[1])), print): os.kill(os.getpid(), 9)"
    killed = subprocess.run([sys.executable, "-c", code, str(project.root)])
    assert killed.returncode == -signal.SIGKILL
    with take_turn(project, pytest.fail):
        pass


def test_what_killed_builds_left_half_done_is_cleared_and_nothing_else(project):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    half = [
        "build/2031/tables/kader.csv.{}.new",
        "build/executed/national/.04_borging.{}.ipynb",
        "build/executed/national/.04_borging.{}.seen.new",
        "build/2031/tables/result/kader.csv.part",
        "_variables.yml.{}.new",
        "_site.new/index.html",
        "build/2031/tables/.intake-new/interviews.csv",
    ]
    whole = ["build/2031/tables/kader.csv", "build/locks/a.lock", f"build/a.csv.{os.getppid()}.new"]
    for name in (*half, *whole):
        write(project.root / name.format(gone.pid))
    clear_remains(project)
    left = {path.relative_to(project.root).as_posix() for path in project.root.rglob("*") if path.is_file()}
    assert {name for name in left if name.startswith(("build", "_"))} == set(whole)


def test_a_site_that_was_moved_away_is_put_back_before_anything_is_made(project):
    write(project.root / "_site.old/index.html", "goed")
    with take_turn(project, pytest.fail):
        assert (project.site / "index.html").read_text() == "goed"


@pytest.mark.parametrize("name", ["data/2031/bron.csv", "notebooks/01_a.ipynb", "report/a.qmd", "index.qmd"])
def test_a_source_that_changes_is_named(project, name):
    before = read_sources(project)
    write(project.root / name, "nieuw")
    with pytest.raises(ChangedError, match=f"{name} changed"):
        check_unchanged(before, project)


def test_a_file_that_an_editor_hides_is_no_source(project):
    before = read_sources(project)
    write(project.root / "data/2031/.bron.csv.swp")
    check_unchanged(before, project)


def make_and_change(project: Project, times: int):
    """Return a function that makes something of a source, which changes the first `times` times meanwhile."""
    source, seen = project.root / "data/2031/bron.csv", []

    def make(unchanged):
        seen.append(source.read_text())
        if len(seen) <= times:
            write(source, f"nieuw {len(seen)}")
        unchanged()
        return seen

    return make


def test_what_changed_meanwhile_is_made_again_from_the_new_source(project):
    said: list[str] = []
    made = report.repeat(project, said.append, make_and_change(project, 1))
    assert made == ["oud", "nieuw 1"]
    assert said == ["sources changed during the run: data/2031/bron.csv changed; made again"]


def test_a_source_that_goes_on_changing_ends_in_one_error_and_nothing_is_published(project):
    with pytest.raises(ChangedError, match="nothing was published"):
        report.repeat(project, str, make_and_change(project, 9))


def test_an_error_over_a_source_that_was_being_written_is_no_error(project):
    source, times = project.root / "data/2031/bron.csv", []

    def make(unchanged):
        times.append(1)
        if len(times) == 1:
            write(source, "whole")
            raise RenderError("bron.csv", "is half")
        return source.read_text()

    assert report.repeat(project, str, make) == "whole"


def test_a_program_that_changed_is_not_run_again_in_the_same_process(project, tmp_path, monkeypatch):
    package = tmp_path / "elders" / "lobanalysis"
    write(package / "cli.py", "1")
    monkeypatch.setattr(sources, "PACKAGE", package)

    def make(unchanged):
        write(package / "cli.py", "2")
        unchanged()

    with pytest.raises(ChangedError, match="the program itself changed"):
        report.repeat(project, pytest.fail, make)


def result(name: str, outcome: str = "ran", code: int = 0) -> NotebookResult:
    problem = (name, "went wrong", "", "") if code else None
    return NotebookResult(NotebookTask(Path(name), ()), outcome, problem=problem, exit_code=code)


def test_the_gate_begins_when_the_intake_has_told_what_was_removed_and_before_the_workers(
    project, monkeypatch
):
    order: list[str] = []

    class Gate:
        def __init__(self, *_, **__):
            order.append("gate")

        def __enter__(self):
            return self

        def __exit__(self, *_):
            order.append("end of gate")

    def make_tables(*_, begin, **__):
        for stage in ("intake", "coding", "analysis", "claims"):
            order.append(stage)
            begin(stage)
        raise UsageError("wave", "ends here")

    head_start = SimpleNamespace(hire=lambda count: order.append(f"{count} workers"))
    monkeypatch.setattr("lobanalysis.gate.step.Gate", Gate)
    monkeypatch.setattr("lobanalysis.execution.head_start.open_head_start", lambda _: nullcontext(head_start))
    monkeypatch.setattr(pipeline, "make_tables", make_tables)
    with pytest.raises(UsageError, match="ends here"):
        report.make_once(project, report.Wish("2031"), str, lambda: None)
    workers = "2 workers"
    assert order == ["intake", "coding", "gate", workers, "analysis", workers, "claims", "end of gate"]


def test_a_report_is_published_with_a_chapter_that_failed_but_not_without_any():
    right, wrong, full = result("a"), result("b", "failed", 31), result("c", "failed", 50)
    assert is_worthwhile([right]) and is_worthwhile([right, wrong])
    assert not is_worthwhile([wrong]) and not is_worthwhile([right, full])


def test_a_full_disk_is_told_as_such_and_not_as_a_notebook_that_failed():
    with pytest.raises(StorageError, match="c: went wrong"):
        check_results([result("a"), result("b", "failed", 31), result("c", "failed", 50)])


def test_limits_come_from_the_environment(monkeypatch):
    assert read_limits() == Limits(2 * GIB, 600)
    monkeypatch.setenv("LOB_NOTEBOOK_MB", "512")
    monkeypatch.setenv("LOB_CELL_SECONDS", "30")
    assert read_limits() == Limits(GIB // 2, 30)


@pytest.mark.parametrize("text", ["0", "-1", "veel", "1.5"])
def test_a_limit_that_is_no_number_is_an_error(text, monkeypatch):
    monkeypatch.setenv("LOB_CELL_SECONDS", text)
    with pytest.raises(UsageError, match="LOB_CELL_SECONDS"):
        read_limits()


def test_each_signal_has_its_own_words_and_code(monkeypatch):
    assert endings.find_ending() == ("interrupted; the last good site is still in place", 130)
    monkeypatch.setattr(endings, "_received", [signal.SIGTERM])
    assert endings.find_ending() == ("asked to end; the last good site is still in place", 143)
