"""The table of the claims, with a place for each row and a link from each row to its sentence."""

from __future__ import annotations

import pandas as pd

from lobanalysis.presentation.bundles import MarkdownTable
from lobanalysis.presentation.escaping import clean_text, escape_markdown, format_csv
from lobanalysis.presentation.markdown_tables import format_pipe_table

SENTENCE = "Uitspraak"
OUTCOMES = {"true": "klopt", "false": "klopt niet", "unknown": "niet vast te stellen"}
WIDTHS = {SENTENCE: 34, "Uitkomst": 9, "Toets": 24, "Gevonden": 32, "n": 5}


def format_claims_table(frame: pd.DataFrame) -> MarkdownTable:
    """Return a row per claim: its sentence, the outcome, the test, what was found and n.

    Each row has the identifier `toets-<claim>`, where the sentence leads to; its own link, of the class
    `claim-zin`, leads back to the sentence.

    Parameters
    ----------
    frame : DataFrame
        Columns claim, sentence, address (of the sentence, from this page), test, value, n, outcome.
    """
    columns = {
        SENTENCE: list(frame["sentence"]),
        "Uitkomst": [OUTCOMES.get(outcome, outcome) for outcome in frame["outcome"]],
        "Toets": list(frame["test"]),
        "Gevonden": list(frame["value"]),
        "n": ["–" if pd.isna(n) else str(n) for n in frame["n"]],
    }
    rows = zip(frame["claim"], frame["sentence"], frame["address"], strict=True)
    linked = columns | {SENTENCE: [format_link(*row) for row in rows]}
    plain = "\n".join("\t".join(map(clean_text, row)) for row in zip(*columns.values(), strict=True))
    markdown = format_pipe_table(linked, right={"n"}, markdown={SENTENCE})
    return MarkdownTable(set_widths(markdown), format_csv(frame.drop(columns="address")), plain)


def format_link(claim: str, sentence: str, address: str) -> str:
    """Return the first cell of a row: its identifier, and the sentence as a link to where it stands.

    Examples
    --------
    >>> format_link("a", "Het kan", "rollen.qmd#a")
    '[]{#toets-a}[Het kan](rollen.qmd#a){.claim-zin}'
    """
    return f"[]{{#toets-{claim}}}[{escape_markdown(sentence)}]({address}){{.claim-zin}}"


def set_widths(table: str) -> str:
    """Return a pipe table whose columns are as wide as is good for sentences."""
    head, _, *rows = table.split("\n")
    rules = [f"{'-' * width}:" if name == "n" else f":{'-' * width}" for name, width in WIDTHS.items()]
    return "\n".join([head, f"| {' | '.join(rules)} |", *rows])
