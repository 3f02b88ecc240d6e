"""Writing a workbook: text that stays text, locked cells, drop-downs, a stamp, the same bytes again."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from math import ceil
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lobanalysis.coding.sheets.texts import clean_text, escape_text
from lobanalysis.files import write_file

STAMP = "_stempel"
FORMAT = "lob-codeersheet-1"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", " ")
TOP = Alignment(wrap_text=True, vertical="top")
HEAD = PatternFill("solid", fgColor="DCE6EC")
LOCKED = PatternFill("solid", fgColor="F4F4F4")
LINE_HEIGHT, HIGHEST = 15, 400
EPOCH = (1980, 1, 1, 0, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_text(sheet: Worksheet, row: int, column: int, text: str, *, open_: bool = False) -> Cell:
    """Write a text that no program takes for a formula, number or error; return its cell."""
    cell = sheet.cell(row, column)
    shown = escape_text(clean_text(text))
    if shown:
        cell.value = shown
        cell.data_type = "s"
    cell.alignment, cell.number_format = TOP, "@"
    cell.protection = Protection(locked=not open_)
    if shown.startswith(RISKY):
        cell.quotePrefix = True
    if not open_:
        cell.fill = LOCKED
    return cell


def write_heading(sheet: Worksheet, labels: Sequence[str], ids: Sequence[str] = ()) -> None:
    """Write the labels in row 1 and, small, the ids that reading goes by in row 2."""
    for column, label in enumerate(labels, 1):
        cell = write_text(sheet, 1, column, label)
        cell.font, cell.fill = Font(bold=True), HEAD
    for column, name in enumerate(ids, 1):
        write_text(sheet, 2, column, name).font = Font(size=8, color="666666")


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Set the width of each column, in characters."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width


def set_height(sheet: Worksheet, row: int, text: str, width: float) -> None:
    """Make a row high enough for a wrapped text, as high as a program allows."""
    lines = sum(max(1, ceil(len(part) / width)) for part in text.split("\n"))
    sheet.row_dimensions[row].height = min(HIGHEST, LINE_HEIGHT * lines + 5)


def add_choices(sheet: Worksheet, cells: Iterable[str], words: Sequence[str]) -> None:
    """Give ranges of cells a drop-down of these words; other values are refused."""
    choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    choice.showErrorMessage = True
    for area in cells:
        choice.add(area)
    if choice.sqref:
        sheet.add_data_validation(choice)


def lock_sheet(sheet: Worksheet) -> None:
    """Lock a sheet without a password; widths, heights and filters can be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.autoFilter = False


def write_lines(book: Workbook, title: str, lines: Sequence[str]) -> None:
    """Add a locked sheet with a line of text per row."""
    sheet = book.create_sheet(title)
    set_widths(sheet, [110])
    for row, line in enumerate(lines, 1):
        write_text(sheet, row, 1, line)
    sheet["A1"].font = Font(bold=True, size=13)
    lock_sheet(sheet)


def write_stamp(book: Workbook, facts: dict[str, str], rows: Iterable[Sequence[str]]) -> None:
    """Add the hidden sheet that says what a workbook was made from: facts, and a row per row."""
    sheet = book.create_sheet(STAMP)
    for row, fact in enumerate({"format": FORMAT, **facts}.items(), 1):
        for column, text in enumerate(fact, 1):
            write_text(sheet, row, column, text)
    for row, values in enumerate(rows, len(facts) + 3):
        for column, text in enumerate(values, 1):
            write_text(sheet, row, column, text)
    sheet.sheet_state = "veryHidden"
    lock_sheet(sheet)


def save_workbook(book: Workbook, path: Path) -> None:
    """Write a workbook; the same content always gives the same bytes."""
    first, second = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as made, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as written:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            written.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    write_file(path, second.getvalue())
