"""The channels of a PDF: pages, properties, descriptions and every other string in it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

Piece = tuple[str, str]
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)|<(?:[0-9A-Fa-f]{2}\s*){3,}>", re.DOTALL)
OBJECTS = (b"/Type", b"/Alt", b"/S ", b"/Title", b"/URI", b"/Nums", b"/Kids")
OCTAL = re.compile(rb"\\([0-7]{1,3})")
PLAIN = re.compile(rb"\\([nrtbf()\\])")
UTF16, UTF8 = b"\xfe\xff", b"\xef\xbb\xbf"


def read_pdf(content: bytes) -> Iterator[Piece]:
    """Yield the text of all pages, the properties, and all strings outside the pages (such as links)."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        yield "PDF text", "\n".join(pages)
        yield "PDF properties", "\n".join(document.get_metadata_dict().values())
    finally:
        document.close()
    yield "PDF structure", "\n".join(list_structure(content))


def list_structure(content: bytes) -> Iterator[str]:
    """Yield strings and XMP of the file and of its packed objects; not of pages, fonts and pictures."""
    rest = STREAM.sub(b"", content)
    yield from list_pdf_strings(rest)
    for match in STREAM.finditer(content):
        data = unpack(match[1])
        if data[:200].lstrip().startswith(b"<?x") or b"xmpmeta" in data[:2000]:
            yield data.decode("utf-8", errors="replace")
        elif any(sign in data for sign in OBJECTS):
            yield from list_pdf_strings(data)


def unpack(data: bytes) -> bytes:
    """Return a stream unpacked, or as it is when it is not packed with zlib."""
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data


def list_pdf_strings(data: bytes) -> Iterator[str]:
    r"""Yield the strings in a piece of PDF, in UTF-16, UTF-8 or Latin-1.

    Examples
    --------
    >>> list(list_pdf_strings(b"/Alt (Zwal\\374w\\(hof\\)) /T <FEFF00410042>"))
    ['Zwalüw(hof)', 'AB']
    """
    for match in STRING.finditer(data):
        yield read_string(match[0])


@lru_cache(maxsize=2**14)  # three of four stand elsewhere in the file too
def read_string(token: bytes) -> str:
    """Return what one string of a PDF says, in UTF-16, UTF-8 or Latin-1.

    Examples
    --------
    >>> read_string(b"(Zwaluwhof)")
    'Zwaluwhof'
    """
    if token.startswith(b"<"):
        text = bytes.fromhex(re.sub(rb"\s", b"", token[1:-1]).decode("ascii"))
    else:
        text = OCTAL.sub(lambda code: bytes([int(code[1], 8) & 255]), token[1:-1])
        text = PLAIN.sub(lambda code: code[1].translate(bytes.maketrans(b"nrtbf", b"\n\r\t\b\f")), text)
    if text.startswith(UTF16):
        return text[2:].decode("utf-16-be", errors="replace")
    return text.removeprefix(UTF8).decode("utf-8" if text.startswith(UTF8) else "latin-1", "replace")
