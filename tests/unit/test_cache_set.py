import io
import os
import time
from pathlib import Path

import pytest
from rich.console import Console

from lobanalysis.errors import NotebookError, UsageError
from lobanalysis.execution.leftovers import read_limit, remove_oldest
from lobanalysis.execution.progress import (
    Progress,
    TerminalProgress,
    expect_seconds,
    read_times,
    sort_longest_first,
    write_times,
)
from lobanalysis.execution.summary import check_results, format_costs, format_plan, format_summary
from lobanalysis.execution.tasks import Job, NotebookResult, NotebookTask


def job(name: str, edition: str = "national") -> Job:
    return Job(NotebookTask(Path(f"{name}.ipynb"), (), edition), ("module a.py changed",))


def result(name: str, outcome: str = "ran", **values) -> NotebookResult:
    return NotebookResult(job(name).task, outcome, **values)


def write_run(folder: Path, name: str, size: int, age: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for ending in (".ipynb", ".json"):
        path = folder / f"{name}{ending}"
        path.write_bytes(b"x" * size)
        os.utime(path, (1_000_000 - age, 1_000_000 - age))


def test_the_oldest_runs_go_first_and_whole(tmp_path):
    for age, name in enumerate(["nieuw", "ouder", "oudst"]):
        write_run(tmp_path / "national", name, 10, age)
    removed = remove_oldest(tmp_path, 45)
    assert sorted(path.name for path in removed) == ["oudst.ipynb", "oudst.json"]
    assert len(list((tmp_path / "national").iterdir())) == 4


def test_a_limit_that_is_not_reached_removes_nothing(tmp_path):
    write_run(tmp_path / "national", "a", 10, 0)
    assert remove_oldest(tmp_path, 20) == [] and remove_oldest(tmp_path / "geen", 0) == []


@pytest.mark.parametrize("text", ["veel", "-1", "nan", "inf"])
def test_a_limit_that_is_no_size_is_an_error(text):
    with pytest.raises(UsageError, match="LOB_CACHE_MB"):
        read_limit(text)


def test_times_are_remembered_of_notebooks_that_ran(tmp_path):
    path = tmp_path / "times.json"
    write_times(path, [result("01_a", seconds=2.0), result("02_b", "failed", seconds=9.0)])
    write_times(path, [result("03_c", seconds=4.0)])
    assert read_times(path) == {"01_a": 2.0, "03_c": 4.0}


@pytest.mark.parametrize("content", ["", "[]", '{"a": "x"}', '{"a": null}'])
def test_times_that_cannot_be_read_are_no_times(tmp_path, content):
    (tmp_path / "times.json").write_text(content, encoding="utf-8")
    assert read_times(tmp_path / "times.json") == {}


def test_the_longest_notebooks_start_first_and_a_new_one_counts_as_the_others():
    times = {"01_a": 1.0, "02_b": 9.0}
    assert expect_seconds("03_c", times) == 5.0
    ordered = sort_longest_first([job("01_a"), job("02_b"), job("03_c")], times)
    assert [each.task.name for each in ordered] == ["02_b", "03_c", "01_a"]


def test_the_expected_time_is_shared_by_the_workers_and_at_least_that_of_the_longest():
    jobs = [job("01_a"), job("02_b"), job("03_c")]
    progress = Progress(jobs, {"01_a": 10.0, "02_b": 1.0, "03_c": 1.0}, 2)
    assert progress.count_left() == 6.0
    progress.begin(jobs[0])
    assert 9.0 < progress.count_left() <= 10.0
    for each in jobs[1:]:
        progress.begin(each)
        progress.finish(NotebookResult(each.task, "ran"))
    assert progress.done == 2 and progress.describe().startswith("01_a · about")


def test_the_display_on_a_terminal_shows_what_runs_and_how_many_are_done():
    console = Console(file=io.StringIO(), force_terminal=True, width=100)
    display = TerminalProgress([job("01_a"), job("02_b")], {}, 2, console)
    with display.bar:
        display.begin(job("01_a"))
        display.tick()
        display.bar.refresh()
        time.sleep(0.01)
    text = console.file.getvalue()
    assert "0/2" in text and "01_a · about 3 s left" in text


def test_a_dry_run_tells_the_reason_and_the_time_of_last_time():
    lines = format_plan([job("01_a"), job("02_b", "roc")], {"01_a": 3.21})
    assert lines == [
        "notebook 01_a: would run (3.2 s last time): module a.py changed",
        "notebook roc/02_b: would run (never ran): module a.py changed",
    ]


def test_the_summary_names_the_slowest_cells_and_the_memory_of_each_notebook():
    ran = [
        result("01_a", cells=(("fig-a", 1.0), ("cell 3", 2.5)), peak=100 * 2**20),
        result("02_b", cells=(("fig-b", 2.0),), peak=150 * 2**20),
        result("03_c", "unchanged"),
    ]
    assert format_costs(ran) == [
        "slowest cells: 01_a cell 3 2.5 s, 02_b fig-b 2.0 s, 01_a fig-a 1.0 s",
        "peak memory: 02_b 150 MiB, 01_a 100 MiB",
    ]
    assert format_costs(ran[2:]) == []


def test_all_failures_are_told_each_with_the_source_of_its_cell():
    problem = ("a.ipynb, cell 4", "KeyError (hidden)", "", "look there", "first()\nsecond()")
    results = [result("01_a", "failed", problem=problem), result("02_b", "failed", problem=problem)]
    with pytest.raises(NotebookError, match="2 of 2 notebooks") as caught:
        check_results(results)
    assert str(caught.value).count("    | first()\n    | second()") == 2
    assert format_summary(results).startswith("2 notebooks: 0 ran, 0 unchanged, 2 failed.")
