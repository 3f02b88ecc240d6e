"""Running a set of notebooks: only those that changed, some at a time, a failure leaving the others alone."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.execution.cache import ASKED, Current, find_product_changes, find_task_changes
from lobanalysis.execution.head_start import HeadStart, open_head_start
from lobanalysis.execution.leftovers import read_environment_limit, remove_oldest, remove_stale
from lobanalysis.execution.limits import Limits
from lobanalysis.execution.places import find_times
from lobanalysis.execution.pool import run_jobs
from lobanalysis.execution.progress import open_progress, read_times, sort_longest_first, write_times
from lobanalysis.execution.summary import check_results, format_summary
from lobanalysis.execution.tasks import Job, NotebookResult, NotebookTask
from lobanalysis.execution.worker import recall_result, rewrite_task
from lobanalysis.paths import Project

__all__ = ["Plan", "check_results", "format_summary", "plan_set", "run_set"]

WORKERS = 2
LIMITS = Limits()
Report = Callable[[NotebookResult], None]


def ignore_result(result: NotebookResult) -> None:
    """Take a result and do nothing with it."""


@dataclass(frozen=True)
class Plan:
    """What has to be done: jobs to run, products to write again with the reason, and tasks to leave alone."""

    jobs: tuple[Job, ...]
    rewrites: tuple[tuple[NotebookTask, tuple[str, ...]], ...]
    unchanged: tuple[NotebookTask, ...]


def plan_set(
    tasks: Iterable[NotebookTask],
    project: Project,
    force: bool = False,
    environment: Mapping[str, str] | None = None,
) -> Plan:
    """Return what has to be done for a set of tasks, with the reasons; nothing is done."""
    current, given = Current(project), tuple(sorted((environment or {}).items()))
    jobs, rewrites, unchanged = [], [], []
    for task in tasks:
        why = (ASKED,) if force else tuple(find_task_changes(task, project, current))
        if why:
            jobs.append(Job(task, why, given, force))
        elif lost := tuple(find_product_changes(task, project)):
            rewrites.append((task, lost))
        else:
            unchanged.append(task)
    return Plan(tuple(jobs), tuple(rewrites), tuple(unchanged))


def run_set(
    tasks: list[NotebookTask],
    project: Project,
    workers: int = WORKERS,
    report: Report = ignore_result,
    whole: bool = True,
    force: bool = False,
    environment: Mapping[str, str] | None = None,
    cold: bool = False,
    limits: Limits = LIMITS,
    keep: Iterable[Path] = (),
    head_start: HeadStart | None = None,
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
    force : bool
        Whether to run what did not change too.
    environment : mapping, optional
        Environment variables that the kernels get.
    cold : bool
        Whether each kernel is an ordinary one that starts from nothing.
    limits : Limits
        Memory and time that one notebook may take.
    keep : iterable of Path
        Products that others put among those of `tasks`, and that are not to be removed.
    head_start : HeadStart, optional
        Template and workers that the caller started already and ends; without it they are started here when a
        notebook has to run. It decides on `cold`.
    """
    plan = plan_set(tasks, project, force, environment)
    results: dict[NotebookTask, NotebookResult] = {}
    with closing(do_plan(plan, project, workers, cold, limits, head_start)) as steps:
        for result in steps:
            results[result.task] = result
            report(result)
    if whole and all(result.outcome != "failed" for result in results.values()):
        remove_stale(tasks, list_products(results) | set(keep), project)
    limit = read_environment_limit()
    if limit is not None:
        remove_oldest(project.executed, limit)
    return [results[task] for task in tasks]


def do_plan(
    plan: Plan, project: Project, workers: int, cold: bool, limits: Limits, head_start: HeadStart | None
) -> Generator[NotebookResult]:
    """Do what a plan says, showing how far it is; yield the result of each task as soon as it is known."""
    yield from (recall_result(task, project) for task in plan.unchanged)
    yield from (rewrite_task(task, why, project) for task, why in plan.rewrites)
    if not plan.jobs:
        return
    times = read_times(find_times(project))
    jobs = sort_longest_first(plan.jobs, times)
    finished: list[NotebookResult] = []
    with (
        nullcontext(head_start) if head_start else open_head_start(cold) as head,
        open_progress(jobs, times, workers) as display,
        closing(
            run_jobs(jobs, project, workers, head.template, limits, display.begin, display.tick, head.staff)
        ) as running,
    ):
        for result in running:
            finished.append(result)
            display.finish(result)
            yield result
    write_times(find_times(project), finished)


def list_products(results: Mapping[NotebookTask, NotebookResult]) -> set[Path]:
    """Return the files that the report takes from all notebooks."""
    return {path for result in results.values() for path in result.written}
