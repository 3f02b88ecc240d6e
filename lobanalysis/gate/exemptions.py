"""Strings that the privacy step removes somewhere and that are ordinary elsewhere.

Each stands in `data/privacy/uitzonderingen.csv` with its reason, reviewed like code. A name of a person or
a school has no place in it, so a text is one word.
"""

from __future__ import annotations

import os
from pathlib import Path

from lobanalysis.errors import SourceError, shorten
from lobanalysis.gate.views import fold_words
from lobanalysis.intake.semicolons import read_semicolons

NAME = "uitzonderingen.csv"
COLUMNS = ("tekst", "reden")
SHORTEST_REASON = 3


def read_exemptions(folder: Path) -> frozenset[str]:
    """Return the exempted strings, in folded words; none when there is no such file.

    Raises
    ------
    SourceError
        When the file cannot be read, or a row is not a word and a reason of three; rows are named.
    """
    path = folder / NAME
    if not os.path.lexists(path):
        return frozenset()
    where = f"data/privacy/{NAME}"
    rows = read_semicolons(path, where, COLUMNS)
    words = [fold_words(text).split() for text in rows["tekst"]]
    wrong = [
        number
        for number, (text, reason) in enumerate(zip(words, rows["reden"], strict=True), 2)
        if len(text) != 1 or len(reason.split()) < SHORTEST_REASON
    ]
    if wrong:
        raise SourceError(
            where, f"row(s) {shorten(wrong)}: not one word, or no reason", "a word; some words why"
        )
    return frozenset(text for (text,) in words)
