"""Read a chapter into a numbered pandoc document; pages, PDF and Word all start from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

from lobanalysis.errors import RenderError
from lobanalysis.plain_yaml import NoPlainData, parse_yaml
from lobanalysis.publishing.book import Chapter
from lobanalysis.publishing.cache import make_key
from lobanalysis.publishing.embeds import EmbedReader
from lobanalysis.publishing.inputs import Inputs
from lobanalysis.publishing.numbering import Label, number_document
from lobanalysis.publishing.pandoc import PARALLEL, read_markdown
from lobanalysis.publishing.shortcodes import Problem, Sources, UnknownName, expand_shortcodes
from lobanalysis.publishing.tree import Node, find_nodes, replace_nodes

FILTER = "report/filters/lob.lua"
FORMS = {"lob-html": "html", "lob-tekst": "text"}
"""Classes of what the filter wrote for one form only."""


@dataclass(frozen=True)
class Draft:
    """A chapter read and numbered, its references not yet resolved, in the form of all outputs.

    `cites` holds what it refers to and cites, each once, sorted; `key` stands for all of it but the pictures.
    """

    chapter: Chapter
    text: str
    document: Node
    labels: tuple[Label, ...]
    cites: tuple[str, ...]
    pictures: Mapping[str, str]
    problems: tuple[Problem, ...]
    key: str


def read_drafts(inputs: Inputs, chapters: Mapping[Chapter, str]) -> list[Draft]:
    """Return the drafts of all chapters, in order; those that were read before come from the cache."""
    with ThreadPoolExecutor(PARALLEL) as pool:
        return list(pool.map(lambda item: read_draft(*item, inputs), chapters.items()))


def read_draft(chapter: Chapter, text: str, inputs: Inputs) -> Draft:
    """Return a chapter as a numbered pandoc document, with its labels and the problems of its shortcodes."""
    metadata, body = split_front_matter(text)
    embeds = EmbedReader(inputs.notebooks, chapter.offset)
    expanded, problems = expand_chapter(body, chapter.source, metadata, inputs, embeds)
    banner = inputs.banners.get(chapter.source, "")
    texts = [expanded, str(metadata.get("title", "")), inputs.book.citation, banner]
    key = make_key("draft", inputs.base, asdict(chapter), *texts)
    kept = inputs.cache.read(key)
    content = json.loads(kept) if kept else parse_chapter(expanded, chapter, metadata, inputs)
    problems += [Problem(chapter.source, 0, warning) for warning in content["warnings"]]
    if not kept and not problems:
        inputs.cache.write(key, json.dumps(content).encode())
    return Draft(
        chapter,
        text,
        content["document"],
        tuple(Label(**label) for label in content["labels"]),
        tuple(content["cites"]),
        dict(embeds.pictures),
        tuple(problems),
        key,
    )


def parse_chapter(
    expanded: str, chapter: Chapter, metadata: Mapping[str, Any], inputs: Inputs
) -> dict[str, Any]:
    """Return document, labels, works cited and warnings of a chapter whose shortcodes were replaced."""
    settings = {
        "lob-format": "alle",
        "lob-offset": chapter.offset,
        "rapport-citaat": inputs.book.citation,
        "lob-melding": inputs.banners.get(chapter.source, ""),
    }
    filters = [path for path in [inputs.root / FILTER] if path.is_file()]
    document, warnings = read_markdown(expanded, chapter.source, inputs.root, filters, settings)
    _keep_front_matter(document, metadata)
    labels = number_document(document, chapter, inputs.book)
    cites = {c["citationId"] for cite in find_nodes(document["blocks"], "Cite") for c in cite["c"][0]}
    return {
        "document": document,
        "labels": [asdict(label) for label in labels],
        "cites": sorted(cites),
        "warnings": warnings,
    }


def choose_form(document: Node, form: str) -> Node:
    """Return a draft's document with what the filter wrote for `form` ("html" or "text") only."""

    def choose(node: Node) -> list[Node]:
        wanted = next((FORMS[name] for name in node["c"][0][1] if name in FORMS), None)
        if wanted is None:
            return [node]
        return node["c"][1] if wanted == form else []

    return replace_nodes(document, "Div", choose)


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
    try:
        header = parse_yaml("\n".join(lines[1:end])) or {}
    except NoPlainData as error:
        raise RenderError("the YAML header of a chapter", str(error)) from error
    if not isinstance(header, dict):
        raise RenderError("the YAML header of a chapter", "holds no names and values")
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
