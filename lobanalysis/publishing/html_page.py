"""Make one page of the site: a pure function of its chapter's draft and the book's index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.publishing.accessible import make_accessible
from lobanalysis.publishing.drafts import Draft, Inputs
from lobanalysis.publishing.embeds import MEDIA_FOLDER
from lobanalysis.publishing.navigation import find_title, make_metadata
from lobanalysis.publishing.numbering import Label
from lobanalysis.publishing.pandoc import run_pandoc
from lobanalysis.publishing.references import REFERENCE, resolve_references
from lobanalysis.publishing.shortcodes import Problem
from lobanalysis.publishing.tree import Node, attributes, div, find_nodes, string

TEMPLATE = Path(__file__).parent / "template" / "page.html"


@dataclass(frozen=True)
class Index:
    """What a page must know of the others: labels of the book, chapters' titles by source, works cited."""

    labels: Mapping[str, Label]
    titles: Mapping[str, str]
    cited: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """A finished page and the files beside it: address in the site to content."""

    address: str
    html: str
    files: Mapping[str, str]
    problems: tuple[Problem, ...]


def make_index(drafts: Iterable[Draft]) -> tuple[Index, list[Problem]]:
    """Return the index of a book, and a problem for each label that two places carry."""
    labels: dict[str, Label] = {}
    titles: dict[str, str] = {}
    cited: set[str] = set()
    problems = []
    for draft in drafts:
        cited |= find_cited(draft.document)
        titles[draft.chapter.source] = find_title(draft.document) or draft.chapter.source
        for label in draft.labels:
            if label.identifier in labels:
                problems.append(Problem(draft.chapter.source, 0, f"label {label.identifier} stands twice"))
            labels[label.identifier] = label
    return Index(labels, titles, tuple(sorted(cited))), problems


def render_page(draft: Draft, index: Index, inputs: Inputs) -> Page:
    """Return the page of a draft, given the index of the whole book; reads only bibliography and template."""
    pages = {chapter.source: chapter.page for chapter in inputs.book.chapters}
    document, unknown = resolve_references(draft.document, draft.chapter, index.labels, pages)
    source = draft.chapter.source
    problems = [
        Problem(source, find_line(draft.text, name), f"unknown reference @{name}") for name in unknown
    ]
    document = place_sources(make_accessible(document))
    document["meta"] = make_metadata(draft.chapter, index.titles, inputs.book)
    if has_sources(draft.document) and index.cited:
        document["meta"]["nocite"] = list_all(index.cited)
    html, warnings = run_pandoc(page_arguments(document, inputs), json.dumps(document), source, inputs.root)
    problems += [Problem(source, 0, warning) for warning in warnings]
    files = {f"{MEDIA_FOLDER}/{name}.svg": svg for name, svg in sorted(draft.pictures.items())}
    return Page(draft.chapter.page, html, files, (*draft.problems, *problems))


def place_sources(document: Node) -> Node:
    """Return the document with a section for its sources at the end, unless it has one or cites nothing."""
    if not find_cited(document) or has_sources(document):
        return document
    heading = {"t": "Header", "c": [2, attributes("bronnen", "unnumbered"), [string("Bronnen")]]}
    return {**document, "blocks": [*document["blocks"], heading, div([], "refs")]}


def has_sources(document: Node) -> bool:
    """Say whether the chapter itself has a place for the list of sources; that one lists the whole book's."""
    return any(node["c"][0][0] == "refs" for node in find_nodes(document["blocks"], "Div"))


def find_cited(document: Node) -> set[str]:
    """Return the keys of the works that a document cites."""
    cites = find_nodes(document["blocks"], "Cite")
    keys = {citation["citationId"] for cite in cites for citation in cite["c"][0]}
    return {key for key in keys if not REFERENCE.match(key)}


def list_all(cited: Iterable[str]) -> Node:
    """Return the metadata `nocite` that puts works into the list of sources."""
    mode = {"t": "NormalCitation"}
    plain = {"citationPrefix": [], "citationSuffix": [], "citationNoteNum": 0, "citationHash": 0}
    citations = [{"citationId": key, "citationMode": mode, **plain} for key in cited]
    return {"t": "MetaInlines", "c": [{"t": "Cite", "c": [citations, []]}]}


def page_arguments(document: Node, inputs: Inputs) -> list[str]:
    """Return pandoc's arguments for a page; citeproc only where something is cited."""
    arguments = ["--from", "json", "--to", "html5", "--wrap=none", "--section-divs", "--standalone"]
    arguments += [
        "--toc",
        f"--toc-depth={inputs.book.toc_depth}",
        f"--template={TEMPLATE}",
        "--syntax-highlighting=none",
    ]
    if inputs.book.bibliography and ("nocite" in document["meta"] or find_cited(document)):
        arguments += ["--citeproc", f"--bibliography={inputs.book.bibliography}"]
        arguments += ["--metadata=link-citations:true"]
    return arguments


def find_line(text: str, name: str) -> int:
    """Return the number of the first line that refers to `name`, 0 when none does."""
    for number, line in enumerate(text.split("\n"), start=1):
        if f"@{name}" in line:
            return number
    return 0
