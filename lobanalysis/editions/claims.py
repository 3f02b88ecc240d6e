"""Which claims may not stand in an edition, from the table that the check of the claims writes.

That check judges an edition by what is shown of its group only; a claim that would need a hidden count has no
outcome "True" there. Otherwise the presence of a sentence would tell what the figure hides.
"""

from __future__ import annotations

import csv
from pathlib import Path

NAME = "claims.csv"
TRUE = "true"


def find_failed_claims(edition: str, tables: Path) -> set[str]:
    """Return the claims that are false, suppressed or not meant for an edition; none when none was checked.

    Parameters
    ----------
    edition : str
        Its name, such as "kind-roc".
    tables : Path
        Tables of the wave; `claims.csv` there has the columns claim, edition and outcome.
    """
    path = tables / NAME
    if not path.is_file():
        return set()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = {row["claim"] for row in rows if row["edition"] == edition and row["outcome"].lower() == TRUE}
    return {row["claim"] for row in rows} - held
