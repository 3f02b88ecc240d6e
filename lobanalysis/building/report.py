"""The report in one go: one build at a time, and again when a source changed meanwhile.

A chapter whose notebook fails leaves the others built: its page says so, and the command ends with a code of
its own.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from lobanalysis import pipeline, rendering
from lobanalysis.building.sources import check_unchanged, read_sources
from lobanalysis.building.turns import take_turn
from lobanalysis.editions.choice import NATIONAL
from lobanalysis.errors import ChangedError, LobError
from lobanalysis.paths import Project
from lobanalysis.stages import SILENT

if TYPE_CHECKING:
    from lobanalysis.execution.tasks import NotebookResult
    from lobanalysis.gate.step import Gate

Say = Callable[[str], None]
TIMES = 3
AFTER_INTAKE = ("coding", "analysis")
Made = TypeVar("Made")
AGAIN = "sources changed during the run: {}; made again"


@dataclass(frozen=True)
class Wish:
    """What a command asks for: the wave, the editions, and how to make them."""

    wave: str
    edition: str = NATIONAL
    engine: str = "auto"
    workers: int = 2
    force: bool = False
    why: bool = False
    cold: bool = False


def make_report(project: Project, wish: Wish, say: Say) -> None:
    """Make tables, notebooks, site, PDF and Word file.

    Raises
    ------
    ChapterError
        When notebooks failed: the report was made, with a notice in their chapters.
    ChangedError
        When sources go on changing; the last good site is then still in place.
    LobError
        Of the kind of the step that failed; the last good site is then still in place.
    """
    from lobanalysis.building.failing import check_chapters, is_worthwhile
    from lobanalysis.execution.summary import check_results

    with take_turn(project, say):
        results = repeat(project, say, lambda unchanged: make_once(project, wish, say, unchanged))
    if not is_worthwhile(results):
        check_results(results)
    check_chapters(project, results)


def make_run(project: Project, wish: Wish, say: Say) -> None:
    """Make the tables, run the notebooks that changed, write the numbers for the prose; raises as they do."""
    from lobanalysis.execution.summary import check_results

    def once(unchanged: Callable[[], None]) -> list[NotebookResult]:
        results = run_notebooks(project, wish, say)
        unchanged()
        return results

    with take_turn(project, say):
        results = repeat(project, say, once)
    check_results(results)


def make_pages(project: Project, wish: Wish, say: Say) -> None:
    """Render site, PDF and Word file from what a run made."""
    with take_turn(project, say):
        repeat(project, say, lambda unchanged: render(project, wish, say, unchanged))


def make_once(project: Project, wish: Wish, say: Say, unchanged: Callable[[], None]) -> list[NotebookResult]:
    """Run and render once; nothing is rendered when no chapter would come out right.

    The gate reads what was removed as soon as the intake has told it, beside the stages after it.
    """
    from lobanalysis.building.failing import is_worthwhile

    with ExitStack() as stack:
        gates: list[Gate] = []

        def begin(stage: str) -> None:
            if stage in AFTER_INTAKE and not gates:
                from lobanalysis.gate.step import Gate

                gates.append(stack.enter_context(Gate(project, wish.wave, say, fresh=wish.force)))

        results = run_notebooks(project, wish, say, begin)
        if is_worthwhile(results):
            render(project, wish, say, unchanged, gates[0] if gates else None)
        return results


def run_notebooks(
    project: Project, wish: Wish, say: Say, begin: Callable[[str], object] = SILENT
) -> list[NotebookResult]:
    """Return what came of the notebooks, after the tables were made; what failed gets a stand-in."""
    return pipeline.run(
        project,
        wish.wave,
        workers=wish.workers,
        force=wish.force,
        say=say,
        why=wish.why,
        cold=wish.cold,
        edition=wish.edition,
        begin=begin,
    )


def render(
    project: Project, wish: Wish, say: Say, unchanged: Callable[[], None], gate: Gate | None = None
) -> None:
    """Render what the wish asks for; `unchanged` is called before the new site takes the place of the old."""
    rendering.render_report(
        project,
        engine=wish.engine,
        force=wish.force,
        say=say,
        wave=wish.wave,
        edition=wish.edition,
        confirm=unchanged,
        gate=gate,
    )


def repeat(project: Project, say: Say, make: Callable[[Callable[[], None]], Made]) -> Made:
    """Return what `make` makes, again from the beginning when a source changed meanwhile.

    What `make` gets raises `ChangedError` when the sources are no longer as they were. An error is told only
    when it is not of a source that somebody was just writing.
    """
    for left in reversed(range(TIMES)):
        unchanged = partial(check_unchanged, read_sources(project), project)
        try:
            made = make(unchanged)
            unchanged()
            return made
        except ChangedError as change:
            problem = change
        except LobError as error:
            problem = find_change(unchanged) or error
        if not isinstance(problem, ChangedError) or not problem.again or not left:
            raise problem
        say(AGAIN.format(problem.changes))
    raise AssertionError("not reached")


def find_change(unchanged: Callable[[], None]) -> ChangedError | None:
    """Return the error of sources that are no longer as they were; nothing when they are."""
    try:
        unchanged()
    except ChangedError as change:
        return change
    return None
