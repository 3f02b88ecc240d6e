"""The channels of pictures and other bytes: what a PNG carries besides pixels, and what can be read."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Iterator

Piece = tuple[str, str]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIXELS = frozenset({b"IDAT", b"PLTE", b"IHDR", b"tRNS"})
DATA = re.compile(r"data:image/([\w.+-]+)[^,]{0,40},(.*)", re.DOTALL)
READABLE = re.compile(rb"[\x20-\x7e\xa0-\xff\t]{3,}")
WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00){3,}|(?:\x00[\x20-\x7e\xa0-\xff]){3,}")
PACKED_START = 2


def read_png(content: bytes) -> Iterator[Piece]:
    """Yield the texts of a PNG's chunks, and what stands after its end; the pixels say nothing in letters."""
    if not content.startswith(SIGNATURE):
        yield from read_bytes(content)
        return
    place = len(SIGNATURE)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        kind, data = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        if kind not in PIXELS:
            yield "PNG metadata", read_chunk(data)
        place += 12 + length
        if kind == b"IEND":
            break
    yield "PNG metadata", content[place:].decode("utf-8", errors="replace")


def read_chunk(data: bytes) -> str:
    """Return the text of a chunk, unpacked when it is packed (zTXt, iTXt)."""
    texts = [data]
    for start in (match.start() for match in re.finditer(rb"[\x58\x68\x78][\x01\x5e\x9c\xda]", data)):
        try:
            texts.append(zlib.decompress(data[start:]))
        except zlib.error:
            continue
    return "\n".join(text.replace(b"\0", b" ").decode("utf-8", errors="replace") for text in texts)


def read_bytes(content: bytes) -> Iterator[Piece]:
    """Yield the text of a file of any kind: as UTF-8 when it is that, otherwise what can be read in it."""
    try:
        yield "text", content.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = [*READABLE.findall(content), *(wide.replace(b"\0", b"") for wide in WIDE.findall(content))]
        yield "bytes", "\n".join(part.decode("latin-1") for part in found)
        yield "bytes", "\n".join(part.decode("utf-8", errors="ignore") for part in found)


def read_embedded(addresses: Iterable[str]) -> Iterator[Piece]:
    """Yield the channels of pictures that stand in an address, as base64.

    Examples
    --------
    >>> list(read_embedded(["data:image/gif;base64,R0lGbmFhbQ=="]))
    [('embedded text', 'GIFnaam')]
    """
    for address in addresses:
        match = DATA.match(address.strip())
        if not match:
            continue
        try:
            content = base64.b64decode(match[2], validate=False)
        except (binascii.Error, ValueError):
            continue
        reader = read_png if match[1] == "png" else read_bytes
        yield from ((f"embedded {channel}", text) for channel, text in reader(content))
