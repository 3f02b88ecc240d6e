"""Make the Word file: pandoc writes it, then its running head, contents and dates are set."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from lobanalysis.errors import RenderError, shorten
from lobanalysis.publishing.cache import hash_files, make_key
from lobanalysis.publishing.dates import find_date, format_date
from lobanalysis.publishing.drafts import Draft
from lobanalysis.publishing.inputs import Inputs
from lobanalysis.publishing.notice import find_notice
from lobanalysis.publishing.numbering import find_callout_titles
from lobanalysis.publishing.pandoc import run_pandoc
from lobanalysis.publishing.tree import Node, find_nodes, plain_text, string
from lobanalysis.publishing.whole import place_pictures
from lobanalysis.publishing.word_contents import Entry, fill_contents
from lobanalysis.publishing.word_reference import HEADER, REFERENCE, format_header
from lobanalysis.publishing.word_zip import pack_parts, read_parts

FILTERS = ("report/filters/pdf-word-columns.lua", "report/filters/word.lua")
WORK = "build/docx"
TOC_DEPTH = 2
TOC_TITLE = "Inhoud"
NOTICE_TITLE = "Over de gegevens"
PROPERTIES = re.compile(r"<property .*?</property>", re.DOTALL)
CREATED = re.compile(r"(<dcterms:(created|modified)[^>]*>)[^<]*")


def make_docx(document: Node, drafts: Sequence[Draft], inputs: Inputs) -> bytes:
    """Return the report as a Word file, from the document of all chapters.

    Raises
    ------
    RenderError
        When a figure has no PNG, or pandoc stops or warns.
    """
    placed = place_pictures(document, find_pictures(drafts, inputs.root))
    placed["meta"] = {"keywords": list_words(inputs.book.keywords)}
    return finish_word(write_word(placed, inputs), placed, inputs)


def find_docx_key(drafts: Sequence[Draft], inputs: Inputs) -> str:
    """Return the key of the Word file in the cache: of chapters, pictures and their descriptions."""
    pictures = [inputs.root / path for path in find_pictures(drafts, inputs.root).values()]
    files = [*pictures, *(path.with_suffix(".txt") for path in pictures)]
    return make_key("docx", inputs.base, [draft.key for draft in drafts], hash_files(inputs.root, files))


def find_pictures(drafts: Sequence[Draft], root: Path) -> dict[str, str]:
    """Return the PNG file of each embedded figure by label.

    Raises
    ------
    RenderError
        When one is missing.
    """
    labels = sorted({label for draft in drafts for label in draft.pictures})
    paths = {label: f"build/figures/{label}.png" for label in labels}
    missing = [path for path in paths.values() if not (root / path).is_file()]
    if missing:
        raise RenderError(
            "Word", f"figures are missing: {shorten(missing)}", hint="run `lobanalysis run` again"
        )
    return paths


def write_word(document: Node, inputs: Inputs) -> bytes:
    """Return the Word file as pandoc writes it."""
    folder = inputs.root / WORK
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "rapport.docx"
    arguments = ["--from", "json", "--to", "docx", "--standalone", f"--output={path}"]
    arguments += [f"--reference-doc={inputs.root / REFERENCE}", "--toc", f"--toc-depth={TOC_DEPTH}"]
    if any(True for _ in find_nodes(document["blocks"], "Cite")):
        arguments += [
            "--citeproc",
            f"--bibliography={inputs.book.bibliography}",
            "--metadata=link-citations:true",
        ]
    arguments += [f"--lua-filter={inputs.root / path}" for path in FILTERS]
    arguments += [f"--metadata={key}:{value}" for key, value in make_metadata(inputs).items()]
    _, warnings = run_pandoc(arguments, json.dumps(document), "Word", inputs.root)
    if warnings:
        raise RenderError(
            "Word", f"pandoc warns: {shorten(warnings)}", hint="correct the chapter that it names"
        )
    return path.read_bytes()


def make_metadata(inputs: Inputs) -> dict[str, str]:
    """Return what stands on the cover and in the file's properties; what is empty is left out."""
    book, notice = inputs.book, find_notice(inputs.variables)
    single = {
        "title": book.title,
        "subtitle": book.subtitle,
        "author": book.author,
        "date": format_date(book.date),
        "lang": book.lang,
        "toc-title": TOC_TITLE,
        "abstract": notice,
        "abstract-title": NOTICE_TITLE if notice else "",
    }
    return {key: value for key, value in single.items() if value}


def list_words(words: Sequence[str]) -> Node:
    """Return words as a list in pandoc's metadata."""
    return {"t": "MetaList", "c": [{"t": "MetaInlines", "c": [string(word)]} for word in words]}


def finish_word(content: bytes, document: Node, inputs: Inputs) -> bytes:
    """Return the Word file with running head, filled contents list, fixed dates and no other properties."""
    parts = read_parts(content)
    parts[HEADER] = format_header(find_notice(inputs.variables)).encode("utf-8")
    body = fill_contents(parts["word/document.xml"].decode("utf-8"), find_entries(document))
    parts["word/document.xml"] = keep_rows_whole(body).encode("utf-8")
    moment = f"{find_date(inputs.book.date).isoformat()}T12:00:00Z"
    core = CREATED.sub(rf"\g<1>{moment}", parts["docProps/core.xml"].decode("utf-8"))
    parts["docProps/core.xml"] = core.encode("utf-8")
    parts["docProps/custom.xml"] = PROPERTIES.sub("", parts["docProps/custom.xml"].decode("utf-8")).encode(
        "utf-8"
    )
    return pack_parts(parts)


def keep_rows_whole(body: str) -> str:
    """Return the document's XML with table rows that do not break over pages.

    Examples
    --------
    >>> keep_rows_whole("<w:tr><w:tc>")
    '<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>'
    """
    kept = body.replace("<w:tr><w:trPr>", "<w:tr><w:trPr><w:cantSplit/>")
    return kept.replace("<w:tr><w:tc>", "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>")


def find_entries(document: Node) -> list[Entry]:
    """Return the headings that the contents list shows, in order."""
    titles = find_callout_titles(document)
    nodes = (node for node in find_nodes(document["blocks"], "Header") if id(node) not in titles)
    return [
        Entry(level, identifier, " ".join(plain_text(inlines).split()))
        for level, (identifier, _, _), inlines in (node["c"] for node in nodes)
        if level <= TOC_DEPTH
    ]
