"""Quotes from the interviews as Markdown block quotes, without anything that leads to a person."""

from __future__ import annotations

import re

import pandas as pd

from lobanalysis.presentation.bundles import MarkdownText
from lobanalysis.presentation.escaping import clean_text, escape_markdown

TEXT_COLUMNS = ("quote", "citaat", "text")
SOURCE_COLUMNS = ("attribution", "bron", "level_label", "niveau", "group_label")


def format_quotes(frame: pd.DataFrame) -> MarkdownText:
    """Return the quotes of a frame, one block per row, with an anonymous source when the frame has one.

    Parameters
    ----------
    frame : DataFrame
        Column quote (or citaat, text); optionally attribution (or bron, level_label, niveau, group_label).
        No rows give an empty text.

    Examples
    --------
    >>> print(format_quotes(pd.DataFrame({"quote": ["Wij doen dit samen."]})).markdown)
    ::: {.citaat}
    > ‘Wij doen dit samen.’
    :::
    """
    quotes = _find_column(frame, TEXT_COLUMNS)
    sources = _find_column(frame, SOURCE_COLUMNS) or [""] * len(frame)
    return MarkdownText("\n\n".join(map(_format_quote, quotes or [], sources)))


def typeset_apostrophes(text: str) -> str:
    """Return a text with curved apostrophes inside and before words, as in the rest of the report.

    Examples
    --------
    >>> typeset_apostrophes("de thema's, 's avonds")
    'de thema’s, ’s avonds'
    """
    return re.sub(r"(?<=\w)'(?=\w)|(?<!\w)'(?=[nst]\b)", "’", text)


def _find_column(frame: pd.DataFrame, names: tuple[str, ...]) -> list | None:
    return next((list(frame[name]) for name in names if name in frame), None)


def _format_quote(quote: str, source: str) -> str:
    lines = ["::: {.citaat}", f"> ‘{escape_markdown(typeset_apostrophes(quote))}’"]
    if clean_text(source):
        lines += [">", f"> [{escape_markdown(source)}]{{.citaat-bron}}"]
    return "\n".join([*lines, ":::"])
