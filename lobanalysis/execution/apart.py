"""Work in a process of its own: what it took of memory is given back when it is done."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

from lobanalysis.errors import LobError
from lobanalysis.execution.interrupts import end_on_interrupt


def run_apart(name: str, function: Callable[..., None], *arguments: object) -> None:
    """Call `function` in a process of its own; its error is raised here.

    Raises
    ------
    LobError
        Also, with `name`, when that process was ended from outside.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), end_on_interrupt) as pool:
        try:
            pool.submit(function, *arguments).result()
        except BrokenExecutor as problem:
            hint = "look whether memory ran out: about 1.5 GB is needed"
            raise LobError(name, "its process was ended", hint=hint) from problem
