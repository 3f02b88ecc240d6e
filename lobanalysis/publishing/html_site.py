"""Make the HTML site of the report, with Quarto where it is installed and with pandoc where not."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml

from lobanalysis.errors import RenderError, UsageError, shorten
from lobanalysis.paths import Project
from lobanalysis.publishing.book import Book, Chapter, read_book
from lobanalysis.publishing.checks import check_site
from lobanalysis.publishing.drafts import Draft, Inputs, read_draft
from lobanalysis.publishing.html_page import Page, make_index, render_page
from lobanalysis.publishing.quarto import find_quarto, render_quarto
from lobanalysis.publishing.search import write_search_index
from lobanalysis.publishing.shortcodes import Problem

TEMPLATE = Path(__file__).parent / "template"
ASSETS = ("lob.css", "lob.js")
ENGINES = ("auto", "quarto", "pandoc")
PARALLEL = min(4, os.cpu_count() or 1)

Item, Made = TypeVar("Item"), TypeVar("Made")


def render_html(project: Project, target: Path, engine: str = "auto") -> str:
    """Make the site in the folder `target` and return the engine used, "quarto" or "pandoc".

    The caller swaps the folder into place (`swap.build_beside`); the downloads are copied into it.

    Raises
    ------
    RenderError
        When a page cannot be made or comes out incomplete; all problems are named at once.
    """
    used = choose_engine(engine)
    target.mkdir(parents=True, exist_ok=True)
    if used == "quarto":
        render_quarto(project, target)
    else:
        render_pandoc(project, target)
    copy_downloads(project, target)
    check_site(target, project.root, read_book(project.root))
    return used


def choose_engine(engine: str) -> str:
    """Return "quarto" or "pandoc" for what the user asked.

    Raises
    ------
    UsageError
        When there is no such engine.
    RenderError
        When Quarto is asked for and not installed.
    """
    if engine not in ENGINES:
        raise UsageError("--engine", f"unknown engine {engine}", expected=", ".join(ENGINES))
    found = find_quarto() if engine != "pandoc" else None
    if engine == "quarto" and found is None:
        raise RenderError("--engine quarto", "Quarto is not installed", hint="use --engine pandoc")
    return "quarto" if found else "pandoc"


def render_pandoc(project: Project, target: Path) -> None:
    """Write the pages, pictures, style and search index of the pandoc engine into `target`."""
    inputs = read_inputs(project)
    pages = render_pages(inputs, read_chapters(inputs.book, project.root))
    for page in pages:
        write_page(page, target)
    write_assets(target)
    write_search_index(target)


def read_inputs(project: Project) -> Inputs:
    """Read all that the pages are made of: book, variables, executed notebooks and included files."""
    book = read_book(project.root)
    notebooks = {
        f"/{path.relative_to(project.root).as_posix()}": _read_notebook(path)
        for path in sorted(project.rendered_notebooks.glob("*.ipynb"))
    }
    return Inputs(
        project.root, book, read_variables(project.variables), notebooks, _read_includes(project.root)
    )


def _read_notebook(path: Path) -> dict[str, Any]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RenderError(path.name, "cannot be read as a notebook", hint="lobanalysis run") from error


def read_variables(path: Path) -> dict[str, Any]:
    """Return the variables that the prose quotes.

    Raises
    ------
    RenderError
        When the file is missing or no YAML.
    """
    try:
        return (
            yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
        )
    except FileNotFoundError as error:
        raise RenderError(path.name, "file is missing", hint="make it with lobanalysis run") from error
    except yaml.YAMLError as error:
        raise RenderError(
            path.name, "cannot be read as YAML", hint="make it again with lobanalysis run"
        ) from error


def _read_includes(root: Path) -> dict[str, str]:
    paths = [
        *root.glob("_*.md"),
        *root.glob("_*.qmd"),
        *root.glob("report/_*.md"),
        *root.glob("report/_*.qmd"),
    ]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in sorted(paths)}


def read_chapters(book: Book, root: Path) -> dict[Chapter, str]:
    """Return the text of each chapter file."""
    return {item: (root / item.source).read_text(encoding="utf-8") for item in book.chapters}


def render_pages(inputs: Inputs, chapters: Mapping[Chapter, str]) -> list[Page]:
    """Return the pages of all chapters, in order.

    Raises
    ------
    RenderError
        Listing every unknown variable, reference, embed, include or doubled label of the whole book.
    """
    drafts: list[Draft] = _in_parallel(lambda item: read_draft(*item, inputs), chapters.items())
    index, problems = make_index(drafts)
    pages = _in_parallel(partial(render_page, index=index, inputs=inputs), drafts)
    raise_problems([*problems, *(problem for page in pages for problem in page.problems)])
    return pages


def _in_parallel(make: Callable[[Item], Made], items: Iterable[Item]) -> list[Made]:
    """Map over items in threads (each waits for a pandoc process); the order stays."""
    with ThreadPoolExecutor(PARALLEL) as pool:
        return list(pool.map(make, items))


def raise_problems(problems: Iterable[Problem]) -> None:
    """Raise one RenderError that names all problems; do nothing when there are none."""
    found = sorted(set(problems))
    if found:
        raise RenderError(
            f"{len(found)} problem(s) in the chapters",
            shorten((str(problem) for problem in found), limit=50),
            hint="correct the chapter, or run the notebooks again: lobanalysis run",
        )


def write_page(page: Page, target: Path) -> None:
    """Write a page and the files beside it into the site's folder."""
    for address, content in [(page.address, page.html), *page.files.items()]:
        path = target / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")


def write_assets(target: Path) -> None:
    """Write stylesheet and script into the site's folder."""
    folder = target / "opmaak"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ASSETS:
        text = (TEMPLATE / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def copy_downloads(project: Project, target: Path) -> None:
    """Copy data, notebooks, PDF and Word from build/downloads into the site's folder.

    One by one: `copytree` goes on when the disk is full, and its error no longer says so.
    """
    for path in sorted(path for path in project.downloads.rglob("*") if path.is_file()):
        copy = target / path.relative_to(project.downloads)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
