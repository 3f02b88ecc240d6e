"""The rows of the semicolon files that people write: codebook, rules and codings, with their line numbers."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.errors import SourceError, shorten
from lobanalysis.plain_text import has_unseen
from lobanalysis.reading import read_text

DELIMITER = ";"
LONGEST_VALUE = 5000
TOO_LONG, UNSEEN = f"a value of more than {LONGEST_VALUE:,} characters", "control or invisible characters"


@dataclass(frozen=True)
class Row:
    """One row of a file: its line (the heading is line 1) and its values by column name."""

    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


class _Values(dict[str, str]):
    """Each value of a file without the spaces around it, by how it was typed; equal ones are one object."""

    def __missing__(self, value: str) -> str:
        kept = value.strip()
        self[value] = kept = self.setdefault(kept, kept)
        return kept


def read_rows(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of a semicolon-separated UTF-8 file that has exactly these columns.

    Raises
    ------
    SourceError
        When the file is missing, too large or not UTF-8, has other columns or rows of another length, or
        values that are too long or hold what a reader does not see.
    """
    lines = read_lines(path, columns)
    return [Row(line, dict(zip(columns, values, strict=True))) for line, values in lines]


def read_lines(path: Path, columns: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    """Return line number and values of each row, as `read_rows` has them: for files with very many.

    Values that come back are the same object, so that a file takes little more than its distinct values.

    Raises
    ------
    SourceError
        As `read_rows`.
    """
    where = describe_path(path)
    text = read_text(path, where)
    known = _Values()
    clean = known.__getitem__
    read = _split_lines(text, where)
    _, heading = next(read, (0, []))
    lines = [(line, [*map(clean, values)]) for line, values in read if values]
    _check_shape(where, heading, lines, columns)
    for is_wrong, what in ((_is_long, TOO_LONG), (has_unseen, UNSEEN)):
        if wrong := set(filter(is_wrong, known)):
            rows = [line for line, values in _split_lines(text, where) if not wrong.isdisjoint(values)]
            raise SourceError(f"{where}, rows {shorten(rows)}", what, "plain text")
    return lines


def describe_path(path: Path) -> str:
    """Return the last three parts of a path, for messages that should not hold a user's folders.

    Examples
    --------
    >>> describe_path(Path("home/jan/project/data/codebook/codes.csv"))
    'data/codebook/codes.csv'
    >>> describe_path(Path("project/data/2020/../codebook/codes.csv"))
    'data/codebook/codes.csv'
    """
    return "/".join(Path(os.path.normpath(path)).parts[-3:])


def _split_lines(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """Yield number and values of each line, none for an empty one; quotes make it a task for csv."""
    if not ('"' in text or "\r" in text):
        lines = enumerate(text.split("\n"), 1)
        yield from ((number, line.split(DELIMITER) if line else []) for number, line in lines)
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=DELIMITER, strict=True)
    try:
        yield from ((reader.line_num, values) for values in reader)
    except csv.Error as error:
        what = f"is not readable as text with semicolons, near line {reader.line_num}"
        raise SourceError(where, what, "quotes that close") from error


def _check_shape(
    where: str, heading: list[str], lines: list[tuple[int, list[str]]], columns: tuple[str, ...]
) -> None:
    if tuple(heading) != columns:
        raise SourceError(
            where, "has other columns", DELIMITER.join(columns), "is the delimiter a semicolon?"
        )
    wrong = [line for line, values in lines if len(values) != len(columns)]
    if wrong:
        raise SourceError(f"{where}, rows {shorten(wrong)}", "wrong number of values", str(len(columns)))


def _is_long(value: str) -> bool:
    return len(value) > LONGEST_VALUE
