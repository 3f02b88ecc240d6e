"""Project files from elsewhere, opened without trust: limits on size, and no odd names, links or doubles.

Nothing is ever unpacked to disk: members are read into memory, by name, up to a limit.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath, PureWindowsPath

from lobanalysis.errors import ExchangeError, LobError, SourceError

MEBIBYTE = 1024 * 1024
MAX_FILE = 512 * MEBIBYTE
MAX_MEMBERS = 100_000
MAX_PROJECT = 128 * MEBIBYTE
MAX_TEXT = 16 * MEBIBYTE
MAX_TOTAL = 2048 * MEBIBYTE
MAX_RATIO, RATIO_FROM = 200, MEBIBYTE
PROJECT, ENDING = "project.qde", ".qde"
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
HINT = "export it again from the program that made it"
DISTRUST = "do not trust this file"


@dataclass(frozen=True)
class Archive:
    """An opened project file: the XML of the project, and its other members by name in small letters."""

    name: str
    project: bytes
    members: dict[str, zipfile.ZipInfo]
    content: zipfile.ZipFile

    def find_text(self, file: str) -> bytes | None:
        """Return the content of a source by its file name; None when it is missing or too large."""
        info = self.members.get(f"sources/{file}".lower())
        return (
            read_member(self.name, self.content, info, MAX_TEXT)
            if info and info.file_size <= MAX_TEXT
            else None
        )


def read_archive(path: Path) -> Archive:
    """Return a project file, when nothing in it is out of the ordinary.

    Raises
    ------
    SourceError
        When there is no such file.
    ExchangeError
        When it is no zip, is damaged or too large, or has members that a project file never has.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SourceError(name, "is not a file")
        if size > MAX_FILE:
            raise ExchangeError(name, "is too large", f"at most {MAX_FILE // MEBIBYTE} MB", "leave media out")
        return open_archive(name, path.read_bytes())
    except FileNotFoundError as error:
        raise SourceError(name, "file is missing") from error
    except OSError as error:
        raise ExchangeError(name, "cannot be read", hint="is it a link that leads nowhere?") from error


def open_archive(name: str, data: bytes) -> Archive:
    """Return a project file from its bytes; see `read_archive`."""
    try:
        content = zipfile.ZipFile(BytesIO(data))
    except BROKEN as error:
        raise ExchangeError(name, "is not a project file (no zip), or is damaged", ".qdpx", HINT) from error
    infos = content.infolist()
    check_members(name, infos)
    members = {clean_name(info.filename).lower(): info for info in infos if not info.is_dir()}
    project = read_member(name, content, find_project_member(name, members), MAX_PROJECT)
    return Archive(name, project, members, content)


def check_members(
    name: str, infos: list[zipfile.ZipInfo], error: type[LobError] = ExchangeError, total: int = 0
) -> None:
    """Check everything that the list of members says, before any of them is read.

    Raises
    ------
    LobError
        Of the kind `error`, for the first thing that an honest file never has.
    """
    problems = (
        (len(infos) > MAX_MEMBERS, "has too many members"),
        (any(has_bad_name(info) for info in infos), "has a member whose name leads outside"),
        (any(is_link(info) for info in infos), "has a member that is a link"),
        (has_doubles(infos), "has two members of one name"),
        (any(info.flag_bits & 1 for info in infos), "is encrypted"),
        (any(info.compress_type not in METHODS for info in infos), "is packed in an unusual way"),
        (any(is_bomb(info) for info in infos), "has a member that grows too much when unpacked"),
        (sum(info.file_size for info in infos) > (total or MAX_TOTAL), "is too large when unpacked"),
        (has_overlaps(infos), "has members that lie over each other"),
    )
    for found, what in problems:
        if found:
            raise error(name, what, hint=DISTRUST)


def clean_name(name: str) -> str:
    r"""Return a member's name with `/` between folders, also when it was written with `\`."""
    return name.replace("\\", "/")


def has_bad_name(info: zipfile.ZipInfo) -> bool:
    """Return whether a name is absolute, leads upwards or holds what no name holds."""
    name = clean_name(info.orig_filename)
    parts = PurePosixPath(name).parts
    odd = any(ord(character) < 32 for character in name) or not parts
    return odd or name.startswith("/") or ".." in parts or bool(PureWindowsPath(name).drive)


def is_link(info: zipfile.ZipInfo) -> bool:
    """Return whether a member is a symbolic link or another special file of Unix."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def has_doubles(infos: list[zipfile.ZipInfo]) -> bool:
    """Return whether two names are the same, or differ in capitals only."""
    return len({clean_name(info.filename).lower() for info in infos}) < len(infos)


def is_bomb(info: zipfile.ZipInfo) -> bool:
    """Return whether a member says that it grows more than any text does."""
    return info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1)


def has_overlaps(infos: list[zipfile.ZipInfo]) -> bool:
    """Return whether two members use the same bytes of the file."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    ends = [info.header_offset + info.compress_size for info in ordered]
    return any(end > after.header_offset for end, after in zip(ends, ordered[1:], strict=False))


def find_project_member(name: str, members: dict[str, zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """Return the member with the project: `project.qde`, or the only `.qde` (ATLAS.ti names it otherwise).

    Raises
    ------
    ExchangeError
        When there is none, or more than one.
    """
    found = [member for member in members if member.endswith(ENDING) and "/" not in member]
    if PROJECT in found:
        return members[PROJECT]
    if len(found) != 1:
        raise ExchangeError(name, f"holds {len(found)} files {ENDING}", f"one: {PROJECT}", HINT)
    return members[found[0]]


def read_member(name: str, content: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """Return the content of a member of at most `limit` bytes, whatever its heading says.

    Raises
    ------
    ExchangeError
        When it is larger, or damaged.
    """
    try:
        with content.open(info) as file:
            data = file.read(limit + 1)
            file.read(1)
    except BROKEN as error:
        raise ExchangeError(name, "is damaged", hint=HINT) from error
    if len(data) > limit:
        raise ExchangeError(name, "has a member that is too large", f"at most {limit // MEBIBYTE} MB")
    return data
