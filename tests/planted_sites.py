"""Sites in which one name of a made-up export is planted, each in another channel and another spelling."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

import typst

NAME = "Annelot van den Quästel"
"""The interviewee of `made_up_wave.ANNA`, with an accent that her name has not in the export."""
TOWN = "Oudzand"
PNG_START = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\x0dIHDR" + b"\0" * 17
PNG_END = b"\0\0\0\0IEND\xaeB`\x82"
CORE = "http://purl.org/dc/elements/1.1/"


def make_page(body: str, head: str = "") -> bytes:
    """Return a page."""
    return f"<!DOCTYPE html><html lang='nl'><head>{head}</head><body><p>{body}</p></body></html>".encode()


def make_svg(body: str) -> bytes:
    """Return a figure."""
    return f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M 1 2 L 3 4"/>{body}</svg>'.encode()


def make_zip(parts: dict[str, bytes], comment: bytes = b"") -> bytes:
    """Return a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_word(xml: str = "", core: str = "", picture: str = "") -> bytes:
    """Return a Word file with this body, these properties and this description of a picture."""
    drawn = f'<w:drawing><wp:docPr id="1" name="x" descr="{picture}"/></w:drawing>'
    return make_zip(
        {
            "word/document.xml": f"<w:document><w:body>{xml}{drawn}</w:body></w:document>".encode(),
            "docProps/core.xml": f'<cp:coreProperties xmlns:dc="{CORE}">{core}</cp:coreProperties>'.encode(),
        }
    )


def make_pdf(body: str = "tekst", title: str = "titel", alt: str = "") -> bytes:
    """Return a PDF with this text, this title and a figure with this description."""
    figure = f'#image(bytes("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>"), alt: "{alt}")' if alt else ""
    return typst.compile(f'#set document(title: "{title}")\n#set page(width: 9cm)\n{body}\n{figure}'.encode())


def make_png(kind: bytes, data: bytes) -> bytes:
    """Return a PNG with one chunk of this kind."""
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return PNG_START + chunk + PNG_END


def make_notebook(cell: str = "", output: str = "", metadata: str = "") -> bytes:
    """Return a notebook with this text in a cell, an output or the metadata; texts are lists of lines."""
    outputs = [{"output_type": "display_data", "data": {"text/plain": ["een\n", output]}, "metadata": {}}]
    cells = [{"cell_type": "code", "source": ["x = 1\n", cell], "outputs": outputs, "metadata": {}}]
    return json.dumps({"cells": cells, "metadata": {"titel": metadata}, "nbformat": 4}).encode()


def pack(text: str) -> bytes:
    """Return a part of the search index with this text."""
    return gzip.compress(text.encode())


def make_word_list(word: str) -> bytes:
    """Return a part of the search index with this word in CBOR: a byte with its length before it."""
    return gzip.compress(b"\x82" + bytes([0x60 + len(word)]) + word.encode() + b"\x81\x01")


RUNS = "<w:p><w:r><w:t>Annelot van d</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>en Quastel</w:t></w:r></w:p>"

PLANTS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    # what is planted: file, channel as the error names it, content
    "text of a page": ("a.html", "text", lambda: make_page(NAME)),
    "capitals": ("a.html", "text", lambda: make_page(NAME.upper())),
    "entities": ("a.html", "text", lambda: make_page("Annelot&nbsp;van&#32;den Qu&#x61;stel")),
    "entity of an entity": ("a.html", "text", lambda: make_page("Annelot van den Qu&amp;auml;stel")),
    "cut by tags": ("a.html", "text", lambda: make_page("Anne<b>lot</b> van den Qu<i>as</i>tel")),
    "soft hyphens": ("a.html", "text", lambda: make_page("Anne&shy;lot van den Quas\u00adtel")),
    "hyphen at a line end": ("a.html", "text", lambda: make_page("Anne-\nlot van den Quas-\n  tel")),
    "zero width": ("a.html", "text", lambda: make_page("Anne\u200blot van d\u200ben Quastel")),
    "spaced letters": ("a.html", "text", lambda: make_page("A n n e l o t v.a.n d e n Q u a s t e l")),
    "a name part alone": ("a.html", "text", lambda: make_page("Vraag het aan Annelot.")),
    "a short town": ("a.html", "text", lambda: make_page(f"de school in {TOWN}, zei zij")),
    "a short town cut by tags": ("a.html", "text", lambda: make_page("in Oud<b>zand</b>, zei zij")),
    "a short town in a cell": ("a.html", "text", lambda: make_page("<i>Oudzand</i><i>drie</i>")),
    "comment": ("a.html", "comment", lambda: make_page(f"<!-- {NAME} -->")),
    "attribute": ("a.html", "attribute", lambda: make_page(f'<b data-van="{NAME}">x</b>')),
    "identifier": ("a.html", "attribute", lambda: make_page('<b id="annelot-van-den-quastel">x</b>')),
    "class without quotes": ("a.html", "attribute", lambda: make_page("<b class=annelot>x</b>")),
    "alt text": ("a.html", "alt text", lambda: make_page(f'<img alt="Staaf: {NAME} 3">')),
    "spoken label": ("a.html", "alt text", lambda: make_page(f'<b aria-label="{NAME}">x</b>')),
    "tooltip": ("a.html", "tooltip", lambda: make_page(f'<abbr title="{NAME}">x</abbr>')),
    "address": ("a.html", "address", lambda: make_page(f'<a href="x/{quote(NAME)}.html">x</a>')),
    "title of a page": ("a.html", "title", lambda: make_page("x", head=f"<title>{NAME}</title>")),
    "pandoc metadata": (
        "a.html", "metadata", lambda: make_page("x", f'<meta name="author" content="{NAME}">'),
    ),
    "script": ("a.html", "script", lambda: make_page('<script>n="Annelot van den Qu\\u00e4stel"</script>')),
    "style": ("a.html", "style", lambda: make_page(f"<style>/* {NAME} */</style>")),
    "text of a figure": ("f.svg", "SVG text", lambda: make_svg(f"<text>{NAME}</text>")),
    "title of a figure": ("f.svg", "SVG title", lambda: make_svg(f"<title>{NAME}</title>")),
    "path of a figure": ("f.svg", "SVG attribute", lambda: make_svg('<path id="quastel" d="M0 0"/>')),
    "shape of a figure": ("f.svg", "SVG attribute", lambda: make_svg('<path d="M0 0 Annelot"/>')),
    "comment of a figure": ("f.svg", "SVG comment", lambda: make_svg(f"<!-- {NAME} -->")),
    "data": ("data/f.csv", "CSV", lambda: f'naam,n\n"{NAME}",3\n'.encode()),
    "search index of Quarto": ("search.json", "JSON", lambda: json.dumps([{"text": NAME}]).encode()),
    "search fragment": (
        "pagefind/f.pf_fragment", "search index", lambda: pack(f'pagefind_dcd{{"c":"{NAME}"}}'),
    ),
    "search words": ("pagefind/i.pf_index", "search index", lambda: make_word_list("quastel")),
    "cell of a notebook": ("n.ipynb", "notebook cell", lambda: make_notebook(cell=NAME)),
    "output of a notebook": ("n.ipynb", "notebook output", lambda: make_notebook(output=NAME)),
    "metadata of a notebook": ("n.ipynb", "notebook metadata", lambda: make_notebook(metadata=NAME)),
    "notebooks in a zip": (
        "n.zip", "zip notebook cell", lambda: make_zip({"n.ipynb": make_notebook(cell=NAME)}),
    ),
    "comment of a zip": ("n.zip", "zip comment", lambda: make_zip({}, comment=b"Annelot van den Quastel")),
    "name in a zip": ("n.zip", "zip part name", lambda: make_zip({"Quastel.txt": b"x"})),
    "text of the PDF": ("r.pdf", "PDF text", lambda: make_pdf(body=NAME)),
    "hyphenated in the PDF": ("r.pdf", "PDF text", lambda: make_pdf(body="Annelot van den Quas-?tel")),
    "properties of the PDF": ("r.pdf", "PDF properties", lambda: make_pdf(title=NAME)),
    "description in the PDF": ("r.pdf", "PDF structure", lambda: make_pdf(alt=NAME)),
    "text of the Word file": ("r.docx", "Word text", lambda: make_word(xml=RUNS)),
    "properties of the Word file": (
        "r.docx", "Word properties", lambda: make_word(core=f"<dc:creator>{NAME}</dc:creator>"),
    ),
    "description in the Word file": ("r.docx", "Word alt text", lambda: make_word(picture=NAME)),
    "PNG text": ("f.png", "PNG metadata", lambda: make_png(b"tEXt", b"Author\0Annelot van den Quastel")),
    "PNG packed text": (
        "f.png", "PNG metadata", lambda: make_png(b"zTXt", b"Author\0\0" + zlib.compress(b"Annelot Quastel")),
    ),
    "behind a PNG": ("f.png", "PNG metadata", lambda: PNG_START + PNG_END + b"Annelot"),
    "file name": ("data/Zegt-Annelot.csv", "file name", lambda: b"a,b\n"),
    "folder name": ("Quastel/x.csv", "file name", lambda: b"a,b\n"),
    "unknown kind of file": ("f.bin", "bytes", lambda: b"\xff\xfe\x80Annelot van den Quastel\0\x80\x81"),
    "text in UTF-16": ("f.txt", "bytes", lambda: NAME.replace("ä", "a").encode("utf-16-le") + b"\x80\xdc"),
}  # fmt: skip
