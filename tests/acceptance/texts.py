"""All text that a reader, or a curious person with a zip program, finds in what the project made."""

from __future__ import annotations

import gzip
import html
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pypdf import PdfReader

TEXT = {".csv", ".txt", ".js", ".css", ".json", ".typ", ".md", ".yml", ".bib", ".pf_meta", ".log"}
BINARY = {".png", ".pagefind", ".lock", ".sqlite", ".woff2", ".ico"}
SIGN = 64  # bytes of the hash that a kept part begins with
TAG = re.compile(r"<[^>]*>")


def read_texts(folder: Path) -> dict[str, str]:
    """Return every text below a folder by its path; an unknown kind of file is an error, not a hole."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix not in BINARY)
    return {path.relative_to(folder).as_posix(): read_text(path) for path in files}


@cache
def read_text(path: Path) -> str:
    """Return the text of one file, entities and compression undone."""
    if path.suffix in (".html", ".svg"):
        return read_markup(path.read_text(encoding="utf-8"))
    if path.suffix == ".ipynb":
        return "\n".join(list_strings(json.loads(path.read_text(encoding="utf-8"))))
    if path.suffix == ".pdf":
        return read_pdf(path)
    if path.suffix == ".docx":
        return read_docx(path)
    if path.suffix.startswith(".pf_"):
        return gzip.decompress(path.read_bytes()).decode("utf-8", errors="replace")
    if not path.suffix:  # a rendered part that is kept; as a whole PDF or Word file it is read in the site
        text = path.read_bytes().decode("utf-8", errors="replace")
        return "" if {"%PDF", "PK\x03\x04"} & {text[SIGN : SIGN + 4]} else text
    assert path.suffix in TEXT, f"a kind of file that this test cannot read: {path.name}"
    return path.read_text(encoding="utf-8")


def read_markup(text: str) -> str:
    """Return the visible text of HTML or SVG, then all attributes that are read aloud or shown."""
    spoken = re.findall(r'\s(?:alt|title|content|aria-label|href|id|data-[\w-]+)="([^"]*)"', text)
    return html.unescape("\n".join([TAG.sub(" ", text), *spoken]))


def list_strings(value: object, key: str = "") -> Iterator[str]:
    """Yield every text in a notebook but pictures in base64."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from list_strings(part, name)
    elif isinstance(value, list):
        yield "".join(value) if value and all(isinstance(part, str) for part in value) else ""
        for part in value:
            yield from list_strings(part) if not isinstance(part, str) else ()
    elif isinstance(value, str) and key != "image/png":
        yield read_markup(value) if key == "image/svg+xml" else value


def read_pdf(path: Path) -> str:
    """Return pages, properties and descriptions of a PDF."""
    reader = PdfReader(path)
    pages = [page.extract_text() for page in reader.pages]
    properties = [str(value) for value in (reader.metadata or {}).values()]
    return "\n".join([*pages, *properties, *list_descriptions(reader), read_xmp(reader)])


def read_xmp(reader: PdfReader) -> str:
    """Return the XMP metadata of a PDF as text."""
    stream = reader.trailer["/Root"].get("/Metadata")
    return stream.get_object().get_data().decode("utf-8") if stream is not None else ""


def list_descriptions(reader: PdfReader) -> list[str]:
    """Return the alternative text of each figure in the structure of a tagged PDF ('' when it has none)."""
    found, todo = [], [reader.trailer["/Root"]["/StructTreeRoot"].get_object()]
    while todo:
        node = todo.pop()
        if node.get("/S") == "/Figure":
            found.append(str(node.get("/Alt", "")))
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            kid = kid.get_object() if hasattr(kid, "get_object") else kid
            if isinstance(kid, dict) and kid.get("/Type") != "/OBJR":
                todo.append(kid)
    return found


def read_docx(path: Path) -> str:
    """Return the text of every part of a Word file, its properties, relations and descriptions included."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join(read_word_part(part.decode("utf-8")) for part in parts)


def read_word_part(xml: str) -> str:
    """Return text and attributes of a part; runs of a paragraph are joined, since Word cuts words."""
    values = re.findall(r'\s(?:descr|title|name|Target)="([^"]*)"', xml)
    lines = re.sub(r"</w:p>|<w:(?:tab|br)\b[^>]*>", "\n", xml)
    return html.unescape("\n".join([TAG.sub("" if "<w:" in xml else " ", lines), *values]))


def fold(text: str) -> str:
    """Return a text in small letters, without accents and soft hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def split_words(text: str) -> list[str]:
    """Return the words of a text, folded.

    Examples
    --------
    >>> split_words("Özdemir-de Wit")
    ['ozdemir', 'de', 'wit']
    """
    return re.findall(r"[^\W_]+", fold(text))
