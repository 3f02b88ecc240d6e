"""Make the HTML site of the report, with Quarto where it is installed and with pandoc where not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from lobanalysis.errors import RenderError, UsageError, shorten
from lobanalysis.paths import Project
from lobanalysis.publishing.book import Book, Chapter, read_book
from lobanalysis.publishing.cache import make_key
from lobanalysis.publishing.checks import check_site
from lobanalysis.publishing.drafts import Draft, read_drafts
from lobanalysis.publishing.html_page import Page, render_page
from lobanalysis.publishing.index import make_index
from lobanalysis.publishing.inputs import Inputs, read_chapters, read_inputs
from lobanalysis.publishing.pandoc import PARALLEL
from lobanalysis.publishing.quarto import find_quarto, render_quarto
from lobanalysis.publishing.search import write_search_index
from lobanalysis.publishing.shortcodes import Problem
from lobanalysis.reading import check_inside

TEMPLATE = Path(__file__).parent / "template"
ASSETS = ("lob.css", "lob.js")
ENGINES = ("auto", "quarto", "pandoc")
Ready = Callable[[str, Path], object]


def render_html(project: Project, target: Path, engine: str = "auto") -> str:
    """Make the site in the folder `target` and return the engine used, "quarto" or "pandoc".

    Nothing is kept for the next time; the caller swaps the folder into place (`swap.build_beside`).

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
        inputs = read_inputs(project)
        write_pages(inputs, read_drafts(inputs, read_chapters(inputs.book, project.root)), target)
    complete_site(project, target, read_book(project.root))
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


def ignore(_name: str, _path: Path) -> None:
    """Do nothing with a file that is ready."""


def write_pages(inputs: Inputs, drafts: Sequence[Draft], target: Path, ready: Ready = ignore) -> None:
    """Write the pages, pictures, style and search index of the pandoc engine into `target`.

    `ready` gets name and path of each page and picture.
    """
    pages = make_pages(inputs, drafts)
    for page in pages:
        for name in write_page(page, target):
            ready(name, target / name)
    write_assets(target)
    key = make_key("search", inputs.base, {page.address: page.html for page in pages})
    write_search_index(target, inputs.cache, key)


def render_pages(inputs: Inputs, chapters: Mapping[Chapter, str]) -> list[Page]:
    """Return the pages of all chapters, in order.

    Raises
    ------
    RenderError
        Listing every unknown variable, reference, embed, include or doubled label of the whole book.
    """
    return make_pages(inputs, read_drafts(inputs, chapters))


def make_pages(inputs: Inputs, drafts: Sequence[Draft]) -> list[Page]:
    """Return the pages of drafts, in order; raises as `render_pages` does."""
    index, problems = make_index(drafts)
    with ThreadPoolExecutor(PARALLEL) as pool:  # each thread waits for a pandoc process
        pages = list(pool.map(partial(render_page, index=index, inputs=inputs), drafts))
    raise_problems([*problems, *(problem for page in pages for problem in page.problems)])
    return pages


def raise_problems(problems: Iterable[Problem]) -> None:
    """Raise one RenderError that names all problems; do nothing when there are none."""
    found = sorted(set(problems))
    if found:
        raise RenderError(
            f"{len(found)} problem(s) in the chapters",
            shorten((str(problem) for problem in found), limit=50),
            hint="correct the chapter, or run the notebooks again: lobanalysis run",
        )


def write_page(page: Page, target: Path) -> list[str]:
    """Write a page and the files beside it into the site's folder; return their names."""
    files = {page.address: page.html, **page.files}
    for address, content in files.items():
        path = target / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
    return list(files)


def write_assets(target: Path) -> None:
    """Write stylesheet and script into the site's folder."""
    folder = target / "opmaak"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ASSETS:
        text = (TEMPLATE / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def complete_site(project: Project, target: Path, book: Book) -> None:
    """Copy the downloads into the site's folder and check all of it.

    Raises
    ------
    RenderError
        Naming all that is wrong, page by page.
    """
    copy_downloads(project, target)
    check_site(target, project.root, book)


def list_downloads(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield name in the site and path of every download."""
    for path in sorted(path for path in project.downloads.rglob("*") if path.is_file()):
        yield path.relative_to(project.downloads).as_posix(), path


def copy_downloads(project: Project, target: Path) -> None:
    """Copy data, notebooks, PDF and Word from build/downloads into the site's folder.

    One by one: `copytree` goes on when the disk is full, and its error no longer says so.
    """
    for name, path in list_downloads(project):
        check_inside(path, f"downloads/{path.name}", RenderError)
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
