"""What the result tables show of a subject: a count, or the class that hides it as the counts it may be.

Read with the standard library, since this is looked at in every build.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lobanalysis.analysis.classes import FEW, NEARLY_ALL, SOME

ALL = ("all", "all")
INDICATORS = "_indicators"
Row = Mapping[str, str]


@dataclass(frozen=True)
class Count:
    """How many schools a subject is true of: `low` to `high` of `base`, the same number when it is shown."""

    subject: str
    label: str
    low: int
    high: int
    base: int
    shown_as: str

    @property
    def known(self) -> bool:
        """Whether the count itself is shown."""
        return self.low == self.high

    @property
    def shares(self) -> tuple[float, float]:
        """Lowest and highest share that it may be."""
        return (self.low / self.base, self.high / self.base) if self.base else (0.0, 0.0)


@dataclass(frozen=True)
class Results:
    """The result tables of a wave: rows of all schools as base, by subject, group variable and group."""

    rows: Mapping[tuple[str, str, str], Row]
    domains: Mapping[str, tuple[str, ...]]
    """Codes of each domain that take part in an order, those that exclude the others ("geen") left out."""
    numbers: Mapping[str, Any]

    def find(self, subject: str, group: tuple[str, str] = ALL) -> Count | None:
        """Return what is shown of a subject in a group; nothing when there is no such row."""
        row = self.rows.get((subject, *group))
        return read_count(subject, row) if row else None

    def list_domain(self, domain: str, group: tuple[str, str] = ALL) -> list[Count]:
        """Return what is shown of the codes of a domain that take part in an order."""
        found = (self.find(f"{domain}.{code}", group) for code in self.domains[domain])
        return [count for count in found if count]

    def find_number(self, path: str) -> float | None:
        """Return the number at a path with points; nothing when there is none."""
        value: Any = self.numbers
        for part in path.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def read_count(subject: str, row: Row) -> Count:
    """Return the count of a row of a result table; a hidden one as all counts of its class.

    Examples
    --------
    >>> row = {"label": "Coach", "n": "", "base": "26", "shown": "False", "shown_as": "minder dan 3"}
    >>> count = read_count("rol.coach", row)
    >>> count.low, count.high
    (0, 2)
    """
    base = int(row["base"])
    if row["shown"] == "True":
        n = int(float(row["n"]))
        return Count(subject, row["label"], n, n, base, str(n))
    low, high = {
        FEW: (0, min(2, base)),
        SOME: (min(3, base), base),
        NEARLY_ALL: (max(0, base - 2), base),
    }.get(row["shown_as"], (0, base))
    return Count(subject, row["label"], low, high, base, row["shown_as"] or "niet getoond")


def index_rows(tables: Iterable[tuple[str, Iterable[Row]]]) -> dict[tuple[str, str, str], Row]:
    """Return the rows over all schools of tables (name, rows), by subject, group variable and group."""
    return {
        (name_subject(table, row), row["group_variable"], row["group"]): row
        for table, rows in tables
        for row in rows
        if row["base_kind"] == "all_schools"
    }


def name_subject(table: str, row: Row) -> str:
    """Return how a claim names what a row counts."""
    return f"i.{row['indicator']}" if table == INDICATORS else row["indicator"]


def read_results(tables: Path) -> Results:
    """Return the result tables in a folder of tables."""
    files = ((path.stem, read_rows(path)) for path in sorted((tables / "result").glob("*.csv")))
    numbers = tables / "numbers.json"
    content = json.loads(numbers.read_text(encoding="utf-8")) if numbers.is_file() else {}
    return Results(index_rows(files), dict(read_domains(tables / "codebook")), content)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file, all as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_domains(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each domain with its codes, those that exclude the others left out."""
    for path in sorted(folder.glob("*.json")):
        if not path.name.startswith("_"):
            domain = json.loads(path.read_text(encoding="utf-8"))
            codes = (code["id"] for code in domain["codes"])
            yield domain["id"], tuple(code for code in codes if code not in domain["exclusive"])
