"""Workbooks opened without trust: their parts are looked at before openpyxl builds anything of them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from lobanalysis.coding.exchange.archive_reading import DISTRUST, check_members
from lobanalysis.errors import SourceError
from lobanalysis.reading import MEBIBYTE, read_bytes

LARGEST, LARGEST_UNPACKED = 20 * MEBIBYTE, 50 * MEBIBYTE
MOST_ELEMENTS, DEEPEST = 1_000_000, 60
MOST_ROWS, MOST_COLUMNS, MOST_MERGED = 20_000, 500, 1000
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, ValueError, TypeError,
    IndexError, AttributeError, OverflowError, SyntaxError, EOFError, OSError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
"""What openpyxl and zipfile raise on a workbook whose parts do not fit together."""
PART = re.compile(r".*\.(xml|rels|vml)", re.IGNORECASE)
RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


def open_workbook(path: Path) -> openpyxl.Workbook:
    """Return a workbook in which nothing is out of the ordinary.

    Raises
    ------
    SourceError
        When it is missing, no workbook, damaged, too large, or holds what no coding sheet holds.
    """
    name = path.name
    content = read_bytes(path, name, limit=LARGEST, hint="give the workbook that `lobanalysis code` made")
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            check_members(name, packed.infolist(), SourceError, LARGEST_UNPACKED)
            for info in packed.infolist():
                if PART.fullmatch(info.filename):
                    check_part(name, packed.read(info))
        book = openpyxl.load_workbook(BytesIO(content))
    except BROKEN as error:
        raise SourceError(name, "is not readable as a workbook", "an .xlsx file") from error
    for sheet in book.worksheets:
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            expected = f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns in a sheet"
            raise SourceError(name, "has cells far outside the rows of a coding sheet", expected)
    return book


def check_part(name: str, content: bytes) -> None:
    """Check one XML part of a workbook while it is parsed.

    Raises
    ------
    SourceError
        When it declares entities, is too deep or too large, or joins more cells than anybody would.
    """
    reading = Part(name)
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.StartDoctypeDeclHandler = reading.refuse_doctype
    parser.EntityDeclHandler = reading.refuse_doctype
    try:
        parser.Parse(content, True)
    except ExpatError as error:
        raise SourceError(name, "is not readable as a workbook", "an .xlsx file") from error


@dataclass
class Part:
    """How far the reading of one part is."""

    name: str
    depth: int = 0
    elements: int = 0
    merged: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element, when it keeps within the limits."""
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            self.refuse("has too many parts, or parts too deep within each other")
        if tag.rpartition(" ")[2] == "mergeCell":
            self.merged += count_cells(attributes.get("ref", ""))
            if self.merged > MOST_MERGED:
                self.refuse("joins more cells than a coding sheet does")

    def end(self, tag: str) -> None:
        """End an element."""
        self.depth -= 1

    def refuse_doctype(self, *_: object) -> NoReturn:
        """Refuse a document type, with all entities that it could declare."""
        self.refuse("holds a document type or entities, which a workbook never needs")

    def refuse(self, what: str) -> NoReturn:
        """Stop reading."""
        raise SourceError(self.name, what, hint=DISTRUST)


def count_cells(reference: str) -> int:
    """Return the number of cells of a reference; too many when it is none.

    Examples
    --------
    >>> count_cells("A1:B3"), count_cells("C7"), count_cells("A1:XFD1048576") > 10**9
    (6, 1, True)
    """
    found = RANGE.fullmatch(reference)
    if found is None:
        return MOST_MERGED + 1
    left, top, right, bottom = found.groups()
    columns = abs(count_letters(right or left) - count_letters(left)) + 1
    return columns * (abs(int(bottom or top) - int(top)) + 1)


def count_letters(letters: str) -> int:
    """Return the number of a column from its letters.

    Examples
    --------
    >>> count_letters("A"), count_letters("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
