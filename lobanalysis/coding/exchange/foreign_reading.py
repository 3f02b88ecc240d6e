"""Reads the project of another program from its file, tolerant in form and strict in safety."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from lobanalysis.coding.exchange.archive_reading import Archive, read_archive
from lobanalysis.coding.exchange.foreign import (
    ForeignCode,
    ForeignCoding,
    ForeignProject,
    ForeignSource,
    ForeignUser,
)
from lobanalysis.coding.exchange.guids import read_guid
from lobanalysis.coding.exchange.xml_reading import read_tree
from lobanalysis.errors import ExchangeError

INTERNAL = re.compile(r"internal:/*([^/\\]+)", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOT_READ = ("Note", "Link", "Graph", "NoteRef")
ON_CASE = "the code is on a case, not on a text"
TEXT, SELECTION = "TextSource", "PlainTextSelection"


def read_foreign_project(path: Path) -> ForeignProject:
    """Return the project in a `.qdpx` file.

    Raises
    ------
    SourceError
        When there is no such file.
    ExchangeError
        When the file is damaged, hostile, or no project.
    """
    return make_foreign_project(read_archive(path))


def make_foreign_project(archive: Archive) -> ForeignProject:
    """Return the project in an opened file."""
    root = read_tree(archive.project, archive.name)
    if root.tag != "Project":
        raise ExchangeError(archive.name, "holds no project of the exchange standard", "Project")
    users = [user.get("guid") for user in root.iterfind("Users/User")]
    alone = users[0] if len(users) == 1 else None
    sources = list(root.iterfind("Sources/*"))
    rows = [
        row for number, source in enumerate(sources, 1) for row in list_source_codings(source, number, alone)
    ]
    rows += [
        (0, read_guid(alone), case, reference, None, ON_CASE)
        for case in root.iterfind("Cases/Case")
        for reference in case.iterfind("CodeRef")
    ]
    return ForeignProject(
        origin=root.get("origin", ""),
        users=tuple(
            ForeignUser(number, read_guid(user.get("guid")), user.get("name", ""))
            for number, user in enumerate(root.iterfind("Users/User"), 1)
        ),
        codes=tuple(list_codes(root.find("CodeBook/Codes"))),
        sources=tuple(read_source(source, number, archive) for number, source in enumerate(sources, 1)),
        codings=tuple(make_coding(number, *row) for number, row in enumerate(rows, 1)),
        left={tag: count for tag in NOT_READ if (count := sum(1 for _ in root.iter(tag)))},
    )


def list_codes(
    parent: Element | None, numbers: tuple[int, ...] = (), path: tuple[str, ...] = ()
) -> Iterator[ForeignCode]:
    """Return all codes below an element, each after the one that it lies in."""
    for number, code in enumerate(parent.iterfind("Code") if parent is not None else (), 1):
        place, names = (*numbers, number), (*path, code.get("name", "").strip())
        yield ForeignCode(".".join(map(str, place)), read_guid(code.get("guid")), names)
        yield from list_codes(code, place, names)


def read_source(source: Element, number: int, archive: Archive) -> ForeignSource:
    """Return a source with its text, or with the reason that it has none."""
    text, problem = (
        read_text(source, archive)
        if source.tag == TEXT
        else (None, f"the source is no text ({source.tag[:40]})")
    )
    return ForeignSource(number, read_guid(source.get("guid")), source.get("name", "").strip(), text, problem)


def read_text(source: Element, archive: Archive) -> tuple[str | None, str]:
    """Return the text of a source, or None with the reason."""
    content, path = source.find("PlainTextContent"), source.get("plainTextPath", "")
    if content is not None:
        return content.text or "", ""
    match = INTERNAL.fullmatch(path.strip())
    if not match:
        return None, "the text lies outside the project file" if path else "the source has no plain text"
    data = archive.find_text(match[1])
    if data is None:
        return None, "the text is missing from the project file"
    return decode_text(data)


def decode_text(data: bytes) -> tuple[str | None, str]:
    """Return the text of a file in UTF-8, or in UTF-16 with its mark; a byte order mark stays part of it."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if wide else "utf-8"), ""
    except UnicodeDecodeError:
        return None, "the text is not UTF-8"


def list_source_codings(source: Element, number: int, alone: str | None) -> Iterator[tuple]:
    """Return what `make_coding` needs of each coding of a source, on a part or on the whole.

    A coding that names no user is of the only user (`alone`) of the project, if there is one: else of nobody.
    """
    for coding, selection in find_codings(source):
        plain = selection is None or selection.tag == SELECTION
        problem = "" if plain and source.tag == TEXT else f"the code is not on plain text ({source.tag[:40]})"
        place = selection if plain else None
        given = coding.get("creatingUser") or (
            selection.get("creatingUser") if selection is not None else None
        )
        for reference in coding.iterfind("CodeRef"):
            yield number, read_guid(given or alone), coding, reference, place, problem


def find_codings(element: Element) -> Iterator[tuple[Element, Element | None]]:
    """Return each coding below a source with the selection that it is on, in the order of the file."""
    pending: list[tuple[Element, Element | None]] = [(element, None)]
    while pending:
        each, selection = pending.pop()
        if each.tag == "Coding":
            yield each, selection
            continue
        inner = each if each.tag.endswith("Selection") else selection
        pending.extend((child, inner) for child in reversed(each))


def make_coding(
    number: int,
    source: int,
    user: str,
    coding: Element,
    reference: Element,
    place: Element | None,
    problem: str,
) -> ForeignCoding:
    """Return one coding from its elements."""
    days = [element.get("creationDateTime", "") for element in (coding, place) if element is not None]
    day = next((found[0] for text in days if (found := DAY.match(text))), "")
    start, end = (
        (place.get("startPosition", ""), place.get("endPosition", "")) if place is not None else (None, None)
    )
    code = read_guid(reference.get("targetGUID"))
    return ForeignCoding(number, source, user, code, day, start, end, problem)
