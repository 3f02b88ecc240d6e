"""The raw export, read by position: one row per submission, all text, only ever in memory."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from itertools import chain, islice
from pathlib import Path

import pandas as pd

from lobanalysis.errors import SourceError, shorten
from lobanalysis.intake.instrument import Instrument
from lobanalysis.intake.titles import check_titles
from lobanalysis.intake.wave import Wave
from lobanalysis.plain_text import JOINERS, UNSEEN
from lobanalysis.reading import read_text as read_plain

OTHER_SEPARATORS = {";": "a semicolon", "\t": "a tab", "|": "a bar"}
DROPPED = re.compile(f"[{UNSEEN}{JOINERS}\x0b\x0c\x1c-\x1f\u2029]")
FIRST_ROW = 2
LONGEST_CELL = 100_000  # a spreadsheet of Google holds 50,000 characters in a cell
MOST_COLUMNS = 1000
MOST_ROWS = 100_000


def read_export(wave: Wave, instrument: Instrument) -> pd.DataFrame:
    """Return the submissions as text: one column per field id, the index is the row in the file.

    Row numbers are those of a spreadsheet: the headings are row 1. Nothing is interpreted: formulas, markup
    and shortcodes in answers stay text; only characters that nobody sees are dropped, and a letter with its
    accent is one character however it was typed.

    Raises
    ------
    SourceError
        When the file is missing, not UTF-8, empty, too large, not separated by commas, has rows of another
        length, or other columns than the instrument.
    """
    path = wave.locate(wave.sources[0].path)
    where = f"data/{wave.wave}/{wave.sources[0].path}"
    text = read_text(path, where)
    check_separator(text, where)
    rows = split_rows(text, where)
    check_size(rows, where)
    check_titles(instrument, rows[0], where)
    check_lengths(rows, where)
    ids = [field.id for field in instrument.fields]
    cleaned = {cell: clean_cell(cell) for cell in set(chain.from_iterable(rows))}
    cells = [[*map(cleaned.__getitem__, row)] for row in rows[1:]]
    index = pd.RangeIndex(FIRST_ROW, FIRST_ROW + len(cells), name="row")
    return pd.DataFrame(cells, columns=ids, index=index, dtype=str)


def read_text(path: Path, where: str) -> str:
    """Return the text of a UTF-8 file, with or without byte order mark, line ends as they are.

    Raises
    ------
    SourceError
        When the file is missing, empty, too large or not UTF-8 (the line is named).
    """
    text = read_plain(path, where, hint="put the export there, or correct wave.yml")
    if not text.strip():
        raise SourceError(where, "file is empty", "headings and submissions", "export the form again")
    return text


def split_rows(text: str, where: str) -> list[list[str]]:
    """Return the rows of a comma separated text with quoted cells, without empty lines.

    Raises
    ------
    SourceError
        When a quote is never closed or stands inside an unquoted cell, or there are only headings.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = list(islice((row for row in reader if row), MOST_ROWS + 1))
    except csv.Error as error:
        what, expected = describe_csv_error(error)
        raise SourceError(where, f"{what}, near line {reader.line_num}", expected) from error
    if len(rows) < 2:
        raise SourceError(where, "there are headings but no submissions", hint="export the form again")
    return rows


def describe_csv_error(error: csv.Error) -> tuple[str, str]:
    """Return what is wrong with a table that cannot be read, and what was expected."""
    if "field limit" in str(error):
        return "a cell is too large", f"at most {LONGEST_CELL:,} characters"
    return "quotes do not close", "every cell in double quotes"


def check_size(rows: list[list[str]], where: str) -> None:
    """Raise when a table has more columns or rows, or larger cells, than any form gives.

    Raises
    ------
    SourceError
        Naming row and column of the large cells.
    """
    if len(rows) > MOST_ROWS or max(map(len, rows)) > MOST_COLUMNS:
        expected = f"at most {MOST_COLUMNS:,} columns and {MOST_ROWS:,} rows"
        raise SourceError(where, f"{max(map(len, rows))} columns and {len(rows)} rows", expected)
    large = [
        f"row {number} column {column}"
        for number, row in enumerate(rows, FIRST_ROW - 1)
        if max(map(len, row)) > LONGEST_CELL
        for column, cell in enumerate(row, 1)
        if len(cell) > LONGEST_CELL
    ]
    if large:
        expected = f"at most {LONGEST_CELL:,} characters"
        raise SourceError(where, f"{shorten(large)}: the cell is too large", expected)


def check_separator(text: str, where: str) -> None:
    """Raise when the headings are separated by another sign than the comma.

    Raises
    ------
    SourceError
        Naming the separator that was found.
    """
    between = re.sub(r'"[^"]*"', "", text.split("\n", 1)[0])
    for sign, name in OTHER_SEPARATORS.items():
        if between.count(sign) > between.count(","):
            raise SourceError(
                where,
                f"cells are separated by {name}",
                "a comma, as Google Forms writes it",
                "download the answers again as .csv and do not save them in Excel",
            )


def check_lengths(rows: list[list[str]], where: str) -> None:
    """Raise when a row has more or fewer cells than there are headings.

    Raises
    ------
    SourceError
        Naming the rows.
    """
    wrong = [number for number, row in enumerate(rows[1:], FIRST_ROW) if len(row) != len(rows[0])]
    if wrong:
        raise SourceError(
            where, f"row(s) {shorten(wrong)}: wrong number of cells", f"{len(rows[0])} cells in each row"
        )


def clean_cell(cell: str) -> str:
    r"""Return a cell without what nobody sees, accents on their letters, `\n` as line end, trimmed.

    Examples
    --------
    >>> clean_cell(" a\x00b\r\nc ")
    'ab\nc'
    """
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return unicodedata.normalize("NFC", DROPPED.sub("", text)).strip()
