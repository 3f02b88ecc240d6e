"""Worker processes for notebooks: each runs one at a time; one that is lost takes only its own with it."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from lobanalysis.errors import NotebookError
from lobanalysis.execution.limits import Limits
from lobanalysis.execution.places import remove_work_files
from lobanalysis.execution.tasks import Job, NotebookResult
from lobanalysis.execution.warm.template import Template
from lobanalysis.execution.worker import choose_start, serve
from lobanalysis.paths import Project

TICK_SECONDS = 0.25
END_SECONDS = 8.0
NO_LIMITS = Limits()
Settings = tuple[Project, Template | None, Limits]


@dataclass
class Worker:
    """A worker process, the connection to it, and the job that it has now."""

    process: BaseProcess
    connection: Connection
    job: Job | None = None


def start_process(staff: Iterable[Worker], own_start: str = "") -> Worker:
    """Return a new worker process, beside those that there are.

    `own_start` is how it starts; without it, forked where that is safe, which first loads papermill here.
    """
    start = multiprocessing.get_context(own_start) if own_start else choose_start()
    ours, theirs = start.Pipe()
    forked = start.get_start_method() == "fork"
    inherited = [ours, *(worker.connection for worker in staff)] if forked else []
    process = start.Process(target=serve, args=(theirs, inherited), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours)


def run_jobs(
    jobs: list[Job],
    project: Project,
    workers: int,
    template: Template | None = None,
    limits: Limits = NO_LIMITS,
    begin: Callable[[Job], None] = lambda job: None,
    tick: Callable[[], None] = lambda: None,
    hired: list[Worker] | None = None,
) -> Generator[NotebookResult]:
    """Yield the results of jobs as they finish, run by `workers` processes.

    Parameters
    ----------
    template : Template, optional
        Process to fork kernels from; without one kernels are ordinary ones.
    limits : Limits
        Memory and time that one notebook may take.
    begin : callable
        Called with each job when it starts.
    tick : callable
        Called a few times a second.
    hired : list of Worker, optional
        Processes that were started before; those that are used are taken out of the list.

    Notes
    -----
    When the caller stops, by Ctrl-C or otherwise, all processes end, with their kernels.
    """
    waiting = deque(jobs)
    staff: list[Worker] = []
    try:
        for _ in range(min(workers, len(jobs))):
            staff.append(hired.pop(0) if hired else start_process(staff))
        while waiting or any(worker.job for worker in staff):
            for place, worker in enumerate(staff):
                if waiting and worker.job is None:
                    staff[place] = give_job(worker, waiting.popleft(), staff, (project, template, limits))
                    begin(staff[place].job)
            busy = {worker.connection: worker for worker in staff if worker.job}
            for connection in wait(list(busy), TICK_SECONDS):
                yield collect(busy[connection], project)
            tick()
    except BaseException:
        end_processes(staff, project)
        raise
    finally:
        close_processes(staff)


def give_job(worker: Worker, job: Job, staff: list[Worker], settings: Settings) -> Worker:
    """Give a job to a worker, or to a new one when it is gone; return the worker that has it."""
    if not worker.process.is_alive():
        worker.connection.close()
        worker = start_process([other for other in staff if other is not worker])
    worker.job = job
    try:
        worker.connection.send((job, *settings))
    except OSError:
        return give_job(worker, job, staff, settings)
    return worker


def collect(worker: Worker, project: Project) -> NotebookResult:
    """Return the result of a worker that has one, or is gone."""
    job, worker.job = worker.job, None
    try:
        return worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join(END_SECONDS)
        remove_work_files(project, worker.process.pid)
        return explain_lost(job)


def explain_lost(job: Job) -> NotebookResult:
    """Return the result of a job whose worker process was ended from outside."""
    hint = "look whether memory ran out; use fewer workers"
    problem = (str(job.task.source), "its process was ended", "", hint)
    return NotebookResult(job.task, "failed", why=job.why, problem=problem, exit_code=NotebookError.exit_code)


def close_processes(staff: list[Worker]) -> None:
    """Let workers that are idle end."""
    for worker in staff:
        worker.connection.close()
    for worker in staff:
        worker.process.join(END_SECONDS)


def end_processes(staff: list[Worker], project: Project) -> None:
    """End workers in the midst of their work: first asked, so that they stop their kernels, then forced."""
    for worker in staff:
        worker.process.terminate()
        worker.connection.close()
    for worker in staff:
        worker.process.join(END_SECONDS)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        remove_work_files(project, worker.process.pid)
