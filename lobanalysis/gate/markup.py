"""The channels of HTML, SVG and XML: text, attributes, comments, styles and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lobanalysis.gate.pictures import read_embedded

Piece = tuple[str, str]
COMMENT = re.compile(r"<!--(.*?)-->|<!\[CDATA\[(.*?)\]\]>|<\?(.*?)\?>", re.DOTALL)
CODE = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[/!a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>=]+))")
TITLE = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
SHAPES = frozenset({"d", "points", "transform", "viewBox", "style"})
CHANNELS = {
    "alt": "alt text",
    "descr": "alt text",
    "aria-label": "alt text",
    "aria-description": "alt text",
    "title": "tooltip",
    "content": "metadata",
    "href": "address",
    "src": "address",
    "srcset": "address",
    "action": "address",
    "Target": "address",
    "xlink:href": "address",
}


def read_html(content: bytes) -> Iterator[Piece]:
    """Yield the channels of a page."""
    yield from read_markup(content.decode("utf-8", errors="replace"), "text")


def read_svg(content: bytes) -> Iterator[Piece]:
    """Yield the channels of a figure."""
    for channel, text in read_markup(content.decode("utf-8", errors="replace"), "text"):
        yield f"SVG {channel}", text


def read_xml(content: bytes) -> Iterator[Piece]:
    """Yield the channels of XML, such as the parts of a Word file."""
    yield from read_markup(content.decode("utf-8", errors="replace"), "text")


def read_markup(source: str, channel: str) -> Iterator[Piece]:
    """Yield comments, scripts, styles, attributes and text of markup.

    The text comes twice: tags as nothing, so that a word cut by tags is whole, and tags as a space, so that
    the words of two cells are apart.

    Examples
    --------
    >>> list(read_markup('<p title="x">Zwaluw<b>hof</b></p>', "text"))
    [('tooltip', 'x'), ('text', 'Zwaluwhof'), ('text', '  Zwaluw hof  ')]
    """
    for match in COMMENT.finditer(source):
        yield "comment", match[1] or match[2] or match[3] or ""
    source = COMMENT.sub("", source)
    for match in CODE.finditer(source):
        yield match[1].lower(), match[2]
    source = CODE.sub(" ", source)
    for match in TITLE.finditer(source):
        yield "title", match[2]
    yield from read_attributes(source)
    yield channel, TAG.sub("", source)
    yield channel, TAG.sub(" ", source)


def read_attributes(source: str) -> Iterator[Piece]:
    """Yield the attributes of all tags, joined per channel; pictures inside an address are read too."""
    found: dict[str, list[str]] = {}
    for tag in TAG.finditer(source):
        for name, *values in ATTRIBUTE.findall(tag[0]):
            value = next(filter(None, values), "")
            if name in SHAPES and not re.search(r"[^\W\d_]{3}", value):
                continue
            found.setdefault(CHANNELS.get(name, "attribute"), []).append(value)
    for channel, values in found.items():
        yield channel, " \n".join(values)
        if channel == "address":
            yield from read_embedded(values)
