"""Number the headings, figures and tables of a chapter as Quarto's books do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lobanalysis.publishing.book import Book, Chapter
from lobanalysis.publishing.tree import Node, find_nodes, span, string

NAMES = {"fig": "Figuur", "tbl": "Tabel"}
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Label:
    """What a reference to an identifier reads ("Figuur 2.1") and the page it leads to."""

    identifier: str
    prefix: str
    number: str
    page: str

    @property
    def text(self) -> str:
        """Prefix and number, not to be broken over lines."""
        return f"{self.prefix}{NO_BREAK}{self.number}".strip(NO_BREAK)


def number_document(document: Node, chapter: Chapter, book: Book) -> list[Label]:
    """Put numbers into the headings and captions of `document`; return its labels in document order.

    `document` (pandoc JSON) is changed in place.
    """
    labels = number_headings(document, chapter, book.number_depth)
    return labels + number_floats(document, chapter)


def number_headings(document: Node, chapter: Chapter, depth: int) -> list[Label]:
    """Number the headings; return the labels of those whose identifier starts with `sec-`."""
    counts = [0] * 6
    labels = []
    titles = find_callout_titles(document)
    for header in find_nodes(document["blocks"], "Header"):
        if id(header) in titles:
            continue
        level, (identifier, classes, _), inlines = header["c"]
        number = ""
        if "unnumbered" not in classes and chapter.number:
            number = _next_number(counts, level, chapter.number)
            if level <= depth:
                header["c"][2] = _numbered(inlines, level, number, chapter)
        if identifier.startswith("sec-"):
            labels.append(Label(identifier, _section_name(level, chapter), number, chapter.page))
    return labels


def find_callout_titles(document: Node) -> set[int]:
    """Return the headings (their `id()`) that are the title of a callout; Quarto does not number those."""
    callouts = (div["c"] for div in find_nodes(document["blocks"], "Div"))
    return {
        id(blocks[0])
        for (_, classes, _), blocks in callouts
        if blocks and any(name.startswith("callout-") for name in classes)
    }


def _next_number(counts: list[int], level: int, chapter_number: str) -> str:
    counts[level - 1] += 1
    counts[level:] = [0] * (6 - level)
    return ".".join([chapter_number, *(str(count) for count in counts[1:level])])


def _numbered(inlines: list[Node], level: int, number: str, chapter: Chapter) -> list[Node]:
    if level > 1:
        return [span([string(number)], "header-section-number"), {"t": "Space"}, *inlines]
    name = f"Bijlage{NO_BREAK}{number} — " if chapter.appendix else f"{number}{NO_BREAK} "
    return [span([string(name)], "chapter-number"), span(inlines, "chapter-title")]


def _section_name(level: int, chapter: Chapter) -> str:
    if level > 1:
        return "Paragraaf"
    return "Bijlage" if chapter.appendix else "Hoofdstuk"


def number_floats(document: Node, chapter: Chapter) -> list[Label]:
    """Number figures and tables that carry a label; return those labels."""
    counts = dict.fromkeys(NAMES, 0)
    labels = []
    for node in find_nodes(document["blocks"], "Figure", "Table", "Div"):
        kind = node["c"][0][0].partition("-")[0]
        if kind not in NAMES:
            continue
        counts[kind] += 1
        number = f"{chapter.number}.{counts[kind]}" if chapter.number else str(counts[kind])
        label = Label(node["c"][0][0], NAMES[kind], number, chapter.page)
        labels.append(label)
        _write_caption(node, label)
    return labels


def _write_caption(node: Node, label: Label) -> None:
    if node["t"] == "Div":
        _move_caption(node)
        tables = list(find_nodes(node["c"][1], "Table"))
        caption = tables[0]["c"][1] if tables else [None, node["c"][1]]
    else:
        caption = node["c"][1]
    blocks = caption[1] or [{"t": "Plain", "c": []}]
    first = blocks[0]
    text: list[Any] = [span([string(f"{label.text}:")], "float-number"), {"t": "Space"}]
    caption[1] = [{"t": first["t"], "c": [*text, *first["c"]]}, *blocks[1:]]


def _move_caption(node: Node) -> None:
    """Make the last paragraph of a table's div the caption of its first table."""
    blocks = node["c"][1]
    tables = list(find_nodes(blocks, "Table"))
    if tables and not tables[0]["c"][1][1] and blocks[-1]["t"] in ("Para", "Plain"):
        tables[0]["c"][1][1] = [{"t": "Plain", "c": blocks.pop()["c"]}]
