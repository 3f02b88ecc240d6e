"""The channels of data files: CSV, JSON, notebooks and the index of the search field."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lobanalysis.gate.markup import read_markup
from lobanalysis.gate.pictures import read_bytes

Piece = tuple[str, str]
SHORT_TEXT, LONGEST = 0x60, 23
INDEX_MARK = b"pagefind_dcd"
MARKUP = frozenset({"image/svg+xml", "text/html"})


def read_csv(content: bytes) -> Iterator[Piece]:
    """Yield a CSV file."""
    yield "CSV", content.decode("utf-8", errors="replace")


def read_json(content: bytes) -> Iterator[Piece]:
    """Yield the strings and keys of a JSON file, escapes undone; as text when it is not JSON."""
    try:
        yield "JSON", "\n".join(list_strings(json.loads(content)))
    except (ValueError, RecursionError):
        yield from read_bytes(content)


def read_notebook(content: bytes) -> Iterator[Piece]:
    """Yield the channels of a notebook: cells, outputs (their figures too) and metadata."""
    try:
        notebook = json.loads(content)
        cells = list(notebook["cells"])
    except (ValueError, KeyError, TypeError, RecursionError):
        yield from read_json(content)
        return
    for cell in cells:
        outputs = cell.get("outputs", [])
        rest = {name: value for name, value in cell.items() if name != "outputs"}
        yield "notebook cell", "\n".join(list_strings(rest))
        yield "notebook output", "\n".join(list_strings(outputs))
        for output in outputs:
            yield from read_output(output.get("data", {}))
    yield "notebook metadata", "\n".join(list_strings({**notebook, "cells": []}))


def read_output(data: dict[str, object]) -> Iterator[Piece]:
    """Yield the channels of the outputs that are markup."""
    for kind in sorted(MARKUP & data.keys()):
        source = data[kind]
        text = "".join(source) if isinstance(source, list) else str(source)
        yield from ((f"notebook output {channel}", part) for channel, part in read_markup(text, "text"))


def list_strings(value: object) -> Iterator[str]:
    """Yield every key and string; lines of one text that stand in a list are joined.

    Examples
    --------
    >>> list(list_strings({"a": ["Zwaluw", "hof"], "b": [1, {"c": "x"}]}))
    ['a', 'Zwaluwhof', 'Zwaluw\\nhof', 'b', 'c', 'x']
    """
    if isinstance(value, dict):
        for name, part in value.items():
            yield str(name)
            yield from list_strings(part)
    elif isinstance(value, list):
        if value and all(isinstance(part, str) for part in value):
            yield "".join(value)
            if not all(part.endswith("\n") for part in value[:-1]):
                yield "\n".join(value)
        else:
            for part in value:
                yield from list_strings(part)
    elif isinstance(value, str):
        yield value


def read_index(content: bytes) -> Iterator[Piece]:
    """Yield the text of a part of the search index, unpacked: JSON, or words in CBOR.

    What is no whole CBOR is read as it is, and for what may be words in it.
    """
    try:
        if not content.startswith(INDEX_MARK):
            raise ValueError("no CBOR")
        yield "search index", "\n".join(walk_cbor(content.removeprefix(INDEX_MARK)))
    except (IndexError, ValueError):
        yield "search index", content.decode("utf-8", errors="replace")
        yield "search index", "\n".join(list_cbor_strings(content))


def walk_cbor(content: bytes) -> Iterator[str]:
    """Yield the texts in CBOR (RFC 8949), item after item; numbers, which may look like letters, are passed.

    Raises
    ------
    IndexError, ValueError
        When it is no CBOR, or is cut off.

    Examples
    --------
    >>> list(walk_cbor(b"\\x83\\x18\\x63\\x63jan\\x62an"))
    ['jan', 'an']
    """
    place = 0
    while place < len(content):
        kind, size = content[place] >> 5, content[place] & 31
        place += 1
        if 24 <= size <= 27:
            width = 1 << (size - 24)
            size = int.from_bytes(content[place : place + width], "big")
            place += width
        elif 28 <= size <= 30:
            raise ValueError("no CBOR")
        if kind in (2, 3):
            part = content[place : place + size]
            if len(part) < size:
                raise IndexError("cut off")
            yield part.decode("utf-8", errors="replace")
            place += size


def list_cbor_strings(content: bytes) -> Iterator[str]:
    """Yield what may be a short text in CBOR: a byte with its length (RFC 8949, section 3), then the text.

    Examples
    --------
    >>> list(list_cbor_strings(b"\\x82\\x63jan\\x01"))
    ['jan']
    """
    for place, head in enumerate(content):
        length = head - SHORT_TEXT
        if 3 <= length <= LONGEST:
            part = content[place + 1 : place + 1 + length]
            if len(part) == length and (part.isalpha() or not part.isascii()):
                yield part.decode("utf-8", errors="ignore")
