"""Join the chapters of the book into the one document that PDF and Word are made of."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from lobanalysis.errors import RenderError, shorten
from lobanalysis.publishing.book import Chapter
from lobanalysis.publishing.drafts import Draft, choose_form
from lobanalysis.publishing.index import Index
from lobanalysis.publishing.inputs import Inputs
from lobanalysis.publishing.references import resolve_references
from lobanalysis.publishing.tree import Node, div, find_nodes, plain_text, replace_nodes, string

REFERENCES_TITLE = "Bronnen"


def join_chapters(drafts: Sequence[Draft], index: Index, inputs: Inputs) -> Node:
    """Return one pandoc document of all chapters, its references turned into links within the document.

    Raises
    ------
    RenderError
        When a figure has no description; all of them are named.
    """
    pages = {chapter.source: chapter.page for chapter in inputs.book.chapters}
    documents: list[tuple[Chapter, list[Node]]] = []
    for draft in drafts:
        document = choose_form(draft.document, "text")
        document, _ = resolve_references(document, draft.chapter, index.labels, pages)
        documents.append((draft.chapter, document["blocks"]))
    make_identifiers_unique(documents)
    _lead_within(documents)
    whole = {**drafts[0].document, "meta": {}, "blocks": _place_references(documents)}
    check_descriptions(whole)
    return whole


def make_identifiers_unique(documents: Iterable[tuple[Chapter, list[Node]]]) -> None:
    """Give an identifier that an earlier chapter also has the chapter's name in front, links to it too."""
    seen: set[str] = set()
    for chapter, blocks in documents:
        own = {attributes[0] for attributes in _find_attributes(blocks) if attributes[0]}
        stem = posixpath.basename(chapter.source).removesuffix(".qmd")
        renamed = {name: f"{stem}-{name}" for name in own & seen}
        for attributes in _find_attributes(blocks):
            attributes[0] = renamed.get(attributes[0], attributes[0])
        for link in find_nodes(blocks, "Link"):
            address = link["c"][2][0]
            if address.startswith("#"):
                link["c"][2][0] = "#" + renamed.get(address[1:], address[1:])
        seen |= own


def _find_attributes(blocks: list[Node]) -> Iterable[list[Any]]:
    for node in find_nodes(blocks, "Div", "Span", "Header", "Figure", "Table", "CodeBlock", "Image"):
        yield node["c"][1] if node["t"] == "Header" else node["c"][0]


def _lead_within(documents: Sequence[tuple[Chapter, list[Node]]]) -> None:
    """Turn links to pages of the site into links within the document, other relative links into text."""
    starts = {chapter.page: _first_identifier(blocks) for chapter, blocks in documents}
    for chapter, blocks in documents:
        for link in find_nodes(blocks, "Link"):
            place = find_place(link["c"][2][0], chapter.page, starts)
            link["c"][2][0] = place
            if not place.startswith("#") and not urlsplit(place).scheme:
                link.update(t="Span", c=[["", [], []], link["c"][1]])


def _first_identifier(blocks: list[Node]) -> str:
    return next((node["c"][1][0] for node in find_nodes(blocks, "Header")), "")


def find_place(address: str, page: str, starts: Mapping[str, str]) -> str:
    """Return the place in the whole document that an address of the site leads to.

    Examples
    --------
    >>> find_place("../index.html", "report/rollen.html", {"index.html": "sec-samenvatting"})
    '#sec-samenvatting'
    >>> find_place("https://example.org/", "index.html", {})
    'https://example.org/'
    """
    path, _, fragment = address.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target not in starts:
        return address
    return "#" + (fragment or starts[target])


def _place_references(documents: Sequence[tuple[Chapter, list[Node]]]) -> list[Node]:
    """Join the blocks; the list of sources stands where the report puts it, else before the appendices."""
    chapters = [block for chapter, blocks in documents if not chapter.appendix for block in blocks]
    appendices = [block for chapter, blocks in documents if chapter.appendix for block in blocks]
    cited = any(True for _ in find_nodes([*chapters, *appendices], "Cite"))
    placed = any(node["c"][0][0] == "refs" for node in find_nodes([*chapters, *appendices], "Div"))
    if placed or not cited:
        return chapters + appendices
    header = {"t": "Header", "c": [1, ["bronnen", ["unnumbered"], []], [string(REFERENCES_TITLE)]]}
    return [*chapters, header, div([], "refs"), *appendices]


def place_pictures(document: Node, addresses: Mapping[str, str]) -> Node:
    """Return the document with each picture at the address that `addresses` holds for its file's stem."""

    def place(image: Node) -> list[Node]:
        attribute, inlines, (address, title) = image["c"]
        stem = posixpath.basename(address).rpartition(".")[0]
        return [{"t": "Image", "c": [attribute, inlines, [addresses.get(stem, address), title]]}]

    return replace_nodes(document, "Image", place)


def check_descriptions(document: Node) -> None:
    """Raise when a figure has no description for readers who do not see it.

    Raises
    ------
    RenderError
        Names the figures.
    """
    missing = [
        figure["c"][0][0] for figure in find_nodes(document["blocks"], "Figure") if not _is_described(figure)
    ]
    if missing:
        raise RenderError(
            shorten(missing), "figure without description", hint="give its notebook cell a `#| fig-alt`"
        )


def _is_described(figure: Node) -> bool:
    caption = plain_text([inline for block in figure["c"][1][1] for inline in block["c"]])
    texts = [
        dict(image["c"][0][2]).get("alt") or plain_text(image["c"][1])
        for image in find_nodes(figure["c"], "Image")
    ]
    return all(text and not caption.endswith(text) for text in texts)
