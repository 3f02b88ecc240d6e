"""Give a page's document the marks that readers with a keyboard or a screen reader need."""

from __future__ import annotations

from lobanalysis.publishing.tree import Node, div, plain_text, replace_nodes, string

CALLOUTS = {
    "callout-note": "Opmerking",
    "callout-tip": "Tip",
    "callout-warning": "Waarschuwing",
    "callout-important": "Belangrijk",
    "callout-caution": "Opgelet",
}


def make_accessible(document: Node) -> Node:
    """Return the document with callouts titled, tables and pictures in regions that scroll."""
    document = replace_nodes(document, "Div", lambda node: [make_callout(node)])
    document = replace_nodes(document, "Figure", lambda node: [frame_picture(node)])
    return replace_nodes(document, "Table", lambda node: [make_region(node)])


def make_callout(node: Node) -> Node:
    """Return a callout div as an aside with its title; any other div as it is."""
    (identifier, classes, pairs), blocks = node["c"]
    kind = next((name for name in classes if name in CALLOUTS), None)
    if kind is None:
        return node
    title, rest = _find_title(dict(pairs), blocks, CALLOUTS[kind])
    heading = div([{"t": "Para", "c": title}], "", "callout-title")
    body = div([heading, div(rest, "", "callout-body")], identifier, "callout", kind, role="note")
    return body


def _find_title(pairs: dict[str, str], blocks: list[Node], usual: str) -> tuple[list[Node], list[Node]]:
    if "title" in pairs:
        return [string(pairs["title"])], blocks
    if blocks and blocks[0]["t"] == "Header":
        return blocks[0]["c"][2], blocks[1:]
    return [string(usual)], blocks


def frame_picture(figure: Node) -> Node:
    """Return a figure with its picture in a region named after its caption; a small screen scrolls it."""
    (attribute, caption, blocks) = figure["c"]
    name = plain_text(caption[1]) or "Figuur"
    return {"t": "Figure", "c": [attribute, caption, [_region(name, "figuur-kader", blocks)]]}


def make_region(table: Node) -> Node:
    """Return a table in a region named after its caption."""
    name = plain_text(table["c"][1][1]) or "Tabel"
    _head_cells(table)
    return _region(name, "tabel-kader", [table])


def _region(name: str, kind: str, blocks: list[Node]) -> Node:
    return div(blocks, "", kind, role="region", tabindex="0", aria_label=name)


def _head_cells(table: Node) -> None:
    """Make the first cell of each row a row heading, where every row names itself there."""
    for body in table["c"][4]:
        rows = body[3]
        if all(cells and plain_text(cells[0][4]) for _, cells in rows):
            body[1] = max(body[1], 1)
