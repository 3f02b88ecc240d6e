"""The words of Dutch that say a quantity, `report/hoeveelheden.csv`: what the prose may not say untied."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lobanalysis.errors import SourceError

FILE = "report/hoeveelheden.csv"
COLUMNS = ["woord", "soort"]
NUMBER, ORDER, EXPRESSION = "getal", "rangorde", "uitdrukking"
KINDS = (NUMBER, "breuk", "hoeveelheid", "vergelijking", ORDER, "bestaan", EXPRESSION)
SEPARATE = r"(?<![\w-])", r"(?![\w-])"


@dataclass(frozen=True)
class Vocabulary:
    """Words by kind. An expression is a fixed phrase in which such a word says no quantity."""

    words: tuple[tuple[str, str], ...]

    @property
    def kinds(self) -> dict[str, str]:
        """Kind of each word, in small letters."""
        return dict(self.words)

    @property
    def quantities(self) -> re.Pattern[str]:
        """What finds the words that say a quantity."""
        return make_pattern(tuple(word for word, kind in self.words if kind != EXPRESSION))

    @property
    def expressions(self) -> re.Pattern[str]:
        """What finds the fixed phrases."""
        return make_pattern(tuple(word for word, kind in self.words if kind == EXPRESSION))


@lru_cache
def make_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of these words as wholes, longest first, whatever white space is between them.

    Examples
    --------
    >>> make_pattern(("de meeste", "meeste")).findall("De\\nmeeste scholen, allermeeste")
    ['De\\nmeeste']
    """
    texts = sorted((r"\s+".join(map(re.escape, word.split())) for word in words), key=len, reverse=True)
    return re.compile(f"{SEPARATE[0]}(?:{'|'.join(texts) or '(?!)'}){SEPARATE[1]}", re.IGNORECASE)


def read_vocabulary(root: Path) -> Vocabulary:
    """Return the words of the project in `root`.

    Raises
    ------
    SourceError
        When the file is missing, has other columns, an unknown kind, or a word twice.
    """
    try:
        with (root / FILE).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [(row.get("woord") or "", row.get("soort") or "") for row in reader]
    except FileNotFoundError as error:
        raise SourceError(FILE, "file is missing", hint="restore it from git") from error
    if list(reader.fieldnames or ()) != COLUMNS:
        raise SourceError(FILE, "has other columns", ",".join(COLUMNS))
    words = [word for word, _ in rows]
    wrong = [f"row {place}" for place, (word, kind) in enumerate(rows, 2) if not word or kind not in KINDS]
    wrong += [f"row {place}" for place, word in enumerate(words, 2) if word in words[: place - 2]]
    if wrong:
        raise SourceError(
            FILE, f"{', '.join(wrong)}: not a new word with a kind", f"one of {', '.join(KINDS)}"
        )
    return Vocabulary(tuple(rows))
