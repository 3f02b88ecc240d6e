"""Does work that a helper process does half of end as if it was done one by one?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from lobanalysis.errors import DisclosureError
from lobanalysis.side_by_side import choose_start, map_beside

HERE = os.getpid()
FORKS = sys.platform == "linux"


def refuse(number: int) -> int:
    if number >= 3:
        raise DisclosureError("table", f"number {number}")
    return number


def divide(number: int) -> float:
    return 1 / (number - 1)


def end_in_a_helper(number: int) -> int:
    if os.getpid() != HERE:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_results_come_in_the_order_of_the_items(count):
    assert map_beside(str, range(count)) == [str(number) for number in range(count)]


@pytest.mark.parametrize("count", [255, 256, 257, 1000])
def test_no_item_is_left_out_or_done_twice_when_there_are_many(count):
    assert map_beside(str, range(count)) == [str(number) for number in range(count)]


@pytest.mark.skipif(not FORKS, reason="helpers are forked on Linux only")
def test_the_first_item_is_done_here_and_a_helper_takes_what_comes_while_it_lasts(tmp_path):
    program = f"""
import os, time
from pathlib import Path
from lobanalysis.side_by_side import map_beside
HERE, SIGN = os.getpid(), Path({str(tmp_path / "others-done")!r})
def work(number):
    if number == 0:
        while not SIGN.exists():
            time.sleep(0.001)
    elif number == 5:
        SIGN.touch()
    return number, os.getpid() == HERE
print(map_beside(work, range(6)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert eval(done.stdout) == [(0, True), *((number, False) for number in range(1, 6))]


def test_the_error_is_that_of_the_first_item_that_has_one():
    with pytest.raises(DisclosureError, match="number 3"):
        map_beside(refuse, range(6))


def test_an_unexpected_error_in_the_helper_is_met_here():
    with pytest.raises(ZeroDivisionError):
        map_beside(divide, range(4))


@pytest.mark.parametrize("count", [4, 600])
def test_an_error_is_the_first_one_whoever_meets_it(count):
    for _ in range(5):
        with pytest.raises(DisclosureError, match="number 3"):
            map_beside(refuse, range(count))


def test_what_a_lost_helper_should_have_done_is_done_here():
    assert map_beside(end_in_a_helper, range(4)) == [0, 1, 2, 3]


def test_with_another_thread_nothing_is_forked():
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert choose_start().get_start_method() == "spawn"
        assert map_beside(str, range(3)) == ["0", "1", "2"]
    finally:
        waiting.set()
        thread.join()
