"""Work cut in parts, each part in a process of its own; what comes out is in the order of the parts."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
In, Out = TypeVar("In"), TypeVar("Out")


def run_parts(function: Callable[[In], Out], parts: Sequence[In]) -> list[Out]:
    """Return what a function of a module makes of each part; on one processor, in this process.

    Examples
    --------
    >>> run_parts(abs, [-1])
    [1]
    """
    workers = min(count_processors(), len(parts))
    if workers < 2:
        return [function(part) for part in parts]
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=use_one_thread) as pool:
        return list(pool.map(function, parts))


def count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def use_one_thread() -> None:
    """Let the libraries of this process use one thread: the others have processes of their own."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
