"""The file of published figures (`gepubliceerd.csv`), read and checked as a whole."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.coding.codebook import Codebook
from lobanalysis.errors import AnalysisError, SourceError, shorten
from lobanalysis.plain_text import has_unseen
from lobanalysis.reading import read_text

COLUMNS = (
    "id", "hoofdstuk", "domein", "codes", "minstens", "toets", "basis", "gepubliceerd", "ondergrens",
    "bovengrens",
)  # fmt: skip
TESTS = ("aantal", "aandeel", "topgroep")
BASE = "alle scholen"
ANY = "*"
LONGEST_VALUE = 1000
COUNT = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class Figure:
    """One published figure: what is counted, how it is tested, and the range that it must lie in."""

    id: str
    chapter: int
    domain: str
    codes: tuple[str, ...]
    at_least: int
    test: str
    base: str
    published: str
    low: float
    high: float


def read_figures(path: Path, codebook: Codebook) -> list[Figure]:
    """Return the figures of the file, in its order.

    Raises
    ------
    SourceError
        When the file is missing or has other columns.
    AnalysisError
        When rows cannot be tested as they are written: all are named, with row and column.
    """
    where = "/".join(path.parts[-3:])
    rows = read_rows(path, where)
    problems = [
        problem
        for number, row in enumerate(rows, start=2)
        for problem in find_problems(row, number, codebook)
    ]
    ids = [row["id"] for row in rows]
    problems += [
        f"row {number}, id: occurs twice" for number, name in enumerate(ids, 2) if ids.count(name) > 1
    ]
    if problems:
        raise AnalysisError(where, shorten(problems), "figures that can be recomputed", "mend the rows named")
    return [make_figure(row) for row in rows]


def read_rows(path: Path, where: str) -> list[dict[str, str]]:
    """Return the rows of the file as text.

    Raises
    ------
    SourceError
        When the file is missing, is no UTF-8, or has other columns.
    """
    text = io.StringIO(read_text(path, where), newline="")
    reader = csv.DictReader(text, delimiter=";", restval="", restkey="more")
    try:
        rows = list(reader)
    except csv.Error as error:
        raise SourceError(where, "is not readable", "CSV in UTF-8") from error
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise SourceError(where, "has other columns", ";".join(COLUMNS))
    return rows


def find_problems(row: dict[str, str], number: int, codebook: Codebook) -> Iterator[str]:
    """Yield what is wrong with a row, with its number and column."""
    if "more" in row:
        yield f"row {number}: too many cells"
    if not row["id"]:
        yield f"row {number}, id: empty"
    if any(has_unseen(str(value)) or len(str(value)) > LONGEST_VALUE for value in row.values()):
        yield f"row {number}: a value is too long, or holds what a reader does not see"
    if not is_count(row["hoofdstuk"]):
        yield f"row {number}, hoofdstuk: not a whole number"
    if row["toets"] not in TESTS:
        yield f"row {number}, toets: not one of {', '.join(TESTS)}"
    if row["basis"] != BASE:
        yield f"row {number}, basis: not '{BASE}'"
    needed = row["domein"] and row["toets"] != "topgroep"
    if (needed or row["minstens"]) and not (is_count(row["minstens"]) and int(row["minstens"])):
        yield f"row {number}, minstens: not a whole number of at least 1"
    if row["toets"] != "topgroep":
        yield from find_range_problems(row, number)
    yield from find_code_problems(row, number, codebook)


def find_range_problems(row: dict[str, str], number: int) -> Iterator[str]:
    """Yield what is wrong with the range, and with how many codes are needed at least."""
    low, high = parse_number(row["ondergrens"]), parse_number(row["bovengrens"])
    if low is None or high is None:
        yield f"row {number}, ondergrens and bovengrens: not two numbers"
    elif low > high:
        yield f"row {number}, ondergrens: above bovengrens"


def find_code_problems(row: dict[str, str], number: int, codebook: Codebook) -> Iterator[str]:
    """Yield what is wrong with the domain and its codes."""
    if not row["domein"]:
        if row["toets"] != "aantal" or row["codes"]:
            yield f"row {number}, domein: empty, while only the number of schools needs none"
        return
    if row["domein"] not in codebook.domain_ids:
        yield f"row {number}, domein: not in the codebook"
        return
    domain = codebook.domain(row["domein"])
    allowed = domain.open_codes if row["toets"] == "topgroep" else domain.code_ids
    codes = split_codes(row["codes"])
    if row["codes"] != ANY and (not codes or set(codes) - set(allowed) or len(codes) != len(set(codes))):
        yield f"row {number}, codes: not (different) codes of the domain"
    if row["toets"] == "topgroep" and row["codes"] == ANY:
        yield f"row {number}, codes: a top group needs its codes"


def is_count(text: str) -> bool:
    """Return whether a cell holds a whole number in plain digits.

    Examples
    --------
    >>> is_count("12"), is_count("²"), is_count("")
    (True, False, False)
    """
    return bool(COUNT.fullmatch(text))


def split_codes(text: str) -> tuple[str, ...]:
    """Return the codes of a cell; none for any code.

    Examples
    --------
    >>> split_codes("team|cluster"), split_codes("*")
    (('team', 'cluster'), ())
    """
    return () if text in ("", ANY) else tuple(text.split("|"))


def parse_number(text: str) -> float | None:
    """Return the number in a cell, or nothing when there is no finite one.

    Examples
    --------
    >>> parse_number("0.9"), parse_number("x")
    (0.9, None)
    """
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def make_figure(row: dict[str, str]) -> Figure:
    """Return a figure from a checked row."""
    low, high = parse_number(row["ondergrens"]), parse_number(row["bovengrens"])
    return Figure(
        id=row["id"],
        chapter=int(row["hoofdstuk"]),
        domain=row["domein"],
        codes=split_codes(row["codes"]),
        at_least=int(row["minstens"] or 1),
        test=row["toets"],
        base=row["basis"],
        published=row["gepubliceerd"],
        low=float("nan") if low is None else low,
        high=float("nan") if high is None else high,
    )
