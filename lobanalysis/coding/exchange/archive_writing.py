"""A project file on disk: a zip whose bytes depend on its content only."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

from lobanalysis.coding.exchange.guids import make_source_guid
from lobanalysis.coding.exchange.material import Material
from lobanalysis.coding.exchange.offsets import make_plain
from lobanalysis.coding.exchange.project_xml import make_project_xml
from lobanalysis.errors import StorageError

PROJECT_FILE, SOURCES = "project.qde", "sources"
MOMENT = (1980, 1, 1, 0, 0, 0)
UNIX, RIGHTS = 3, 0o100644 << 16


def make_project_file(material: Material, *, utf16: bool = False) -> bytes:
    """Return the content of a `.qdpx` file."""
    texts = {
        f"{SOURCES}/{make_source_guid(material.wave, *key)}.txt": make_plain(material.answers.get(key, ""))
        for key in material.sources
    }
    members = {name: texts[name].encode("utf-8") for name in sorted(texts)}
    return pack({PROJECT_FILE: make_project_xml(material, utf16=utf16), **members})


def pack(members: dict[str, bytes]) -> bytes:
    """Return a zip with these members in this order, without a trace of when and where it was made."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, MOMENT)
            info.create_system, info.external_attr = UNIX, RIGHTS
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return content.getvalue()


def write_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all.

    Raises
    ------
    StorageError
        When the disk is full or the folder is not there or cannot be written.
    """
    beside = path.with_name(path.name + ".part")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        problem = error.strerror or "cannot be written"
        raise StorageError(path.name, problem, hint="check that the folder exists, and its space") from error
