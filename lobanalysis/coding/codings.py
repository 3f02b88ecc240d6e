"""Codings as coders hand them in: one row per interview, domain and code."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lobanalysis.coding.rows import describe_path, read_lines

COLUMNS = ("tijdstempel", "domein", "code", "codeur", "besloten_op")
CONSENSUS = "consensus"


class Coding(NamedTuple):
    """One row of a file with codings; the interview is named by the time stamp of its entry."""

    file: str
    line: int
    timestamp: str
    domain: str
    code: str
    coder: str
    decided_on: str


def read_codings(path: Path) -> list[Coding]:
    """Return the rows of a file with codings, as they stand there.

    Raises
    ------
    SourceError
        When the file is missing, is no text with semicolons or has other columns.
    """
    file = describe_path(path)
    return [Coding(file, line, *values) for line, values in read_lines(path, COLUMNS)]
