"""Strings that the privacy step removes somewhere and that are ordinary elsewhere.

Each stands in `data/privacy/uitzonderingen.csv` with its reason, reviewed like code. A name of a person or
a school has no place in it.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from lobanalysis.errors import SourceError, shorten
from lobanalysis.gate.views import fold_words

NAME = "uitzonderingen.csv"
COLUMNS = ["tekst", "reden"]
SHORTEST_REASON = 3


def read_exemptions(folder: Path) -> frozenset[str]:
    """Return the exempted strings, in folded words; none when there is no such file.

    Raises
    ------
    SourceError
        When the file cannot be read, or a row has no reason of at least three words; rows are named.
    """
    path = folder / NAME
    if not path.is_file():
        return frozenset()
    where = f"data/privacy/{NAME}"
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")), delimiter=";")
        rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(where, "cannot be read", "UTF-8 with ; between its cells") from error
    if reader.fieldnames != COLUMNS:
        raise SourceError(where, "has other columns", ";".join(COLUMNS))
    bare = [
        number
        for number, row in enumerate(rows, 2)
        if not fold_words(row["tekst"]).strip() or len((row["reden"] or "").split()) < SHORTEST_REASON
    ]
    if bare:
        raise SourceError(where, f"row(s) {shorten(bare)}: no text or no reason", "a reason of some words")
    return frozenset(fold_words(row["tekst"]).strip() for row in rows)
