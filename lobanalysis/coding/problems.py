"""Problems with files that people write: collected first, raised once, at most ten named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lobanalysis.errors import SHOWN_ITEMS, CodingError


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong in which file and row (0: not in one row); never the value itself.

    Examples
    --------
    >>> str(Problem("codes.csv", 3, "code is empty"))
    'codes.csv row 3: code is empty'
    """

    file: str
    row: int
    what: str

    def __str__(self) -> str:
        return f"{self.file} row {self.row}: {self.what}" if self.row else f"{self.file}: {self.what}"


def raise_problems(where: str, problems: Iterable[Problem], hint: str = "") -> None:
    """Raise one error that names the problems; do nothing when there are none.

    Raises
    ------
    CodingError
        With the number of problems and the first ten, by file and row.
    """
    found = sorted(set(problems))
    if found:
        shown = "; ".join(str(problem) for problem in found[:SHOWN_ITEMS])
        more = f" (+{len(found) - SHOWN_ITEMS} more)" if len(found) > SHOWN_ITEMS else ""
        raise CodingError(where, f"{len(found)} problem(s): {shown}{more}", hint=hint)
