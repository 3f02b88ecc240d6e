"""What a page's template shows around the text: title, chapters, previous and next, downloads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lobanalysis.publishing.book import Book, Chapter
from lobanalysis.publishing.dates import format_date
from lobanalysis.publishing.references import find_address
from lobanalysis.publishing.tree import Node, plain_text


def make_metadata(chapter: Chapter, titles: Mapping[str, str], book: Book) -> dict[str, Any]:
    """Return the metadata (pandoc JSON) that the page template reads."""
    place = book.chapters.index(chapter)
    before = book.chapters[place - 1] if place else None
    after = book.chapters[place + 1] if place + 1 < len(book.chapters) else None
    entries = [_entry(item, chapter, titles) for item in book.chapters]
    values = {
        "lang": book.lang,
        "pagetitle": f"{titles[chapter.source]} – {book.title}",
        "boektitel": book.title,
        "ondertitel": book.subtitle,
        "auteur": book.author,
        "jaar": format_date(book.date),
        "offset": chapter.offset,
        "home": find_address(chapter.page, book.chapters[0].page),
        "voorpagina": place == 0,
        "toc-title": book.toc_title,
        "hoofdstukken": [e for e, item in zip(entries, book.chapters, strict=True) if not item.appendix],
        "bijlagen": [e for e, item in zip(entries, book.chapters, strict=True) if item.appendix],
        "vorige": _entry(before, chapter, titles) if before else None,
        "volgende": _entry(after, chapter, titles) if after else None,
        **dict(zip(("edities", "bestanden"), split_tools(chapter, book), strict=True)),
    }
    return {key: to_meta(value) for key, value in values.items() if value is not None}


def split_tools(chapter: Chapter, book: Book) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Return the links beside the chapters: to pages of other editions, and to files."""
    pages, files = [], []
    for text, address in book.tools:
        place = pages if address.endswith(".html") else files
        place.append({"tekst": text, "adres": find_address(chapter.page, address)})
    return pages, files


def _entry(item: Chapter, current: Chapter, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "tekst": titles[item.source],
        "nummer": item.number,
        "adres": find_address(current.page, item.page),
        "hier": item == current,
    }


def to_meta(value: Any) -> Node:
    """Return a plain value as pandoc metadata.

    Examples
    --------
    >>> to_meta("a")
    {'t': 'MetaString', 'c': 'a'}
    """
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {key: to_meta(item) for key, item in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [to_meta(item) for item in value]}
    return {"t": "MetaString", "c": str(value)}


def find_title(document: Node) -> str:
    """Return the text of the chapter's heading without its number; "" when it has none."""
    for block in document["blocks"]:
        if block["t"] == "Header" and block["c"][0] == 1:
            inlines = [item for item in block["c"][2] if not _is_number(item)]
            return plain_text(inlines)
    return ""


def _is_number(inline: Node) -> bool:
    return inline["t"] == "Span" and "chapter-number" in inline["c"][0][1]
