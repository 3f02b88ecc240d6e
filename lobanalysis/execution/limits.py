"""How much memory and time a notebook may take, and how that is told."""

from __future__ import annotations

import os
from dataclasses import dataclass

from lobanalysis.errors import UsageError

GIB = 2**30
MEMORY_VARIABLE, SECONDS_VARIABLE = "LOB_NOTEBOOK_MB", "LOB_CELL_SECONDS"


@dataclass(frozen=True)
class Limits:
    """What one notebook may take: bytes of memory with all its processes, and seconds for one cell."""

    memory: int = 2 * GIB
    cell_seconds: int = 600


def read_limits() -> Limits:
    """Return the limits that the environment sets, the usual ones where it sets none.

    Raises
    ------
    UsageError
        When one is no whole number above 0.
    """
    usual = Limits()
    memory = read_number(MEMORY_VARIABLE, usual.memory // 2**20)
    return Limits(memory * 2**20, read_number(SECONDS_VARIABLE, usual.cell_seconds))


def read_number(name: str, usual: int) -> int:
    """Return the number in a variable of the environment, `usual` when it is not set."""
    text = os.environ.get(name, "")
    if text and (not text.isdecimal() or int(text) == 0):
        raise UsageError(name, "is no limit", "a whole number above 0")
    return int(text) if text else usual


class LimitError(RuntimeError):
    """A notebook took more than it may; `position` is that of the cell in the executed notebook, from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def format_size(size: int, digits: int = 1) -> str:
    """Return bytes in GiB, or in MiB below one.

    Examples
    --------
    >>> format_size(2 * GIB), format_size(2 * GIB, 0), format_size(300 * 2**20, 0)
    ('2.0 GiB', '2 GiB', '300 MiB')
    """
    unit, name = (GIB, "GiB") if size >= GIB else (2**20, "MiB")
    return f"{size / unit:.{digits}f} {name}"


def format_limit(size: int) -> str:
    """Return a limit as somebody would write it: 2 GiB, 1.5 GiB."""
    return format_size(size, 0 if size % GIB == 0 or size < GIB else 1)
