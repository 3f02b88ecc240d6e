"""Processes side by side with this one: forked where that is safe, silent when the user breaks off."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from operator import call
from typing import TypeVar

from lobanalysis.errors import LobError

TASKS = "/proc/self/task"
THREAD_SECONDS = 0.5
MOST_BLOCKS = 256
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
        time.sleep(0.001)
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
    """Return what `work` makes of each item; a helper takes part, where it can be forked.

    The first item is done here. Of the rest whoever is free takes the next, so that both end together.

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
    blocks = _cut(items)
    ours, theirs = start.Pipe(duplex=False)
    with _open_turns(len(blocks)) as turns:
        helper = start.Process(target=_send_all, args=(theirs, work, blocks, turns), daemon=True)
        helper.start()
        theirs.close()
        found = _do_blocks(work, blocks, chain([0], _take_turns(turns)))
        try:
            found |= ours.recv()
        except (EOFError, OSError):  # the helper was lost, for want of memory perhaps
            found |= _do_blocks(
                work, blocks, [number for number in range(len(blocks)) if number not in found]
            )
        finally:
            ours.close()
            helper.join()
    return _join(found)


def do_beside(tasks: Sequence[Callable[[], Result]], worth: bool = True) -> list[Result]:
    """Return what each task gives, as `map_beside`; without a helper when it is not worth one.

    Raises
    ------
    LobError
        That of the first task that has one.
    """
    return map_beside(call, tasks) if worth else [task() for task in tasks]


def _cut(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Return the items in blocks of equal length, as many as one byte can number."""
    size = -(-len(items) // MOST_BLOCKS)
    return [items[start : start + size] for start in range(0, len(items), size)]


@contextmanager
def _open_turns(count: int) -> Iterator[int]:
    """Yield the reading end of a pipe with the numbers of all blocks but the first in it, a byte each.

    Who reads a byte has that block: of two processes only one gets it, whatever happens to the other.
    """
    reading, writing = os.pipe()
    try:
        os.write(writing, bytes(range(1, count)))
        os.close(writing)
        yield reading
    finally:
        os.close(reading)


def _take_turns(turns: int) -> Iterator[int]:
    """Yield the number of a block that nobody has, as long as there is one."""
    while number := os.read(turns, 1):
        yield number[0]


def _send_all(
    connection: Connection, work: Callable[[Item], Result], blocks: list[Sequence[Item]], turns: int
) -> None:
    leave_signals()
    # An error of another kind ends the helper; the parent does its blocks then, and meets it.
    connection.send(_do_blocks(work, blocks, _take_turns(turns)))


def _do_blocks(
    work: Callable[[Item], Result], blocks: list[Sequence[Item]], numbers: Iterable[int]
) -> dict[int, list[Result] | LobError]:
    """Do the blocks of these numbers, in order, up to one with an error."""
    done: dict[int, list[Result] | LobError] = {}
    for number in numbers:
        try:
            done[number] = [work(item) for item in blocks[number]]
        except LobError as problem:
            return {**done, number: problem}
    return done


def _join(found: dict[int, list[Result] | LobError]) -> list[Result]:
    """Return the results of all blocks in order, or raise the first error: all blocks before it were done."""
    results: list[Result] = []
    for _, made in sorted(found.items()):
        if isinstance(made, LobError):
            raise made
        results += made
    return results
