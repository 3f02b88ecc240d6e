"""What a worker process does: load papermill once, then run one notebook after the other."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext

from lobanalysis.errors import LobError
from lobanalysis.execution.interrupts import end_on_interrupt
from lobanalysis.execution.limits import Limits
from lobanalysis.execution.tasks import NotebookResult, NotebookTask, describe_problem
from lobanalysis.execution.warm.template import Template
from lobanalysis.execution.warmth import collect_notes
from lobanalysis.paths import Project

# Imported by jsonschema for a check that notebooks do not use; compiling its grammars takes a second.
# It is only there when JupyterLab shares the environment.
SLOW = "rfc3987_syntax"


@contextmanager
def skip_slow_import(name: str = SLOW) -> Iterator[None]:
    """Make a module seem absent inside the block, unless it was loaded already.

    For the entry point of a process of our own: a library must not do this to its caller.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def load_runner() -> None:
    """Import what running a notebook needs."""
    with skip_slow_import():
        import lobanalysis.execution.run  # noqa: F401


def choose_start() -> BaseContext:
    """Return how worker processes start: forked after the imports where that is safe, else from nothing.

    Safe is a process with one thread: what another thread holds at that moment stays held in the fork.
    """
    if sys.platform == "linux":
        load_runner()
        if len(os.listdir("/proc/self/task")) == 1:
            return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def leave_with_parent() -> None:
    """End this process as soon as the one that started it is gone; its pool would wait for work forever."""
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)


def start_worker() -> None:
    """Prepare a worker process: silent on Control-C, gone with its parent, and with the imports done."""
    end_on_interrupt()
    threading.Thread(target=leave_with_parent, daemon=True).start()
    load_runner()


def run_task(
    task: NotebookTask, project: Project, why: tuple[str, ...], template: Template | None, limits: Limits
) -> NotebookResult:
    """Run one notebook; an expected error becomes part of the result, and so do notes on its kernel."""
    start = time.monotonic()
    with collect_notes() as notes:
        result = try_task(task, project, why, template, limits)
    return replace(result, seconds=time.monotonic() - start, notes=tuple(notes))


def try_task(
    task: NotebookTask, project: Project, why: tuple[str, ...], template: Template | None, limits: Limits
) -> NotebookResult:
    """Return what came of a notebook, still without its time."""
    with skip_slow_import():
        from lobanalysis.execution.run import run_notebook

    try:
        written = run_notebook(task.source, dict(task.parameters), project, task.edition, template, limits)
    except LobError as problem:
        message = describe_problem(problem)
        return NotebookResult(task, "failed", why=why, problem=message, exit_code=problem.exit_code)
    return NotebookResult(task, "ran", why=why, written=tuple(written))
