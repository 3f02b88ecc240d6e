"""Read a chapter into a numbered pandoc document; pages, PDF and Word all start from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from lobanalysis.publishing.book import Book, Chapter
from lobanalysis.publishing.embeds import EmbedReader
from lobanalysis.publishing.numbering import Label, number_document
from lobanalysis.publishing.pandoc import read_markdown
from lobanalysis.publishing.shortcodes import Problem, Sources, UnknownName, expand_shortcodes
from lobanalysis.publishing.tree import Node

FILTER = "report/filters/lob.lua"


@dataclass(frozen=True)
class Inputs:
    """Everything a page is made of, apart from its own text; reading files is the caller's work.

    `notebooks` maps "/build/notebooks/x.ipynb" to its JSON, `includes` file to text.
    """

    root: Path
    book: Book
    variables: Mapping[str, Any]
    notebooks: Mapping[str, Mapping[str, Any]]
    includes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A chapter read and numbered, its references not yet resolved."""

    chapter: Chapter
    text: str
    document: Node
    labels: tuple[Label, ...]
    pictures: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_draft(chapter: Chapter, text: str, inputs: Inputs, target: str = "html") -> Draft:
    """Return a chapter as a numbered pandoc document, with its labels and the problems of its shortcodes.

    `target` ("html", "typst", "docx") tells the Lua filter what the document is for.
    """
    metadata, body = split_front_matter(text)
    embeds = EmbedReader(inputs.notebooks, chapter.offset)
    expanded, problems = expand_chapter(body, chapter.source, metadata, inputs, embeds)
    settings = {
        "lob-format": target,
        "lob-offset": chapter.offset,
        "rapport-citaat": inputs.book.citation,
    }
    filters = [path for path in [inputs.root / FILTER] if path.is_file()]
    document, warnings = read_markdown(expanded, chapter.source, inputs.root, filters, settings)
    _keep_front_matter(document, metadata)
    labels = number_document(document, chapter, inputs.book)
    problems += [Problem(chapter.source, 0, warning) for warning in warnings]
    return Draft(chapter, text, document, tuple(labels), dict(embeds.pictures), tuple(problems))


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the YAML header of a chapter and the text, with empty lines in the header's place.

    Examples
    --------
    >>> split_front_matter("---\\ntitle: A\\n---\\nText")
    ({'title': 'A'}, '\\n\\n\\nText')
    """
    lines = text.split("\n")
    if lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:]]:
        return {}, text
    end = [line.strip() for line in lines].index("---", 1)
    header = yaml.safe_load("\n".join(lines[1:end])) or {}
    return header, "\n" * (end + 1) + "\n".join(lines[end + 1 :])


def expand_chapter(
    text: str, source: str, metadata: Mapping[str, Any], inputs: Inputs, embeds: EmbedReader
) -> tuple[str, list[Problem]]:
    """Return the text of a chapter with shortcodes replaced, included files too, and the problems."""
    problems: list[Problem] = []

    def include(argument: str) -> str:
        path = argument.strip("\"'").removeprefix("/")
        if path not in inputs.includes:
            raise UnknownName(f"include: no file {argument}")
        inner, found = expand_shortcodes(inputs.includes[path], path, sources)
        problems.extend(found)
        return inner

    sources = Sources(inputs.variables, metadata, include, embeds.read_embed)
    expanded, found = expand_shortcodes(text, source, sources)
    return expanded, problems + found


def _keep_front_matter(document: Node, metadata: Mapping[str, Any]) -> None:
    headers = [node for node in document["blocks"] if node["t"] == "Header" and node["c"][0] == 1]
    if not headers and metadata.get("title"):
        inlines = [{"t": "Str", "c": str(metadata["title"])}]
        document["blocks"].insert(0, {"t": "Header", "c": [1, ["", ["unnumbered"], []], inlines]})
