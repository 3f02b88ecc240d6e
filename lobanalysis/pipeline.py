"""The whole way from export to site: tables, notebooks, variables, pages; each step only when needed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.errors import NotebookError
from lobanalysis.execution.stamps import find_changes, hash_files, hash_value, write_stamp
from lobanalysis.paths import Project
from lobanalysis.stages import PACKAGE, make_tables

if TYPE_CHECKING:
    import pandas as pd

    from lobanalysis.execution.tasks import NotebookResult

Say = Callable[[str], None]

REPORT_FILES = (
    "_quarto.yml",
    "_variables.yml",
    "*.qmd",
    "report/**/*",
    "build/notebooks/*",
    "build/figures/*",
)
DOWNLOADS = ("build/downloads/data/*", "build/downloads/notebooks/*")
WORDS = "report/woorden.csv"
SITE = "site"


def run(project: Project, wave: str, *, workers: int, force: bool, say: Say, cold: bool = False) -> None:
    """Make the tables, run the notebooks that changed, and write the variables of the prose.

    Raises
    ------
    LobError
        Of the kind of the first stage that failed; notebooks that can run do so first.
    """
    make_tables(project, wave, force=force, say=say)
    write_variables_file(project, wave, force=force)
    run_notebooks(project, wave, workers=workers, force=force, say=say, cold=cold)


def run_notebooks(
    project: Project, wave: str, *, workers: int, force: bool, say: Say, cold: bool = False
) -> None:
    """Run the notebooks of the national edition that changed, and say what became of each."""
    from lobanalysis.execution.set import check_results, format_summary, run_set
    from lobanalysis.execution.tasks import list_tasks

    if force:
        shutil.rmtree(project.executed, ignore_errors=True)
    tasks = list_tasks(project, {"wave": wave})
    if not tasks:
        raise NotebookError("notebooks/", "there are no notebooks", hint="restore them from git")

    def tell(result: NotebookResult) -> None:
        if result.outcome != "unchanged":
            say(f"notebook {result.task.name}: {result.outcome} in {result.seconds:.1f} s")

    results = run_set(tasks, project, workers=workers, report=tell, cold=cold)
    for note in sorted({note for result in results for note in result.notes}):
        say(f"notebooks: {note}")
    say(format_summary(results).splitlines()[0])
    check_results(results)


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


def render(project: Project, *, engine: str, force: bool, say: Say) -> None:
    """Render site, PDF and Word file, unless nothing changed; until then the old site stays."""
    from lobanalysis.publishing.quarto import find_quarto

    quarto = find_quarto() if engine != "pandoc" else None
    inputs = read_render_inputs(project) | {"engine": hash_value(quarto or engine)}
    stamp = project.build / "stamps" / f"{SITE}.json"
    if (
        not force
        and (project.site / "index.html").is_file()
        and not find_changes(stamp, inputs, project.root)
    ):
        say(f"site: unchanged ({project.site.name}/index.html)")
        return
    from lobanalysis.publishing.site import render_site

    used = render_site(project, engine)
    files = sorted(path for path in project.site.rglob("*") if path.is_file())
    write_stamp(stamp, inputs, project.root, files)
    say(f"site: made with {used} ({project.site.name}/index.html, {len(files)} files)")


def read_render_inputs(project: Project) -> dict[str, str]:
    """Return name and hash of everything that the pages are made of."""
    files = {path for pattern in (*REPORT_FILES, *DOWNLOADS) for path in project.root.glob(pattern)}
    code = [path for path in (PACKAGE / "publishing").rglob("*") if path.suffix != ".pyc"]
    return hash_files(project.root, files) | hash_files(PACKAGE.parent, code)


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


def clean(project: Project) -> None:
    """Remove everything that was made."""
    for folder in (project.build, project.site, project.root / ".quarto"):
        shutil.rmtree(folder, ignore_errors=True)
    Path(project.variables).unlink(missing_ok=True)
