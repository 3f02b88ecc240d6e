"""The words of the method appendix: names of outcomes, dates and figures, and the table of quantity words."""

from __future__ import annotations

import pandas as pd

from lobanalysis.presentation.quantity_words import QuantityWord, read_words
from lobanalysis.presentation.wording import format_number

OUTCOMES = {"counted": "Geteld als interview", "test": "Proefinzending", "superseded": "Dubbele inzending"}
DATES = {
    "stated": "Volledig vermeld",
    "derived": "Jaar afgeleid van het moment van inzenden",
    "missing": "Niet ingevuld",
    "impossible": "Bestaat niet; als onbekend behandeld",
}
SOURCES = {"consensus": "codeurs, na overleg", "human": "codeurs", "rule": "regels"}
KINDS = {"enkel": "één code", "meer": "meer codes"}
MATCHES = {True: "klopt", False: "wijkt af"}
STATUS = {True: "voorlopig", False: "vastgesteld"}


def format_ranges(frame: pd.DataFrame) -> list[str]:
    """Return per published figure what a recomputed value must be: a number, a range, or the first places.

    Parameters
    ----------
    frame : DataFrame
        Columns test (aantal, aandeel, topgroep), low and high (counts, or shares 0–1).

    Examples
    --------
    >>> format_ranges(pd.DataFrame({"test": ["aandeel", "aantal"], "low": [0.9, 18], "high": [0.95, 18]}))
    ['90 tot 95%', '18']
    """
    return [format_range(row.test, row.low, row.high) for row in frame.itertuples()]


def format_range(test: str, low: float, high: float) -> str:
    """Return the range of one published figure in words."""
    if test == "topgroep":
        return "precies deze bovenaan"
    share = test == "aandeel"
    factor, unit = (100, "%") if share else (1, "")
    first, last = (
        format_number(value * factor, 1 if round(value * factor, 1) % 1 else 0) for value in (low, high)
    )
    return f"{last}{unit}" if first == last else f"{first} tot {last}{unit}"


def tabulate_quantity_words(words: tuple[QuantityWord, ...] | None = None) -> pd.DataFrame:
    """Return the phrases with the shares that get them: from_to, word."""
    words = words or read_words()
    rows = [(format_limits(word), word.phrase) for word in words]
    return pd.DataFrame(rows, columns=["from_to", "word"])


def format_limits(word: QuantityWord) -> str:
    """Return the shares of a phrase in percent.

    Examples
    --------
    >>> format_limits(QuantityWord(0.105, 0.1333, "ruim één op de tien scholen"))
    '10,5 tot 13,3%'
    """
    first, last = (
        format_number(limit * 100, 1 if round(limit * 100, 1) % 1 else 0)
        for limit in (word.lower, word.upper)
    )
    return f"{first}%" if first == last else f"{first} tot {last}%"


def format_estimates(frame: pd.DataFrame, name: str) -> list[str]:
    """Return a measure with its interval per row; a dash when it cannot be computed.

    Examples
    --------
    >>> format_estimates(pd.DataFrame({"kappa": [0.8], "kappa_low": [0.7], "kappa_high": [0.95]}), "kappa")
    ['0,80 (0,70–0,95)']
    """
    return [
        format_estimate(*(row.get(f"{name}{end}") for end in ("", "_low", "_high")))
        for _, row in frame.iterrows()
    ]


def format_estimate(value: float | None, low: float | None, high: float | None) -> str:
    """Return an estimate with its interval, where it has one.

    Examples
    --------
    >>> format_estimate(0.8, 0.75, 0.84)
    '0,80 (0,75–0,84)'
    """
    if pd.isna(value):
        return "–"
    if pd.isna(low) or pd.isna(high):
        return format_number(value, 2)
    return f"{format_number(value, 2)} ({format_number(low, 2)}–{format_number(high, 2)})"
