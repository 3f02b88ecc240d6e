"""Write the project folder of an edition: the report's files with what the edition changes in them.

The folder can be rendered by itself, by either engine. Its executed notebooks are already there; those of the
appendices are the national ones, run once and copied.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.editions.choice import Edition
from lobanalysis.editions.claims import find_failed_claims
from lobanalysis.editions.config import format_config, make_edition_config, make_list_config
from lobanalysis.editions.notebooks import find_captions, find_notebooks, list_shared
from lobanalysis.editions.pages import PAGE, add_mark, format_about, format_list, format_mark
from lobanalysis.editions.pieces import LeftOut
from lobanalysis.editions.prose import leave_out
from lobanalysis.editions.rules import Rules
from lobanalysis.editions.withheld import find_withheld
from lobanalysis.paths import Project
from lobanalysis.publishing.book import CONFIG, Book, Chapter, read_book, read_config
from lobanalysis.publishing.inputs import read_chapters, read_variables
from lobanalysis.publishing.parts import Part
from lobanalysis.publishing.shortcodes import Sources, expand_shortcodes

LIST = "lijst"
RENDERED = ("_variables.yml", "build/notebooks/*", "build/downloads/data/*")
DATA = re.compile(r'\{\.bron data="([^"]+)"|\]\((?:\.\./)?data/([\w-]+)\.csv\)')
NOTEBOOK = re.compile(r'\{\.bron data="[^"]+" notebook="([^"]+)"\}')
SENTENCE = re.compile(r"\]\(([\w-]+)\.qmd#([\w-]+)\)\{\.claim-zin\}")
FIRST_PAGE = re.compile(r"\]\(\.\./([\w-]+)\.qmd#([\w-]+)\)\{\.claim-zin\}")
TITLE = re.compile(r"#\s+(.*?)\s*(?:\{[^{}]*\})?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Report:
    """The national report, read once for all editions."""

    project: Project
    tables: Path
    config: dict
    book: Book
    texts: dict[Chapter, str]
    captions: dict[str, str]


def list_render_files(project: Project, wave: str, editions: list[Edition]) -> set[Path]:
    """Return the files that editions are rendered from, besides those of the national report.

    These are what their own notebooks and numbers make; the rest of their folders follows from the report.
    """
    roots = [edition.locate(project).root for edition in editions]
    own = {path for root in roots for pattern in RENDERED for path in root.glob(pattern)}
    tables = project.tables(wave)
    return own - list_shared(project, editions) | {tables / "claims.csv", tables / "groups.csv"}


def write_editions(project: Project, wave: str, editions: list[Edition]) -> list[Part]:
    """Write the folders of editions and of the list of them; return what is to render, the list first."""
    if not editions:
        return []
    report = read_report(project, wave)
    return [write_list(report, editions), *(write_edition(report, edition) for edition in editions)]


def read_report(project: Project, wave: str) -> Report:
    """Return the national report with its appendices' variables filled in."""
    book = read_book(project.root)
    config = read_config(project.root / CONFIG)
    variables = read_variables(project.variables)
    texts = read_chapters(book, project.root)
    filled = {
        chapter: fill_variables(text, chapter.source, variables) if chapter.appendix else text
        for chapter, text in texts.items()
    }
    return Report(project, project.tables(wave), config, book, filled, find_captions(project))


def fill_variables(text: str, source: str, variables: dict) -> str:
    """Return a chapter with its variables replaced by their values; its embeds stay."""

    def keep(name: str):
        return lambda argument: f"{{{{< {name} {argument} >}}}}"

    return expand_shortcodes(text, source, Sources(variables, {}, keep("include"), keep("embed")))[0]


def write_list(report: Report, editions: list[Edition]) -> Part:
    """Write the folder of the list of editions."""
    folder = Project(report.project.build / "editions" / LIST)
    copy_sources(report, folder)
    write(folder.root / CONFIG, format_config(make_list_config(report.config)))
    write(folder.root / "index.qmd", format_list(editions))
    copy(report.project.variables, folder.variables)
    return Part(folder, "editie", {})


def write_edition(report: Report, edition: Edition) -> Part:
    """Write the folder of an edition."""
    folder = edition.locate(report.project)
    copy_sources(report, folder)
    write(folder.root / CONFIG, format_config(make_edition_config(report.config, edition)))
    for name in find_notebooks(report.project)[1]:
        shared = (report.project.rendered_notebooks / name).read_text(encoding="utf-8")
        write(folder.rendered_notebooks / name, lead_to_national(shared))
    rules = Rules(
        read_variables(folder.variables),
        find_withheld(folder.downloads / "data", edition),
        find_failed_claims(edition.id, report.tables),
    )
    chapters, left_out = write_chapters(report, edition, rules)
    about = format_about(edition, left_out, report.captions)
    chapters[PAGE] = add_mark(about, format_mark(edition, PAGE, whole=False))
    for source, text in chapters.items():
        write(folder.root / source, text)
    return Part(folder, edition.address, dict(find_offered(report, folder, chapters)))


def write_chapters(
    report: Report, edition: Edition, rules: Rules
) -> tuple[dict[str, str], list[tuple[str, LeftOut]]]:
    """Return the chapters of an edition by file, and all that is left out with the chapter's title."""
    chapters: dict[str, str] = {}
    left_out: list[tuple[str, LeftOut]] = []
    for chapter, text in report.texts.items():
        if not chapter.appendix:
            page = "editie.qmd" if "/" in chapter.source else PAGE
            title = TITLE.search(text)
            text, found = leave_out(text, rules, page)
            left_out += [(title[1] if title else chapter.source, item) for item in found]
        mark = format_mark(edition, chapter.source, whole=chapter.appendix)
        chapters[chapter.source] = move_documents(add_mark(text, mark), report.book.output_file)
    return chapters, left_out


def move_documents(text: str, name: str) -> str:
    """Return a chapter whose links to PDF and Word file lead to the national ones.

    Examples
    --------
    >>> move_documents("[pdf](../rapport.pdf)", "rapport")
    '[pdf](../../../rapport.pdf)'
    """
    return re.sub(rf"\]\(((?:\.\./)*{re.escape(name)}\.(?:pdf|docx))\)", r"](../../\1)", text)


def lead_to_national(notebook: str) -> str:
    """Return a notebook of an appendix whose links to sentences lead to those of the national edition.

    In the edition's own chapters such a sentence may be left out.

    Examples
    --------
    >>> lead_to_national("[Zo is het](rollen.qmd#a){.claim-zin}, [ook](../index.qmd#b){.claim-zin}")
    '[Zo is het](../../../report/rollen.html#a){.claim-zin}, [ook](../../../index.html#b){.claim-zin}'
    """
    lead = SENTENCE.sub(r"](../../../report/\1.html#\2){.claim-zin}", notebook)
    return FIRST_PAGE.sub(r"](../../../\1.html#\2){.claim-zin}", lead)


def find_offered(report: Report, folder: Project, chapters: dict[str, str]) -> Iterable[tuple[str, Path]]:
    """Yield address and file of each download that a chapter of the edition links to."""
    appendices = {chapter.source for chapter in report.texts if chapter.appendix}
    for source, text in chapters.items():
        owner = report.project if source in appendices else folder
        for label in (named or linked for named, linked in DATA.findall(text)):
            yield f"data/{label}.csv", owner.downloads / "data" / f"{label}.csv"
        for name in (f"{notebook}.ipynb" for notebook in NOTEBOOK.findall(text)):
            yield f"notebooks/{name}", report.project.downloads / "notebooks" / name


def copy_sources(report: Report, folder: Project) -> None:
    """Copy what surrounds the chapters: theme, filters, sources, words; chapters are written apart."""
    root = report.project.root
    for path in sorted((root / "report").rglob("*")):
        if path.is_file() and path.suffix != ".qmd":
            copy(path, folder.root / path.relative_to(root))


def copy(source: Path, target: Path) -> None:
    """Copy a file, unless it is there already."""
    content = source.read_bytes()
    if not target.is_file() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def write(path: Path, text: str) -> None:
    """Write a text file, unless it is there already."""
    if not path.is_file() or path.read_bytes() != text.encode():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
