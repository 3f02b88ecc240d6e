"""Replace references to figures, tables and sections by links with their number."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from lobanalysis.publishing.book import Chapter
from lobanalysis.publishing.numbering import Label
from lobanalysis.publishing.tree import Node, link, replace_nodes, string

REFERENCE = re.compile(r"^(fig|tbl|sec)-")


def resolve_references(
    document: Node, chapter: Chapter, labels: Mapping[str, Label], file_links: Mapping[str, str]
) -> tuple[Node, list[str]]:
    """Return the document with its references resolved, and the identifiers that nothing carries.

    `file_links` maps chapter sources to pages: a link to "rollen.qmd" leads to its page.
    """
    unknown: list[str] = []

    def replace(cite: Node) -> list[Node]:
        citations = cite["c"][0]
        if not all(REFERENCE.match(citation["citationId"]) for citation in citations):
            return [cite]
        unknown.extend(c["citationId"] for c in citations if c["citationId"] not in labels)
        return _join([_make_link(c, labels, chapter) for c in citations if c["citationId"] in labels])

    resolved = replace_nodes(document, "Cite", replace)
    return replace_nodes(resolved, "Link", lambda node: [_lead_to_page(node, chapter, file_links)]), unknown


def _make_link(citation: Node, labels: Mapping[str, Label], chapter: Chapter) -> Node:
    label = labels[citation["citationId"]]
    text = label.number if citation["citationMode"]["t"] == "SuppressAuthor" else label.text
    inlines = (
        [*citation["citationPrefix"], string("\N{NO-BREAK SPACE}")] if citation["citationPrefix"] else []
    )
    shown = [*inlines, string(label.number)] if inlines else [string(text)]
    return link(shown, find_address(chapter.page, label.page, label.identifier), "quarto-xref")


def find_address(page: str, target: str, fragment: str = "") -> str:
    """Return the relative address from one page of the site to another.

    Examples
    --------
    >>> find_address("report/rollen.html", "index.html", "sec-a")
    '../index.html#sec-a'
    """
    end = f"#{fragment}" if fragment else ""
    if page == target and fragment:
        return end
    return posixpath.relpath(target, posixpath.dirname(page) or ".") + end


def _join(links: list[Node]) -> list[Node]:
    joined: list[Node] = []
    for item in links:
        joined += [string(","), {"t": "Space"}, item] if joined else [item]
    return joined


def _lead_to_page(node: Node, chapter: Chapter, pages: Mapping[str, str]) -> Node:
    address, title = node["c"][2]
    path, _, fragment = address.partition("#")
    source = posixpath.normpath(posixpath.join(posixpath.dirname(chapter.source), path)) if path else ""
    if source not in pages:
        return node
    return {"t": "Link", "c": [*node["c"][:2], [find_address(chapter.page, pages[source], fragment), title]]}
