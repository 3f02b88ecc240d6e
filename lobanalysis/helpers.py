"""Helper processes beside this one: forked where that is safe, silent when the user breaks off."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import TypeVar

from lobanalysis.errors import LobError
from lobanalysis.execution.warm.zygote.preload import find_threads, settle_threads

Item = TypeVar("Item")
Result = TypeVar("Result")


def choose_start() -> BaseContext:
    """Return how a helper starts: forked where that is safe, which a process with one thread is."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    settle_threads()
    return multiprocessing.get_context("spawn" if find_threads() else "fork")


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
    connection.send(_try_all(work, items))


def _try_all(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result | LobError]:
    results: list[Result | LobError] = []
    for item in items:
        try:
            results.append(work(item))
        except LobError as problem:
            return [*results, *[problem] * (len(items) - len(results))]
    return results
