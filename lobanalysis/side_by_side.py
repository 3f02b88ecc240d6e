"""Processes side by side with this one: forked where that is safe, silent when the user breaks off."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import TypeVar

from lobanalysis.errors import LobError

TASKS = "/proc/self/task"
THREAD_SECONDS = 0.5
Item = TypeVar("Item")
Result = TypeVar("Result")


def choose_start() -> BaseContext:
    """Return how a helper starts: forked where that is safe, which a process with one thread is."""
    alone = sys.platform == "linux" and threading.active_count() == 1 and settle_threads() == 1
    return multiprocessing.get_context("fork" if alone else "spawn")


def settle_threads() -> int:
    """Fork once for nothing, and return how many threads are left, on Linux.

    Threads of numerical libraries, which Python does not know, end at a fork and come back when needed.
    """
    if count_threads() > 1:
        nothing = multiprocessing.get_context("fork").Process(target=int)
        nothing.start()
        nothing.join()
    deadline = time.monotonic() + THREAD_SECONDS
    while count_threads() > 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    return count_threads()


def count_threads() -> int:
    """Return the number of threads of this process, on Linux."""
    return len(os.listdir(TASKS))


def leave_signals() -> None:
    """Leave Control-C to the parent, and end at once when asked to, without the ways of the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def map_beside(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """Return what `work` makes of each item; every second one is done by a helper, where it can be forked.

    Raises
    ------
    LobError
        That of the first item that has one, as when they are done one by one.

    Examples
    --------
    >>> map_beside(str.upper, ["a", "b", "c"])
    ['A', 'B', 'C']
    """
    start = choose_start()
    if start.get_start_method() != "fork" or len(items) < 2:
        return [work(item) for item in items]
    ours, theirs = start.Pipe(duplex=False)
    helper = start.Process(target=_send_all, args=(theirs, work, items[1::2]), daemon=True)
    helper.start()
    theirs.close()
    own = _try_all(work, items[::2])
    try:
        others = ours.recv()
    except (EOFError, OSError):  # the helper was lost, for want of memory perhaps
        others = _try_all(work, items[1::2])
    finally:
        ours.close()
        helper.join()
    found = [None] * len(items)
    found[::2], found[1::2] = own, others
    for result in found:
        if isinstance(result, LobError):
            raise result
    return found


def _send_all(connection: Connection, work: Callable[[Item], Result], items: Sequence[Item]) -> None:
    leave_signals()
    # An error of another kind ends the helper; the parent does these items itself then, and meets it.
    connection.send(_try_all(work, items))


def _try_all(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result | LobError]:
    results: list[Result | LobError] = []
    for item in items:
        try:
            results.append(work(item))
        except LobError as problem:
            return [*results, *[problem] * (len(items) - len(results))]
    return results
