"""Where coders found their codes: a file per coder beside its codings, since those have no place for it."""

from __future__ import annotations

from pathlib import Path

from lobanalysis.coding.exchange.material import Span
from lobanalysis.coding.rows import describe_path, read_rows
from lobanalysis.errors import SourceError, shorten

COLUMNS = ("tijdstempel", "domein", "code", "codeur", "veld", "van", "tot")
Key = tuple[str, str, str]


def find_evidence_file(folder: Path, coder: str) -> Path:
    """Return the file with the evidence of a coder, in the folder of the codings."""
    return folder / f"vindplaatsen_{coder}.csv"


def read_evidence(path: Path) -> dict[Key, tuple[Span, ...]]:
    """Return the parts of answers per (time stamp, domain, code); none when there is no such file.

    Raises
    ------
    SourceError
        When the file has other columns, or places that are no numbers.
    """
    found: dict[Key, set[Span]] = {}
    rows = read_rows(path, COLUMNS) if path.is_file() else []
    wrong = [row.line for row in rows if not (row["van"].isascii() and row["van"].isdigit())]
    wrong += [row.line for row in rows if not (row["tot"].isascii() and row["tot"].isdigit())]
    if wrong:
        where = f"{describe_path(path)}, rows {shorten(sorted(set(wrong)))}"
        raise SourceError(where, "columns van, tot: not a place in a text", "a whole number")
    for row in rows:
        span = Span(row["veld"], int(row["van"]), int(row["tot"]))
        found.setdefault((row["tijdstempel"], row["domein"], row["code"]), set()).add(span)
    return {
        key: tuple(sorted(spans, key=lambda each: (each.field, each.start, each.end)))
        for key, spans in found.items()
    }
