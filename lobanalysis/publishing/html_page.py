"""Make one page of the site: a pure function of its chapter's draft and the book's index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lobanalysis.publishing.accessible import make_accessible
from lobanalysis.publishing.cache import make_key
from lobanalysis.publishing.drafts import Draft, choose_form
from lobanalysis.publishing.embeds import MEDIA_FOLDER
from lobanalysis.publishing.index import Index
from lobanalysis.publishing.inputs import Inputs
from lobanalysis.publishing.navigation import make_metadata
from lobanalysis.publishing.pandoc import run_pandoc
from lobanalysis.publishing.references import REFERENCE, resolve_references
from lobanalysis.publishing.shortcodes import Problem
from lobanalysis.publishing.tree import Node, attributes, div, find_nodes, string

TEMPLATE = Path(__file__).parent / "template" / "page.html"


@dataclass(frozen=True)
class Page:
    """A finished page and the files beside it: address in the site to content."""

    address: str
    html: str
    files: Mapping[str, str]
    problems: tuple[Problem, ...]


def render_page(draft: Draft, index: Index, inputs: Inputs) -> Page:
    """Return the page of a draft, given the index of the whole book; from the cache when made before."""
    source = draft.chapter.source
    settings = make_metadata(draft.chapter, index.titles, inputs.book)
    if has_sources(draft.document) and index.cited:
        settings["nocite"] = list_all(index.cited)
    labels = {name: asdict(index.labels[name]) for name in draft.cites if name in index.labels}
    key = make_key("page", draft.key, settings, labels)
    kept, warnings = inputs.cache.read(key), []
    html = kept.decode("utf-8") if kept else ""
    if kept is None:
        html, warnings = write_html(draft, index, settings, inputs)
        if not warnings:
            inputs.cache.write(key, html.encode("utf-8"))
    files = {f"{MEDIA_FOLDER}/{name}.svg": svg for name, svg in sorted(draft.pictures.items())}
    return Page(draft.chapter.page, html, files, tuple(Problem(source, 0, warning) for warning in warnings))


def write_html(
    draft: Draft, index: Index, settings: Mapping[str, Any], inputs: Inputs
) -> tuple[str, list[str]]:
    """Return the HTML of a draft and pandoc's warnings; reads only bibliography and template."""
    pages = {chapter.source: chapter.page for chapter in inputs.book.chapters}
    document = choose_form(draft.document, "html")
    document, _ = resolve_references(document, draft.chapter, index.labels, pages)
    document = place_sources(make_accessible(document)) | {"meta": settings}
    arguments = page_arguments(document, inputs)
    return run_pandoc(arguments, json.dumps(document), draft.chapter.source, inputs.root)


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
