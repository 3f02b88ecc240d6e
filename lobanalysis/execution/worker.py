"""What a worker process does: load papermill once, then run one notebook after the other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from pathlib import Path

from lobanalysis.errors import LobError
from lobanalysis.execution.cache import (
    Current,
    find_task_changes,
    hash_own,
    hash_text,
    list_inputs,
    write_new_products,
    write_task_manifest,
)
from lobanalysis.execution.cells import find_label, has_tag, read_raw_notebook
from lobanalysis.execution.limits import Limits
from lobanalysis.execution.manifests import Manifest, read_manifest
from lobanalysis.execution.observations import format_request, read_observation, set_environment
from lobanalysis.execution.observe import VARIABLE
from lobanalysis.execution.places import (
    find_edition,
    find_executed,
    find_lock,
    find_manifest,
    find_work_file,
)
from lobanalysis.execution.tasks import Job, NotebookResult, NotebookTask, describe_problem
from lobanalysis.execution.warm.template import Template
from lobanalysis.execution.warmth import collect_notes
from lobanalysis.files import explain_storage
from lobanalysis.imports import skip_slow_import
from lobanalysis.paths import Project

# Imported by jsonschema for a check that notebooks do not use; compiling its grammars takes a second.
# It is only there when JupyterLab shares the environment.
SLOW = "rfc3987_syntax"


def load_runner() -> None:
    """Import what running a notebook needs."""
    with skip_slow_import(SLOW):
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
    """End this process as soon as the one that started it is gone."""
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)


def start_worker() -> None:
    """Prepare a worker process."""
    threading.Thread(target=leave_with_parent, daemon=True).start()
    load_runner()


def serve(connection: Connection, inherited: list[Connection]) -> None:
    """Run the jobs that come over a connection until it closes; Ctrl-C is the business of the parent.

    `inherited` are the parent's own ends, which a fork has too: while it held them, nothing would close.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the parent's way of ending is not a worker's
    for end in inherited:
        end.close()
    start_worker()
    try:
        while True:
            job, project, template, limits = connection.recv()
            send_result(connection, run_task(job, project, template, limits), project)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except (EOFError, OSError, KeyboardInterrupt):
        return


def send_result(connection: Connection, result: NotebookResult, project: Project) -> None:
    """Send a result; when nobody waits for it any more, a notebook that was broken off goes away."""
    try:
        connection.send(result)
    except OSError:
        if result.outcome == "failed":
            find_executed(project, result.task.edition, result.task.source).unlink(missing_ok=True)
        raise


def run_task(job: Job, project: Project, template: Template | None, limits: Limits) -> NotebookResult:
    """Run one notebook; an expected error becomes part of the result, and so do notes on its kernel."""
    with collect_notes() as notes:
        result = try_task(job, project, template, limits)
    return replace(result, notes=tuple(notes))


def try_task(job: Job, project: Project, template: Template | None, limits: Limits) -> NotebookResult:
    """Run one notebook, unless another build did meanwhile; an expected error becomes part of the result."""
    from filelock import FileLock

    lock = find_lock(project, job.task.edition, job.task.source)
    start = time.monotonic()
    try:
        with explain_storage(lock):
            lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock):
            if not job.forced and not find_task_changes(job.task, project, Current(project)):
                return recall_result(job.task, project)
            return run_observed(job, project, template, limits)
    except LobError as problem:
        return make_failure(job, problem, time.monotonic() - start)


def run_observed(job: Job, project: Project, template: Template | None, limits: Limits) -> NotebookResult:
    """Run one notebook, and remember what it used and what it made."""
    from lobanalysis.execution.run import run_notebook

    task, start = job.task, time.monotonic()
    executed = find_executed(project, task.edition, task.source)
    seen, own, text = find_work_file(executed, ".seen"), hash_own(task), hash_text(task)
    request = {VARIABLE: format_request(project, seen), **dict(job.environment)}
    try:
        with set_environment(request):
            written = run_notebook(
                task.source, dict(task.parameters), project, task.edition, template, limits
            )
        observation = read_observation(seen, project)
    finally:
        seen.unlink(missing_ok=True)
    inputs = list_inputs(own, observation, task, Current(project)) if observation else own
    seconds = time.monotonic() - start
    write_task_manifest(task, inputs, written, project, text, observation is not None, seconds)
    peak = observation.peak if observation else 0
    cells = tuple(read_cell_times(executed))
    return NotebookResult(task, "ran", seconds, job.why, tuple(written), cells=cells, peak=peak)


def rewrite_task(task: NotebookTask, why: tuple[str, ...], project: Project) -> NotebookResult:
    """Write the products of a notebook again from its last run: its text changed, or one was lost."""
    from lobanalysis.execution.run import write_products

    executed = find_executed(project, task.edition, task.source)
    edition = find_edition(project, task.edition)
    try:
        written = write_products(task.source, executed, edition, project.root)
    except LobError as problem:
        return make_failure(Job(task, why), problem, 0.0)
    write_new_products(task, written, project)
    return NotebookResult(task, "rewritten", why=why, written=tuple(written))


def recall_result(task: NotebookTask, project: Project) -> NotebookResult:
    """Return the result of a task that is unchanged, with the files that it made last time."""
    manifest = read_manifest(find_manifest(project, task.edition, task.source)) or Manifest()
    executed = find_executed(project, task.edition, task.source)
    made = (project.root / name for name in manifest.outputs)
    return NotebookResult(task, "unchanged", written=tuple(path for path in made if path != executed))


def make_failure(job: Job, problem: LobError, seconds: float) -> NotebookResult:
    """Return the result of a job that ended in an expected error."""
    message = describe_problem(problem)
    return NotebookResult(job.task, "failed", seconds, job.why, problem=message, exit_code=problem.exit_code)


def read_cell_times(executed: Path) -> Iterator[tuple[str, float]]:
    """Yield name and seconds of each code cell of an executed notebook, as papermill measured them.

    A cell without a label is called after its number in the source.
    """
    cells = read_raw_notebook(executed)["cells"]
    own = [cell for cell in cells if not has_tag(cell, "injected-parameters")]
    for number, cell in enumerate(own, start=1):
        seconds = cell.get("metadata", {}).get("papermill", {}).get("duration")
        if cell["cell_type"] == "code" and seconds is not None:
            yield find_label(cell["source"]) or f"cell {number}", float(seconds)
