"""Words for a share of the schools, from the one table with thresholds, `report/woorden.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.errors import SourceError
from lobanalysis.paths import find_project
from lobanalysis.presentation.wording import format_label, format_list, format_percent
from lobanalysis.reading import read_text

FILE = Path("report") / "woorden.csv"
TOLERANCE = 1e-9
SMALL_NUMBERS = {1: "één school", 2: "twee scholen"}
GROUP_PHRASES = {
    "level": "Naar het niveau van de gesprekspartner",
    "kind": "Naar soort school",
    "region": "Naar regio",
}
HIDDEN_PHRASES = {
    "minder dan 3": "minder dan drie scholen",
    "3 of meer": "drie of meer scholen",
    "vrijwel alle": "vrijwel alle scholen",
}
HIDDEN_PHRASE = "een niet getoond aantal scholen"


@dataclass(frozen=True)
class QuantityWord:
    """A phrase and the shares that get it: `lower` ≤ share < `upper`, or exactly that share when equal."""

    lower: float
    upper: float
    phrase: str
    note: str = ""

    def holds(self, share: float) -> bool:
        """Return whether the phrase is right for this share."""
        if self.lower == self.upper:
            return abs(share - self.lower) < TOLERANCE
        return self.lower - TOLERANCE <= share < self.upper - TOLERANCE


def read_words(path: Path | None = None) -> tuple[QuantityWord, ...]:
    """Return the phrases of `report/woorden.csv` from small to large; without a path those of this project.

    Raises
    ------
    SourceError
        When the file is missing, has other columns, or leaves a share between 0 and 1 without a phrase.
    """
    path = path or find_project().root / FILE
    text = io.StringIO(read_text(path, str(path)), newline="")
    try:
        words = tuple(_parse_word(row, path) for row in csv.DictReader(text))
    except csv.Error as error:
        raise SourceError(str(path), "cannot be read as a table", "CSV in UTF-8") from error
    check_words(words, str(path))
    return words


def _parse_word(row: dict[str, str], path: Path) -> QuantityWord:
    try:
        lower, upper = float(row["ondergrens"]), float(row["bovengrens"])
        if not row["woord"] or not row["woord"].isprintable():
            raise ValueError("no word")
        return QuantityWord(lower, upper, row["woord"], row.get("toelichting") or "")
    except (KeyError, TypeError, ValueError):
        expected = "columns ondergrens, bovengrens (numbers 0–1), woord, toelichting"
        raise SourceError(str(path), "a row cannot be read", expected) from None


def check_words(words: Sequence[QuantityWord], where: str) -> None:
    """Raise unless the phrases run from exactly 0 to exactly 1 without gap or overlap.

    Raises
    ------
    SourceError
    """
    limits = [0.0, *(word.upper for word in words)]
    joined = all(abs(word.lower - limit) < TOLERANCE for word, limit in zip(words, limits, strict=False))
    ends = words and words[0].upper == 0 and words[-1].lower == 1 == words[-1].upper
    if not (joined and ends):
        raise SourceError(where, "the thresholds leave a gap or overlap", "rows from exactly 0 to exactly 1")


def find_rank(share: float, words: Sequence[QuantityWord]) -> int:
    """Return the position in the table of the phrase for a share; a larger share never stands earlier.

    The first phrase that holds is taken, the exact ones (none, all) before the others.
    """
    exact = [index for index, word in enumerate(words) if word.lower == word.upper and word.holds(share)]
    return exact[0] if exact else next(index for index, word in enumerate(words) if word.holds(share))


def format_share(share: float, words: Sequence[QuantityWord]) -> str:
    """Return the phrase for a share, to be used after a preposition ("bij …").

    Examples
    --------
    >>> words = [QuantityWord(0, 0, "geen"), QuantityWord(0, 1, "enkele"), QuantityWord(1, 1, "alle")]
    >>> format_share(0.25, words)
    'enkele'
    """
    return words[find_rank(share, words)].phrase


def format_quantity(n: int, base: int, words: Sequence[QuantityWord]) -> str:
    """Return the phrase for `n` of `base` schools; one or two schools in a larger group are named by number.

    Examples
    --------
    >>> table = [QuantityWord(0, 0, "geen"), QuantityWord(0, 1, "enkele scholen"), QuantityWord(1, 1, "alle")]
    >>> format_quantity(1, 44, table), format_quantity(0, 44, table), format_quantity(3, 44, table)
    ('één school', 'geen', 'enkele scholen')
    """
    rank = find_rank(n / base if base else 0.0, words)
    return SMALL_NUMBERS.get(n, words[rank].phrase) if rank == 1 else words[rank].phrase


def format_hidden(shown_as: str) -> str:
    """Return the phrase for a count that is shown as a class only."""
    return HIDDEN_PHRASES.get(shown_as, HIDDEN_PHRASE)


def format_differences(differences: Sequence[dict], variable: str, *, most: int = 4) -> str:
    """Return a sentence on the codes of which two groups differ by 15 percentage points or more.

    Parameters
    ----------
    differences : sequence of dict
        Largest first; keys label, high_label, high_share, low_label, low_share.
    variable : str
        level, kind or region.
    most : int
        How many are named.

    Examples
    --------
    >>> format_differences([], "kind")
    'Naar soort school bekeken is nergens een verschil van vijftien procentpunt of meer te zien.'
    """
    start = f"{GROUP_PHRASES.get(variable, 'Naar groep')} bekeken"
    if not differences:
        return f"{start} is nergens een verschil van vijftien procentpunt of meer te zien."
    items = format_list(map(_format_difference, differences[:most]))
    if len(differences) > most:
        return f"{start} lopen de antwoorden op meer punten uiteen, het sterkst bij {items}."
    return f"{start} lopen de antwoorden uiteen bij {items}."


def _format_difference(difference: dict) -> str:
    higher = f"{format_label(difference['high_label'])} {format_percent(difference['high_share'])}"
    lower = f"{format_label(difference['low_label'])} {format_percent(difference['low_share'])}"
    return f"‘{format_label(difference['label'])}’ ({higher}, {lower})"
