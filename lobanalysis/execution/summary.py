"""A set of notebooks in words: what is to do and why, what came of it, the slowest cells, memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lobanalysis.errors import NotebookError, StorageError, shorten
from lobanalysis.execution.tasks import Job, NotebookResult

SLOWEST = 5
LARGEST = 12
MEBIBYTE = 1024 * 1024
COUNTED = ("ran", "unchanged", "failed")


def format_summary(results: list[NotebookResult]) -> str:
    """Return what came of a set, one line for the counts and then the message of each failure.

    Examples
    --------
    >>> format_summary([])
    '0 notebooks: 0 ran, 0 unchanged, 0 failed.'
    """
    counts = {outcome: sum(r.outcome == outcome for r in results) for outcome in COUNTED}
    rewritten = sum(r.outcome == "rewritten" for r in results)
    parts = [f"{n} {outcome}" for outcome, n in counts.items()]
    parts += [f"{rewritten} written again from the last run"] if rewritten else []
    failures = [str(NotebookError(*result.problem)) for result in results if result.problem]
    return "\n".join([f"{len(results)} notebooks: {', '.join(parts)}.", *failures])


def check_results(results: list[NotebookResult]) -> None:
    """Check that no notebook failed.

    Raises
    ------
    NotebookError
        With the message of the notebook that failed, or a count and the messages of all that did.
    StorageError
        When the disk was full, or could not be written.
    """
    failed = [result.problem for result in results if result.problem]
    for result in results:
        if result.exit_code == StorageError.exit_code:
            raise StorageError(*result.problem[:4])
    if len(failed) == 1:
        raise NotebookError(*failed[0])
    if failed:
        each = [NotebookError(*problem) for problem in failed]
        raise NotebookError(f"{len(failed)} of {len(results)} notebooks", "failed", each=each)


def format_result(result: NotebookResult) -> str:
    """Return the line that says what became of a notebook."""
    return f"notebook {result.task.title}: {result.outcome} in {result.seconds:.1f} s"


def format_why(title: str, why: Iterable[str]) -> str:
    """Return the line that says why a notebook has to run.

    Examples
    --------
    >>> format_why("02_rollen", ["module shown.py changed"])
    'notebook 02_rollen: module shown.py changed'
    """
    return f"notebook {title}: {shorten(why)}"


def format_plan(jobs: Iterable[Job], times: Mapping[str, float]) -> list[str]:
    """Return a line for each notebook that would run, with how long it took last time."""
    return [
        f"notebook {job.task.title}: would run ({format_time(times.get(job.task.title))}): {shorten(job.why)}"
        for job in jobs
    ]


def format_time(seconds: float | None) -> str:
    """Return how long something took last time.

    Examples
    --------
    >>> format_time(3.21), format_time(None)
    ('3.2 s last time', 'never ran')
    """
    return "never ran" if seconds is None else f"{seconds:.1f} s last time"


def format_costs(results: Iterable[NotebookResult]) -> list[str]:
    """Return the slowest cells, and the notebooks with the most memory, of those that ran; empty if none."""
    ran = [result for result in results if result.outcome == "ran"]
    cells = [(seconds, f"{r.task.title} {name}") for r in ran for name, seconds in r.cells]
    slow = [f"{name} {seconds:.1f} s" for seconds, name in sorted(cells, reverse=True)[:SLOWEST]]
    peaks = sorted(((r.peak, r.task.title) for r in ran if r.peak), reverse=True)
    large = [f"{title} {peak / MEBIBYTE:.0f} MiB" for peak, title in peaks]
    lines = [f"slowest cells: {', '.join(slow)}"] if slow else []
    return lines + ([f"peak memory: {shorten(large, LARGEST)}"] if large else [])
