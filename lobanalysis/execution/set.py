"""Running a set of notebooks: only those that changed, two at a time, a failure leaving the others alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from pathlib import Path

from lobanalysis.errors import NotebookError
from lobanalysis.execution.cache import count_inputs, find_task_changes, remove_stale, write_task_manifest
from lobanalysis.execution.limits import Limits
from lobanalysis.execution.places import find_manifest
from lobanalysis.execution.stamps import read_stamp
from lobanalysis.execution.tasks import NotebookResult, NotebookTask
from lobanalysis.execution.warm.template import Template
from lobanalysis.execution.warmth import open_warmth
from lobanalysis.execution.worker import choose_start, run_task, start_worker
from lobanalysis.paths import Project

WORKERS = 2
LIMITS = Limits()
Report = Callable[[NotebookResult], None]
Job = tuple[NotebookTask, tuple[str, ...]]


def ignore_result(result: NotebookResult) -> None:
    """Take a result and do nothing with it."""


def plan_set(
    inputs: Mapping[NotebookTask, Mapping[str, str]], project: Project
) -> tuple[list[Job], list[NotebookTask]]:
    """Return the tasks to run, each with the reasons, and the tasks that are unchanged."""
    changes = {task: tuple(find_task_changes(task, own, project)) for task, own in inputs.items()}
    jobs = [(task, why) for task, why in changes.items() if why]
    return jobs, [task for task, why in changes.items() if not why]


def recall_result(task: NotebookTask, project: Project) -> NotebookResult:
    """Return the result of a task that is unchanged, with the files that it made last time."""
    made = read_stamp(find_manifest(project, task.edition, task.source))["outputs"]
    return NotebookResult(task, "unchanged", written=tuple(project.root / name for name in made))


def explain_broken(task: NotebookTask, why: tuple[str, ...]) -> NotebookResult:
    """Return the result of a task whose worker process was ended from outside."""
    problem = (
        str(task.source),
        "its process was ended",
        "",
        "look whether memory ran out; use fewer workers",
    )
    return NotebookResult(task, "failed", why=why, problem=problem, exit_code=NotebookError.exit_code)


def collect(future: Future[NotebookResult], task: NotebookTask, why: tuple[str, ...]) -> NotebookResult:
    """Return the result of a finished job."""
    try:
        return future.result()
    except BrokenExecutor:
        return explain_broken(task, why)


def run_jobs(
    jobs: list[Job], project: Project, workers: int, cold: bool, limits: Limits
) -> Iterator[NotebookResult]:
    """Yield the results of jobs as they finish; their kernels are forked from one template unless `cold`."""
    if jobs:
        with open_warmth(cold) as template:
            yield from share_jobs(jobs, project, workers, (template, limits))


def share_jobs(
    jobs: list[Job], project: Project, workers: int, settings: tuple[Template | None, Limits]
) -> Iterator[NotebookResult]:
    """Yield the results of jobs as they finish, run in `workers` processes, or in this one if one will do."""
    if workers <= 1 or len(jobs) <= 1:
        yield from (run_task(task, project, why, *settings) for task, why in jobs)
        return
    with ProcessPoolExecutor(min(workers, len(jobs)), choose_start(), start_worker) as pool:
        futures = {pool.submit(run_task, task, project, why, *settings): (task, why) for task, why in jobs}
        try:
            for future in as_completed(futures):
                yield collect(future, *futures[future])
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def run_set(
    tasks: list[NotebookTask],
    project: Project,
    workers: int = WORKERS,
    report: Report = ignore_result,
    whole: bool = True,
    cold: bool = False,
    limits: Limits = LIMITS,
) -> list[NotebookResult]:
    """Run the tasks that changed; return the results of all, in the order of `tasks`.

    Parameters
    ----------
    tasks : list of NotebookTask
        Made by `list_tasks` or `make_task`, so checked.
    project : Project
        Project whose `build` the results go to.
    workers : int
        Processes side by side.
    report : callable
        Called with each result as soon as it is known.
    whole : bool
        Whether `tasks` are all notebooks of their editions; products of others are then removed.
    cold : bool
        Whether each kernel is an ordinary one that starts from nothing.
    limits : Limits
        Memory and time that one notebook may take.
    """
    inputs = count_inputs(tasks, project)
    jobs, unchanged = plan_set(inputs, project)
    results = {}
    for task in unchanged:
        results[task] = recall_result(task, project)
        report(results[task])
    for result in run_jobs(jobs, project, workers, cold, limits):
        if result.outcome == "ran":
            write_task_manifest(result.task, inputs[result.task], list(result.written), project)
        results[result.task] = result
        report(result)
    if whole and all(result.outcome != "failed" for result in results.values()):
        remove_stale(tasks, list_products(results), project)
    return [results[task] for task in tasks]


def list_products(results: Mapping[NotebookTask, NotebookResult]) -> set[Path]:
    """Return the files that the report takes from all notebooks."""
    return {path for result in results.values() for path in result.written}


def format_summary(results: list[NotebookResult]) -> str:
    """Return what came of a set, one line for each failure.

    Examples
    --------
    >>> format_summary([])
    '0 notebooks: 0 ran, 0 unchanged, 0 failed.'
    """
    counts = {
        outcome: sum(r.outcome == outcome for r in results) for outcome in ("ran", "unchanged", "failed")
    }
    line = f"{len(results)} notebooks: " + ", ".join(f"{n} {outcome}" for outcome, n in counts.items()) + "."
    failures = [str(NotebookError(*result.problem)) for result in results if result.problem]
    return "\n".join([line, *failures])


def check_results(results: list[NotebookResult]) -> None:
    """Check that no notebook failed.

    Raises
    ------
    NotebookError
        With the message of the notebook that failed, or a count and the messages of all that did.
    """
    failed = [result.problem for result in results if result.problem]
    if len(failed) == 1:
        raise NotebookError(*failed[0])
    if failed:
        messages = " | ".join(str(NotebookError(*problem)) for problem in failed)
        raise NotebookError(f"{len(failed)} of {len(results)} notebooks", messages)
