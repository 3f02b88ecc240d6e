"""The whole way from export to site: tables, notebooks, variables, pages; each step only when needed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.editions.choice import NATIONAL, Edition, list_editions
from lobanalysis.editions.variables import write_edition_variables
from lobanalysis.errors import NotebookError, shorten
from lobanalysis.execution.stamps import find_changes, hash_files, hash_value, write_stamp
from lobanalysis.paths import Project
from lobanalysis.stages import PACKAGE, make_tables, plan_stages

if TYPE_CHECKING:
    import pandas as pd

    from lobanalysis.execution.tasks import NotebookResult, NotebookTask

Say = Callable[[str], None]
# Tells kernels that the tables of a wave were just made; `lobanalysis.notebooks` reads it.
READY_VARIABLE = "LOB_TABLES_READY"

REPORT_FILES = (
    "_quarto*.yml",
    "_variables.yml",
    "*.qmd",
    "report/**/*",
    "build/notebooks/*",
    "build/figures/*",
)
DOWNLOADS = ("build/downloads/data/*", "build/downloads/notebooks/*")
WORDS = "report/woorden.csv"
SITE = "site"


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
) -> None:
    """Make the tables, run the notebooks that changed, and write the variables of the prose.

    The national edition is always made; `edition` says which others are.

    Raises
    ------
    LobError
        Of the kind of the first stage that failed; notebooks that can run do so first.
    """
    make_tables(project, wave, force=force, say=say)
    write_variables_file(project, wave, force=force)
    editions = list_editions(project, wave, edition)
    for each in editions:
        write_edition_variables(project, wave, each, project.root / WORDS, force=force)
    run_notebooks(project, wave, editions, workers=workers, force=force, say=say, why=why, cold=cold)


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
) -> None:
    """Run the notebooks that changed, of all editions as one set, and say what became of each."""
    from lobanalysis.editions.notebooks import list_shared
    from lobanalysis.execution.set import run_set
    from lobanalysis.execution.summary import (
        check_results,
        format_costs,
        format_result,
        format_summary,
        format_why,
    )

    def tell(result: NotebookResult) -> None:
        if why and result.outcome != "unchanged":
            say(format_why(result.task.title, result.why))
        if result.outcome in ("ran", "failed"):
            say(format_result(result))

    tasks = list_notebooks(project, wave, editions)
    ready, keep = {READY_VARIABLE: wave}, list_shared(project, editions)
    results = run_set(
        tasks, project, workers=workers, report=tell, force=force, cold=cold, environment=ready, keep=keep
    )
    for note in sorted({note for result in results for note in result.notes}):
        say(f"notebooks: {note}")
    for line in (*format_costs(results), format_summary(results).splitlines()[0]):
        say(line)
    check_results(results)


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


def render(
    project: Project, *, engine: str, force: bool, say: Say, wave: str = "", edition: str = NATIONAL
) -> None:
    """Render site, PDF and Word file, unless nothing changed; until then the old site stays.

    The site then has the national edition and those that `edition` says, and no others.
    """
    from lobanalysis.gate.step import Gate, read_gate_inputs
    from lobanalysis.publishing.quarto import find_quarto

    quarto = find_quarto() if engine != "pandoc" else None
    editions = list_editions(project, wave, edition)
    inputs = read_render_inputs(project, wave, editions) | {"engine": hash_value(quarto or engine)}
    inputs |= read_gate_inputs(project, wave)
    stamp = project.build / "stamps" / f"{SITE}.json"
    if (
        not force
        and (project.site / "index.html").is_file()
        and not find_changes(stamp, inputs, project.root)
    ):
        say(f"site: unchanged ({project.site.name}/index.html)")
        return
    from lobanalysis.publishing.site import render_site

    parts = []
    if editions:
        from lobanalysis.editions.folder import write_editions

        parts = write_editions(project, wave, editions)
    gate = Gate(project, wave, say, fresh=force)
    used = render_site(project, engine, force=force, parts=parts, check=gate.check)
    files = sorted(path for path in project.site.rglob("*") if path.is_file())
    write_stamp(stamp, inputs, project.root, files)
    others = f", {len(editions)} editions besides the national one" if editions else ""
    say(f"site: made with {used} ({project.site.name}/index.html, {len(files)} files{others})")


def read_render_inputs(project: Project, wave: str, editions: list[Edition]) -> dict[str, str]:
    """Return name and hash of everything that the pages are made of."""
    files = {path for pattern in (*REPORT_FILES, *DOWNLOADS) for path in project.root.glob(pattern)}
    if editions:
        from lobanalysis.editions.folder import list_render_files

        files |= list_render_files(project, wave, editions)
    parts = ("publishing", "editions") if editions else ("publishing",)
    code = [path for part in parts for path in (PACKAGE / part).rglob("*") if path.suffix != ".pyc"]
    chosen = {"editions": hash_value([edition.id for edition in editions])}
    return hash_files(project.root, files) | hash_files(PACKAGE.parent, code) | chosen


def read_published_figures(project: Project, wave: str, say: Say) -> pd.DataFrame:
    """Return the published figures beside the recomputed ones, tables made first when needed."""
    import pandas as pd

    make_tables(project, wave, say=say)
    return pd.read_csv(project.tables(wave) / "published.csv", encoding="utf-8", keep_default_na=False)


def check(project: Project, wave: str) -> list[str]:
    """Return a line for each thing that was checked and is right.

    Raises
    ------
    LobError
        For the first thing that is not right.
    """
    from lobanalysis.coding.codebook import read_codebook
    from lobanalysis.execution.tasks import list_tasks
    from lobanalysis.intake.export import read_export
    from lobanalysis.intake.instrument import read_instrument
    from lobanalysis.intake.wave import read_wave
    from lobanalysis.publishing.book import read_book
    from lobanalysis.publishing.checks import check_site

    settings = read_wave(project, wave)
    export = read_export(settings, read_instrument(settings))
    codebook = read_codebook(settings.locate(settings.codebook.folder))
    tasks = list_tasks(project, {"wave": wave})
    lines = [
        f"data/{wave}: settings, instrument and export fit ({len(export)} submissions)",
        f"data/codebook: {len(codebook.domains)} domains, version {codebook.version}",
        f"notebooks: {len(tasks)} with the right parameters",
    ]
    if (project.site / "index.html").is_file():
        check_site(project.site, project.root, read_book(project.root))
        lines.append("_site: links, pictures and languages are right")
    return lines


def clean_cache(project: Project, limit: int = 0) -> int:
    """Remove what is kept of the oldest notebook runs until at most `limit` bytes stay; return how many runs.

    What they made for the report stays; they run again the next time.
    """
    from lobanalysis.execution.leftovers import remove_oldest

    removed = remove_oldest(project.executed, limit)
    return len({path.with_suffix("") for path in removed})


def clean(project: Project) -> None:
    """Remove everything that was made."""
    for folder in (project.build, project.site, project.root / ".quarto"):
        shutil.rmtree(folder, ignore_errors=True)
    Path(project.variables).unlink(missing_ok=True)
