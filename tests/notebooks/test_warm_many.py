"""Many runs on two workers that share a template: none hangs, and nothing is left."""

import multiprocessing
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import psutil
import pytest
from light_notebooks import write_light_notebooks
from warm_runs import execute


def run_timed(source, template):
    start = time.monotonic()
    execute(source, Path(source).with_suffix(".out.ipynb"), template)
    return time.monotonic() - start


def run_many(sources, template):
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        futures = [pool.submit(run_timed, source, template) for source in sources]
        return [future.result() for future in futures]


def check_many(folder, template, count, bound):
    seconds = run_many(write_light_notebooks(folder, count), template)[2:]
    assert max(seconds) <= bound * statistics.median(seconds)
    assert len(psutil.Process(template.pid).children()) == 1  # the fork that waits for the next request
    assert sorted(path.name for path in template.home.iterdir()) == ["s"]


def test_thirty_runs_on_two_workers_leave_no_process_and_no_folder(tmp_path, template):
    check_many(tmp_path, template, 30, bound=10)


@pytest.mark.long
def test_a_hundred_runs_take_about_the_same_time_each(tmp_path, template):
    check_many(tmp_path, template, 100, bound=3)


def test_two_workers_in_different_folders_do_not_share_a_socket(tmp_path, template):
    sources = [write_light_notebooks(tmp_path / name, 1)[0] for name in ("a", "b", "c", "d")]
    assert len(run_many(sources, template)) == 4
