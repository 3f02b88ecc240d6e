"""Quotes: which may be shown, and the proof that they are what was answered and hold nothing that identifies.

A quote is shown only with consent, after a recorded review that found it untraceable, and when an editor
gave it a place in a chapter. It must stand word for word in the de-identified answer: a name or place inside
it would have been masked there, so it would no longer be found.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lobanalysis.errors import PrivacyError, SourceError, shorten
from lobanalysis.intake.semicolons import read_semicolons

COLUMNS = (
    "tijdstempel",
    "vraag",
    "citaat",
    "toestemming",
    "herleidbaar",
    "beoordeeld_door",
    "beoordeeld_op",
    "hoofdstuk",
)
OPTIONAL = ("code",)
QUOTE_COLUMNS = ["chapter", "field", "code", "quote", "interview_id"]


def read_quotes(path: Path) -> pd.DataFrame:
    """Return the candidate quotes, one a row, all text; `row` is the row number in the file.

    Raises
    ------
    SourceError
        When the file is missing or lacks a column, or 'toestemming' or 'herleidbaar' is not ja, nee or empty.
    """
    table = read_semicolons(path, path.name, COLUMNS, OPTIONAL, others=True)
    table = table.assign(row=range(2, len(table) + 2))
    wrong = table[
        ~table["toestemming"].isin(["ja", "nee", ""]) | ~table["herleidbaar"].isin(["ja", "nee", ""])
    ]
    if len(wrong):
        raise SourceError(path.name, f"rows {shorten(wrong['row'])}: not a known mark", "ja, nee or empty")
    empty = table[~table["citaat"].str.contains(r"\w", regex=True)]
    if len(empty):
        raise SourceError(path.name, f"rows {shorten(empty['row'])}: column citaat holds no words")
    return table


def select_quotes(quotes: pd.DataFrame) -> pd.DataFrame:
    """Return the quotes that may be shown: consent, reviewed as not traceable, and placed in a chapter.

    Examples
    --------
    >>> reviewed = {"herleidbaar": "nee", "beoordeeld_door": "r", "beoordeeld_op": "2020-09-21"}
    >>> rows = [reviewed | {"toestemming": said, "hoofdstuk": "vragen"} for said in ("ja", "nee")]
    >>> quotes = pd.DataFrame(rows)
    >>> len(select_quotes(quotes))
    1
    """
    allowed = quotes["toestemming"].eq("ja") & quotes["herleidbaar"].eq("nee")
    reviewed = quotes["beoordeeld_door"].ne("") & quotes["beoordeeld_op"].ne("")
    return quotes[allowed & reviewed & quotes["hoofdstuk"].ne("")]


def place_quotes(
    quotes: pd.DataFrame, interviews: pd.DataFrame, answers: dict[str, pd.DataFrame], where: str
) -> pd.DataFrame:
    """Return the quotes that may be shown, with the interview that each was taken from.

    Parameters
    ----------
    quotes : DataFrame
        Candidates as `read_quotes` returns them.
    interviews : DataFrame
        Counted interviews with `interview_id` and `timestamp`.
    answers : dict of DataFrame
        De-identified answers per field with `interview_id` and `text`.
    where : str
        File name for messages.

    Raises
    ------
    SourceError
        When a quote belongs to no counted interview or to no question field.
    PrivacyError
        When a quote does not stand word for word in the de-identified answer.
    """
    chosen = select_quotes(quotes)
    chosen = chosen.merge(
        interviews[["interview_id", "timestamp"]], left_on="tijdstempel", right_on="timestamp", how="left"
    )
    lost = chosen[chosen["interview_id"].isna() | ~chosen["vraag"].isin(list(answers))]
    if len(lost):
        raise SourceError(where, f"rows {shorten(lost['row'])}: no such interview or question field")
    texts = {
        field: dict(zip(table["interview_id"], table["text"], strict=True))
        for field, table in answers.items()
        if field in set(chosen["vraag"])
    }
    altered = [
        row.row
        for row in chosen.itertuples()
        if _flatten(row.citaat) not in _flatten(texts[row.vraag][row.interview_id])
    ]
    if altered:
        raise PrivacyError(
            where,
            f"rows {shorten(altered)}: the quote does not stand like this in the de-identified answer",
            hint="it holds something that is masked, or it was altered; mend it or mark it herleidbaar",
        )
    renamed = chosen.rename(columns={"hoofdstuk": "chapter", "vraag": "field", "citaat": "quote"})
    return renamed.sort_values(["chapter", "field", "tijdstempel"], kind="stable")[QUOTE_COLUMNS].reset_index(
        drop=True
    )


def _flatten(text: str) -> str:
    return " ".join(str(text).split())
