"""Walk and build the JSON form of a pandoc document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Node = dict[str, Any]
Attributes = list[Any]
PLAIN = {"Str", "Space", "SoftBreak"}
"""Nodes that hold no other nodes and are never changed."""


def find_nodes(tree: Any, *kinds: str) -> Iterator[Node]:
    """Yield the nodes of the given kinds, in document order, outer ones first.

    A node may be changed when it is yielded; what it then holds is looked through next.
    """
    waiting = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += [part for part in reversed(item) if isinstance(part, dict | list)]
        elif isinstance(item, dict):
            if item.get("t") in kinds:
                yield item
            waiting.append(item.get("c"))


def replace_nodes(tree: Any, kind: str, make: Callable[[Node], list[Node]]) -> Any:
    """Return `tree` with each node of `kind` replaced by the nodes that `make` returns for it.

    Inner nodes come first; all but plain text is copied, so that the old tree stays as it was.
    """
    if isinstance(tree, dict):
        if tree.get("t") in PLAIN:
            return tree
        return {key: replace_nodes(value, kind, make) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    items: list[Any] = []
    for item in tree:
        if not isinstance(item, dict | list):
            items.append(item)
            continue
        new = replace_nodes(item, kind, make)
        items += make(new) if isinstance(new, dict) and new.get("t") == kind else [new]
    return items


def string(text: str) -> Node:
    """Return an inline of plain text.

    Examples
    --------
    >>> string("a")
    {'t': 'Str', 'c': 'a'}
    """
    return {"t": "Str", "c": text}


def span(inlines: list[Node], *classes: str) -> Node:
    """Return inlines in a span with classes."""
    return {"t": "Span", "c": [attributes("", *classes), inlines]}


def div(blocks: list[Node], identifier: str = "", *classes: str, **pairs: str) -> Node:
    """Return blocks in a div."""
    return {"t": "Div", "c": [attributes(identifier, *classes, **pairs), blocks]}


def link(inlines: list[Node], address: str, *classes: str) -> Node:
    """Return inlines as a link."""
    return {"t": "Link", "c": [attributes("", *classes), inlines, [address, ""]]}


def attributes(identifier: str = "", *classes: str, **pairs: str) -> Attributes:
    """Return pandoc attributes; `_` in a key stands for `-`."""
    return [identifier, list(classes), [[key.replace("_", "-"), value] for key, value in pairs.items()]]


def plain_text(tree: Any) -> str:
    """Return the text of inlines without markup."""
    if isinstance(tree, list):
        return "".join(plain_text(item) for item in tree)
    if not isinstance(tree, dict):
        return ""
    kind, content = tree["t"], tree.get("c")
    if kind in ("Str", "MetaString"):
        return content
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Math"):
        return content[1]
    return "" if kind == "Note" else plain_text(content)
