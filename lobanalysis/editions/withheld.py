"""Which figures and tables an edition withholds, judged by the data that each shows.

A figure is shown in an edition when all its rows are about the edition's group and at least half of them are
shown. What counts all schools (combinations of codes) or sets groups side by side stays national: it is
published there, and repeating it would say nothing about this group.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from lobanalysis.editions.choice import Edition
from lobanalysis.editions.words import OTHER_SCHOOLS, TOO_FEW


def find_withheld(folder: Path, edition: Edition) -> dict[str, str]:
    """Return the label of each figure and table that an edition withholds, with the reason.

    Parameters
    ----------
    folder : Path
        The data of the edition's figures: a CSV file per label.
    """
    found = {path.stem: find_reason(read_rows(path), edition) for path in sorted(folder.glob("*.csv"))}
    return {label: reason for label, reason in found.items() if reason}


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find_reason(rows: Sequence[Mapping[str, str]], edition: Edition) -> str:
    """Return why a figure with these data is withheld; "" when it is shown.

    Examples
    --------
    >>> edition = Edition("kind-roc", "kind", "roc", "roc's", 26)
    >>> row = {"group_variable": "kind", "group": "roc", "shown": "True"}
    >>> find_reason([row, {**row, "shown": "False"}], edition), bool(find_reason([{"n": "3"}], edition))
    ('', True)
    """
    own = (edition.variable, edition.group)
    if any((row.get("group_variable"), row.get("group")) != own for row in rows) or not rows:
        return OTHER_SCHOOLS
    shown = sum(row.get("shown") == "True" for row in rows)
    return TOO_FEW if 2 * shown < len(rows) else ""
