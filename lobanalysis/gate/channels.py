"""What a published file says, channel by channel: text, descriptions, properties, comments, names.

Every file gives all of its content to some channel; a kind of file that is not known is read as bytes.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from lobanalysis.gate.data_files import read_csv, read_index, read_json, read_notebook
from lobanalysis.gate.fonts import read_font
from lobanalysis.gate.markup import read_html, read_svg, read_xml
from lobanalysis.gate.pdf import read_pdf
from lobanalysis.gate.pictures import read_bytes, read_png

Piece = tuple[str, str]
Reader = Callable[[bytes], Iterator[Piece]]
READERS: dict[str, Reader] = {
    ".html": read_html,
    ".xhtml": read_html,
    ".svg": read_svg,
    ".xml": read_xml,
    ".rels": read_xml,
    ".csv": read_csv,
    ".json": read_json,
    ".ipynb": read_notebook,
    ".pdf": read_pdf,
    ".png": read_png,
    ".woff": read_font,
}
NAME = "file name"
DEEPEST = 4


def read_channels(name: str, content: bytes, depth: int = 0) -> Iterator[Piece]:
    """Yield channel and text of everything in a file, also of the files inside a file.

    Examples
    --------
    >>> list(read_channels("data/x.csv", b"naam,n\\ncoach,8\\n"))
    [('CSV', 'naam,n\\ncoach,8\\n')]
    """
    suffix = PurePosixPath(name).suffix.lower()
    if content[:2] == b"PK" and depth < DEEPEST and zipfile.is_zipfile(io.BytesIO(content)):
        yield from read_archive(content, suffix, depth)
    elif content[:2] == b"\x1f\x8b":
        yield from read_index(gzip.decompress(content))
    elif content[:5] == b"%PDF-":
        yield from read_pdf(content)
    else:
        yield from READERS.get(suffix, read_bytes)(content)


def read_archive(content: bytes, suffix: str, depth: int) -> Iterator[Piece]:
    """Yield the channels of a zip file, or of a Word file, which is one: names, comments, every part."""
    kind = {".docx": "Word", ".zip": "zip"}.get(suffix, suffix.lstrip(".") or "zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield f"{kind} comment", archive.comment.decode("utf-8", errors="replace")
        for entry in archive.infolist():
            yield f"{kind} part name", entry.filename
            yield f"{kind} comment", entry.comment.decode("utf-8", errors="replace")
            part = "properties" if entry.filename.startswith("docProps/") else ""
            for channel, text in read_channels(entry.filename, archive.read(entry), depth + 1):
                yield f"{kind} {part or channel}", text
