"""What a worker process does: load papermill once, then run one notebook after the other."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from lobanalysis.errors import LobError
from lobanalysis.execution.interrupts import end_on_interrupt
from lobanalysis.execution.tasks import NotebookResult, NotebookTask, describe_problem
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


def start_worker() -> None:
    """Prepare a worker process: silent on Control-C, and with what running a notebook needs imported."""
    end_on_interrupt()
    with skip_slow_import():
        import lobanalysis.execution.run  # noqa: F401


def run_task(task: NotebookTask, project: Project, why: tuple[str, ...]) -> NotebookResult:
    """Run one notebook; an expected error becomes part of the result."""
    from lobanalysis.execution.run import run_notebook

    start = time.monotonic()
    try:
        written = run_notebook(task.source, dict(task.parameters), project, task.edition)
    except LobError as problem:
        seconds = time.monotonic() - start
        message = describe_problem(problem)
        return NotebookResult(task, "failed", seconds, why, problem=message, exit_code=problem.exit_code)
    return NotebookResult(task, "ran", time.monotonic() - start, why, written=tuple(written))
