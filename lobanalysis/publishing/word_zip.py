"""Read and write Word files such that the same content always gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIRST = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)


def read_parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return a Word file of `parts`: content types first, then by name, without time stamps of today.

    Examples
    --------
    >>> pack_parts({"a": b"1"}) == pack_parts({"a": b"1"})
    True
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != FIRST, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, parts[name], compresslevel=9)
    return target.getvalue()
