"""What in a quote can lead to a school or a person, found by word: a second look beside the reviewer's.

A quote may hold no number (it may be a size), no word of `data/privacy/herleidbaar.csv` (trades, products,
sizes, small groups), no function that fewer than three interviews name, and no capital inside a sentence but
those of ordinary words. Names, schools and towns are masked in the answer, so that no quote has them.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from lobanalysis.errors import PrivacyError, SourceError, shorten
from lobanalysis.intake.export import read_text
from lobanalysis.intake.quotes import read_quotes, select_quotes
from lobanalysis.intake.spans import fold
from lobanalysis.intake.wave import Wave
from lobanalysis.intake.wordlists import LINKS, WordLists, find_words
from lobanalysis.paths import Project

NAME = "herleidbaar.csv"
COLUMNS = ["woord", "soort", "reden"]
ALLOWED = "toegestaan"
FEWEST = 3
SHORTEST_FUNCTION = 6
INSIDE = re.compile(r"(?<![.!?:;‘'\"(] )(?<=\s)[^\W\d_][\w-]*")


def read_traceable_words(folder: Path) -> dict[str, str]:
    """Return words that lead to a school or a person, with their kind; `toegestaan` may have a capital.

    Raises
    ------
    SourceError
        When the file has other columns or a row lacks something.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    reader = csv.DictReader(io.StringIO(read_text(path, f"data/privacy/{NAME}")), delimiter=";")
    rows = list(reader)
    bare = [number for number, row in enumerate(rows, 2) if not all(row.get(name) for name in COLUMNS)]
    if reader.fieldnames != COLUMNS or bare:
        raise SourceError(f"data/privacy/{NAME}", f"row(s) {shorten(bare)} lack something", ";".join(COLUMNS))
    return {fold(row["woord"]): row["soort"] for row in rows}


def find_rare_functions(
    asked: Iterable[str], roles: Sequence[Iterable[str]], others: Sequence[Iterable[str]]
) -> set[str]:
    """Return those of the words that are functions which fewer than three interviews use anywhere.

    Parameters
    ----------
    asked : iterable of str
        The words, folded: only these are looked for, and each until it is known not to be rare.
    roles, others : sequence of iterables of str
        Per interview the answers that list functions, and all its other answers.

    Examples
    --------
    >>> find_rare_functions(["mentor", "pionier"], [["mentor, pionier"], ["mentor"], ["mentor"]], [[]] * 3)
    {'pionier'}
    """
    sought = {word for word in asked if len(word) >= SHORTEST_FUNCTION} - LINKS
    named = [sought.intersection(find_words(" ".join(texts))) for texts in roles]
    rare, counts = set().union(*named), Counter()
    for words, texts in zip(named, others, strict=True):
        if not rare:
            break
        counts.update(rare.intersection(words.union(find_words(" ".join(texts)))))
        rare = {word for word in rare if counts[word] < FEWEST}
    return rare


def find_traces(quote: str, words: dict[str, str], functions: Collection[str], lists: WordLists) -> list[str]:
    """Return the kinds of traces in a quote, sorted; never the words.

    Examples
    --------
    >>> lists = WordLists(frozenset(), frozenset(), ())
    >>> find_traces("In een school van 450 zit de Monteur.", {"monteur": "vak"}, [], lists)
    ['capital', 'number', 'vak']
    """
    folded = f" {' '.join(find_words(quote))} "
    found = {kind for word, kind in words.items() if kind != ALLOWED and f" {word}" in folded}
    if re.search(r"\d", quote):
        found.add("number")
    if set(folded.split()) & set(functions):
        found.add("function")
    capitals = [match[0] for match in INSIDE.finditer(quote) if match[0][0].isupper()]
    known = lists.guarded | {word for word, kind in words.items() if kind == ALLOWED}
    if any(not set(find_words(word)) <= known for word in capitals):
        found.add("capital")
    return sorted(found)


def check_shown_quotes(
    project: Project, wave: Wave, answers: pd.DataFrame, roles: list[str], lists: WordLists
) -> None:
    """Raise when a quote that may be shown leads to a school or a person; `roles` are fields with functions.

    Raises
    ------
    PrivacyError
        As `check_quotes` does.
    """
    path = wave.locate(wave.quotes)
    quotes = select_quotes(read_quotes(path))
    shown = {word for quote in quotes["citaat"] for word in find_words(quote)}
    others = answers.drop(columns=roles).to_numpy().tolist()
    functions = find_rare_functions(shown, answers[roles].to_numpy().tolist(), others)
    words = read_traceable_words(project.root / "data" / "privacy")
    check_quotes(quotes, words, functions, lists, f"data/{wave.wave}/{path.name}")


def check_quotes(
    quotes: pd.DataFrame, words: dict[str, str], functions: Collection[str], lists: WordLists, where: str
) -> None:
    """Raise when a quote that may be shown leads to somebody, or its review is no dated record.

    Raises
    ------
    PrivacyError
        Naming rows and kinds of traces, never the text.
    """
    traces = {row.row: find_traces(row.citaat, words, functions, lists) for row in quotes.itertuples()}
    problems = [f"row {row}: {', '.join(kinds)}" for row, kinds in traces.items() if kinds]
    undated = [f"row {row.row}: no date" for row in quotes.itertuples() if not is_date(row.beoordeeld_op)]
    if problems or undated:
        raise PrivacyError(
            where,
            f"quotes that can be traced: {shorten([*problems, *undated])}",
            "no size, trade, product, rare function or name, and a review with its date",
            "mark it herleidbaar, or correct the list data/privacy/herleidbaar.csv",
        )


def is_date(text: str) -> bool:
    """Return whether a text is a date, as yyyy-mm-dd.

    Examples
    --------
    >>> is_date("2020-09-21"), is_date("21-9-2020")
    (True, False)
    """
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
