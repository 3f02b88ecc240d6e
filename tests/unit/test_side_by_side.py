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


def test_a_helper_does_every_second_item():
    program = (
        "import os; from lobanalysis.side_by_side import map_beside; print(map_beside(str.upper, 'abcd'))"
    )
    program += "; print(map_beside(lambda _: os.getpid() == HERE, range(4)))"
    command = [sys.executable, "-c", f"import os; HERE = os.getpid(); {program}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    alternating = [True, not FORKS, True, not FORKS]
    assert done.stdout.splitlines() == ["['A', 'B', 'C', 'D']", str(alternating)]


def test_the_error_is_that_of_the_first_item_that_has_one():
    with pytest.raises(DisclosureError, match="number 3"):
        map_beside(refuse, range(6))


def test_an_unexpected_error_in_the_helper_is_met_here():
    with pytest.raises(ZeroDivisionError):
        map_beside(divide, range(4))


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
