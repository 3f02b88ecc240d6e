"""Codings as coders hand them in: one row per interview, domain and code."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lobanalysis.coding.rows import describe_path, read_lines
from lobanalysis.intake.wave import Wave

COLUMNS = ("tijdstempel", "domein", "code", "codeur", "besloten_op")
CONSENSUS = "consensus"
FOLDER = "coderingen"


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


def locate_codings(settings: Wave) -> Path:
    """Return the folder of a wave's codings: that of the consensus; for a new wave, the usual one."""
    consensus = settings.codings.consensus
    return settings.locate(consensus).parent if consensus else settings.locate(FOLDER)
