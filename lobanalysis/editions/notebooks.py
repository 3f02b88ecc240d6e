"""Which notebooks an edition runs itself, and which it shares with the national one."""

from __future__ import annotations

import json
import re
from pathlib import Path

from lobanalysis.editions.choice import Edition
from lobanalysis.editions.words import QUOTE_CAPTION
from lobanalysis.execution.cells import find_label
from lobanalysis.execution.tasks import NotebookTask, make_task
from lobanalysis.paths import Project
from lobanalysis.publishing.book import read_book
from lobanalysis.publishing.embeds import join, read_options

EMBEDDED = re.compile(r"\{\{<\s*embed\s+/build/notebooks/([\w.-]+\.ipynb)#")


def find_notebooks(project: Project) -> tuple[list[str], list[str]]:
    """Return the notebooks that chapters embed, and those that only appendices do."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for chapter in read_book(project.root).chapters:
        text = (project.root / chapter.source).read_text(encoding="utf-8")
        found[chapter.appendix] |= set(EMBEDDED.findall(text))
    return sorted(found[False]), sorted(found[True] - found[False])


def list_edition_tasks(project: Project, wave: str, editions: list[Edition]) -> list[NotebookTask]:
    """Return a task for each chapter notebook of each edition."""
    names = find_notebooks(project)[0] if editions else []
    return [
        make_task(project.notebooks / name, {"wave": wave, **edition.parameters}, edition.id)
        for edition in editions
        for name in names
    ]


def list_shared(project: Project, editions: list[Edition]) -> set[Path]:
    """Return the files in the folders of editions that are copies of what the national edition made."""
    names = find_notebooks(project)[1] if editions else []
    return {edition.locate(project).rendered_notebooks / name for edition in editions for name in names}


def find_captions(project: Project) -> dict[str, str]:
    """Return the caption of each labelled cell of the source notebooks; quotes have a name of their own."""
    captions: dict[str, str] = {}
    for path in sorted(project.notebooks.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = join(cell["source"])
            label = find_label(source) if cell["cell_type"] == "code" else ""
            if label:
                options = read_options(source)
                captions[label] = options.get("fig-cap") or options.get("tbl-cap") or QUOTE_CAPTION
    return captions
