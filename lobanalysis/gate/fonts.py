"""The channels of a WOFF font, as Quarto brings one: its names, its metadata and its private block.

The outlines are packed numbers, in which any few letters turn up by chance; they say nothing, like pixels.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from lobanalysis.gate.pictures import read_bytes

Piece = tuple[str, str]
SIGNATURE = b"wOFF"
HEADER, ENTRY = struct.Struct(">4s4xIH10xII4xII"), struct.Struct(">4sIII4x")
OUTLINES = frozenset(
    {b"glyf", b"loca", b"CFF ", b"hmtx", b"cmap", b"GSUB", b"GPOS", b"GDEF", b"cvt ", b"fpgm", b"prep"}
    | {b"head", b"hhea", b"maxp", b"OS/2", b"gasp", b"vhea", b"vmtx", b"FFTM", b"kern"}
)


def read_font(content: bytes) -> Iterator[Piece]:
    """Yield what a WOFF font says besides its outlines; anything else is read as bytes.

    Examples
    --------
    >>> list(read_font(b"geen letter"))
    [('text', 'geen letter')]
    """
    try:
        yield from read_woff(content)
    except (struct.error, zlib.error):
        yield from read_bytes(content)


def read_woff(content: bytes) -> Iterator[Piece]:
    """Yield the tables with words, the metadata and what follows them (W3C, WOFF File Format 1.0)."""
    signature, _, count, meta, meta_length, private, private_length = HEADER.unpack_from(content)
    if signature != SIGNATURE:
        raise struct.error("no WOFF")
    ends = [HEADER.size]
    for index in range(count):
        tag, start, packed, whole = ENTRY.unpack_from(content, HEADER.size + index * ENTRY.size)
        ends.append(start + packed)
        if tag not in OUTLINES:
            table = content[start : start + packed]
            yield from _say("font table", zlib.decompress(table) if packed < whole else table)
    if meta_length:
        ends.append(meta + meta_length)
        yield from _say("font metadata", zlib.decompress(content[meta : meta + meta_length]))
    yield from _say("font metadata", content[private : private + private_length])
    yield from _say("font metadata", content[max(ends) :])


def _say(channel: str, data: bytes) -> Iterator[Piece]:
    yield from ((channel, text) for _, text in read_bytes(data))
