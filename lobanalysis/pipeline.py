"""From export to executed notebooks and the words of the prose: each step only when needed."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from lobanalysis.claims.gate import check_claims
from lobanalysis.editions.choice import NATIONAL, Edition, list_editions
from lobanalysis.editions.variables import write_edition_variables
from lobanalysis.errors import NotebookError, shorten
from lobanalysis.execution.stamps import find_changes, hash_files, hash_value, write_stamp
from lobanalysis.paths import Project
from lobanalysis.stages import PACKAGE, SILENT, make_tables, plan_stages

if TYPE_CHECKING:
    from lobanalysis.execution.head_start import HeadStart
    from lobanalysis.execution.tasks import NotebookResult, NotebookTask

Say = Callable[[str], None]
# Tells kernels that the tables of a wave were just made; `lobanalysis.notebooks` reads it.
READY_VARIABLE = "LOB_TABLES_READY"

WORDS = "report/woorden.csv"
CLAIMS = "claims"
HIRING = ("coding", "analysis")


def run(
    project: Project,
    wave: str,
    *,
    workers: int,
    force: bool,
    say: Say,
    why: bool = False,
    cold: bool = False,
    edition: str = NATIONAL,
    begin: Say = SILENT,
) -> list[NotebookResult]:
    """Make the tables, run the notebooks that changed, and write the variables of the prose.

    The national edition is always made; `edition` says which others are. `begin` gets the name of each stage
    of the tables that is done, just before. What came of the notebooks is returned, failures too.

    Raises
    ------
    LobError
        Of the kind of the first stage that failed.
    """
    with ExitStack() as stack:
        ahead: list[HeadStart] = []

        def start_ahead(stage: str) -> None:
            """Stages use one processor: the template loads beside the first, the workers beside the longest.

            After the claims alone most notebooks are unchanged, and the set starts what it needs.
            """
            if stage != CLAIMS and not ahead:
                from lobanalysis.execution.head_start import open_head_start

                ahead.append(stack.enter_context(open_head_start(cold)))
            begin(stage)  # before there are workers: what it forks would keep their connections open
            if stage in HIRING:
                ahead[0].hire(workers)

        make_tables(project, wave, force=force, say=say, begin=start_ahead)
        check_claims(project, wave, force=force)
        write_variables_file(project, wave, force=force)
        editions = list_editions(project, wave, edition)
        for each in editions:
            write_edition_variables(project, wave, each, project.root / WORDS, force=force)
        how = {"workers": workers, "force": force, "say": say, "why": why, "cold": cold}
        return run_notebooks(project, wave, editions, **how, head_start=ahead[0] if ahead else None)


def list_notebooks(project: Project, wave: str, editions: list[Edition]) -> list[NotebookTask]:
    """Return a task for each notebook of the national edition, and for each that other editions run.

    Raises
    ------
    NotebookError
        When there are none.
    """
    from lobanalysis.execution.tasks import list_tasks

    tasks = list_tasks(project, {"wave": wave})
    if not tasks:
        raise NotebookError("notebooks/", "there are no notebooks", hint="restore them from git")
    from lobanalysis.editions.notebooks import list_edition_tasks

    return [*tasks, *list_edition_tasks(project, wave, editions)]


def run_notebooks(
    project: Project,
    wave: str,
    editions: list[Edition],
    *,
    workers: int,
    force: bool,
    say: Say,
    why: bool = False,
    cold: bool = False,
    head_start: HeadStart | None = None,
) -> list[NotebookResult]:
    """Run the notebooks that changed, of all editions as one set, and say what became of each."""
    from lobanalysis.building.failing import record_failures
    from lobanalysis.editions.notebooks import list_shared
    from lobanalysis.execution.limits import read_limits
    from lobanalysis.execution.set import run_set
    from lobanalysis.execution.summary import format_costs, format_result, format_summary, format_why

    def tell(result: NotebookResult) -> None:
        if why and result.outcome != "unchanged":
            say(format_why(result.task.title, result.why))
        if result.outcome in ("ran", "failed"):
            say(format_result(result))

    tasks = list_notebooks(project, wave, editions)
    ready, keep = {READY_VARIABLE: wave}, list_shared(project, editions)
    results = run_set(
        tasks,
        project,
        workers=workers,
        report=tell,
        force=force,
        cold=cold,
        environment=ready,
        keep=keep,
        limits=read_limits(),
        head_start=head_start,
    )
    for note in sorted({note for result in results for note in result.notes}):
        say(f"notebooks: {note}")
    for line in (*format_costs(results), format_summary(results).splitlines()[0]):
        say(line)
    record_failures(results, project)
    return results


def plan(project: Project, wave: str, *, force: bool, say: Say, edition: str = NATIONAL) -> None:
    """Say what `run` would do, and how long notebooks took last time; nothing is done.

    When a stage would be done, its tables can change, and then notebooks that used those would run too.
    """
    from lobanalysis.execution.places import find_times
    from lobanalysis.execution.progress import read_times
    from lobanalysis.execution.set import plan_set
    from lobanalysis.execution.summary import format_plan

    stages = plan_stages(project, wave, force)
    for line in stages:
        say(line)
    todo = plan_set(list_notebooks(project, wave, list_editions(project, wave, edition)), project, force)
    times = read_times(find_times(project))
    for line in format_plan(todo.jobs, times):
        say(line)
    for task, reasons in todo.rewrites:
        say(f"notebook {task.title}: would be written again from its last run: {shorten(reasons)}")
    last = sum(times.get(job.task.title, 0.0) for job in todo.jobs)
    say(f"{len(todo.jobs)} notebooks would run ({last:.1f} s last time), {len(todo.unchanged)} unchanged.")
    if stages:
        say("Notebooks that used a table which then turns out different would run too.")


def write_variables_file(project: Project, wave: str, *, force: bool = False) -> None:
    """Write `_variables.yml` from the numbers of the analysis, unless nothing changed."""
    numbers = project.tables(wave) / "numbers.json"
    stamp = project.build / wave / "stamps" / "variables.json"
    sources = [numbers, project.root / WORDS, project.root / "requirements.lock"]
    code = [PACKAGE / "provenance.py", *(PACKAGE / "presentation").glob("*.py")]
    inputs = hash_files(project.root, sources) | hash_files(PACKAGE.parent, code) | {"wave": hash_value(wave)}
    if not force and not find_changes(stamp, inputs, project.root):
        return
    from lobanalysis.presentation.quantity_words import read_words
    from lobanalysis.presentation.variables import format_variables, write_variables
    from lobanalysis.provenance import list_report_versions

    content = json.loads(numbers.read_text(encoding="utf-8"))
    info = {"versions": list_report_versions(project, wave)}
    write_variables(
        project.variables, format_variables(content, info, words=read_words(project.root / WORDS))
    )
    write_stamp(stamp, inputs, project.root, [project.variables])
