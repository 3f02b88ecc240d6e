"""Showing how far a set of notebooks is: one display on a terminal, plain lines elsewhere."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from lobanalysis.execution.tasks import Job, NotebookResult
from lobanalysis.files import write_file

if TYPE_CHECKING:
    from rich.console import Console

FIRST_GUESS = 3.0
SHOWN_NAMES = 4


def read_times(path: Path) -> dict[str, float]:
    """Return how many seconds notebooks took the last time, by title; empty when nothing is known."""
    try:
        return {
            str(title): float(value) for title, value in json.loads(path.read_text(encoding="utf-8")).items()
        }
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def write_times(path: Path, results: Iterable[NotebookResult]) -> None:
    """Remember how many seconds the notebooks that ran took."""
    took = {result.task.title: round(result.seconds, 2) for result in results if result.outcome == "ran"}
    if took:
        write_file(path, json.dumps({**read_times(path), **took}, indent=1, sort_keys=True) + "\n")


def expect_seconds(title: str, times: Mapping[str, float]) -> float:
    """Return how long a notebook is expected to take: as last time, else as the others do.

    Examples
    --------
    >>> expect_seconds("b", {"a": 2.0, "c": 4.0}), expect_seconds("a", {"a": 2.0})
    (3.0, 2.0)
    """
    return times.get(title, median(times.values()) if times else FIRST_GUESS)


def sort_longest_first(jobs: Iterable[Job], times: Mapping[str, float]) -> list[Job]:
    """Return jobs with the longest first, so that no worker is left with a long one at the end."""
    return sorted(jobs, key=lambda job: -expect_seconds(job.task.title, times))


class Progress:
    """How far a set of jobs is, in expected seconds."""

    def __init__(self, jobs: Iterable[Job], times: Mapping[str, float], workers: int) -> None:
        self.waiting = {job.task.title: expect_seconds(job.task.title, times) for job in jobs}
        self.running: dict[str, tuple[float, float]] = {}
        self.total, self.done, self.workers = len(self.waiting), 0, workers
        self.work = sum(self.waiting.values())

    def begin(self, job: Job) -> None:
        """Take note that a job starts."""
        title = job.task.title
        self.running[title] = (time.monotonic(), self.waiting.pop(title))

    def finish(self, result: NotebookResult) -> None:
        """Take note that a job is done."""
        self.running.pop(result.task.title, None)
        self.done += 1

    def count_left(self) -> float:
        """Return the seconds that the set is still expected to take."""
        now = time.monotonic()
        left = [max(expected - (now - start), 0.0) for start, expected in self.running.values()]
        work = sum(left) + sum(self.waiting.values())
        return max([work / max(min(self.workers, self.total), 1), *left])

    def tick(self) -> None:
        """Show how far it is; here nothing."""

    def describe(self) -> str:
        """Return what is running and how long it will take."""
        names = list(self.running)
        more = f" (+{len(names) - SHOWN_NAMES} more)" if len(names) > SHOWN_NAMES else ""
        return f"{', '.join(names[:SHOWN_NAMES])}{more} · about {self.count_left():.0f} s left"


class TerminalProgress(Progress):
    """Progress as one bar on a terminal."""

    def __init__(
        self, jobs: Iterable[Job], times: Mapping[str, float], workers: int, console: Console
    ) -> None:
        super().__init__(jobs, times, workers)
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        self.bar = Bar(*columns, console=console, transient=True)
        self.row = self.bar.add_task("", total=self.total)

    def tick(self) -> None:
        """Show how far it is."""
        self.bar.update(self.row, completed=self.done, description=self.describe())


@contextmanager
def open_progress(
    jobs: list[Job], times: Mapping[str, float], workers: int, console: Console | None = None
) -> Iterator[Progress]:
    """Open the display of a set, on a terminal a bar; what is printed meanwhile stands above it."""
    if not jobs or not (console or sys.stdout.isatty()):
        yield Progress(jobs, times, workers)
        return
    from rich.console import Console

    display = TerminalProgress(jobs, times, workers, console or Console())
    with display.bar:
        yield display
