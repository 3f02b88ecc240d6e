"""Text from data as Markdown and CSV that shows exactly that text and does nothing else."""

from __future__ import annotations

import re

import pandas as pd

from lobanalysis.plain_text import INVISIBLE, SURROGATE

# ASCII whitespace and the line and paragraph separators; a no-break space stays what it is.
SPACES = re.compile("[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
SPECIAL = re.compile(r"""[\\`*_{}\[\]<>|~^$@"'#+!=&]""")
REPEATED = re.compile(r"(?<=[.\-:])[.\-:]|[.\-:](?=[.\-:])|:(?=//)")
# Quarto looks for shortcodes once more in what a variable gave, and for `:::` in all text, when backslashes
# are gone already; a span of nothing between the signs stays there until the end, and shows nothing. So it
# does in `?var:x` and `@fig-x`: what is left of something unknown, which the check of the site looks for.
MEANT = re.compile(
    r"\\\{\\\{(?=(?:\\\{)*(?:\\<|%))|(?:\\>|%)(?=\\\}\\\})|\\:\\:(?=\\:)"
    r"|\?(?=(?:var|meta):|\\@|(?:fig|tbl|sec)-)|\\@(?=(?:fig|tbl|sec)-)"
)
ENUMERATOR = re.compile(r"^(\(?(?:\d+|[ivxlcdmIVXLCDM]+|[A-Za-z]))([.)])(?= |$)")
# Columns of whole numbers; empty cells make pandas read them as decimals.
COUNTS = frozenset(
    {"n", "base", "population", "interviews", "codes", "decisions", "both", "only_a", "only_b"}
)
# What a spreadsheet takes for a formula, also in the wide letters of East Asian keyboards. Where the comma is
# for decimals, as in Dutch Excel, a cell ends at a semicolon too: what comes after one is looked at as well.
NUMBER = r"[\d.,]*%?\s*(?:$|[;\t\r\n])"
FORMULA = re.compile(rf"(^|[;\t\r\n])(\s*)(?=[=+@\t\r＝＋＠]|[-－](?!\s*{NUMBER}))")


def clean_text(text: object) -> str:
    """Return a value as one line of visible text: no controls, no lone surrogates, single spaces.

    Examples
    --------
    >>> clean_text("een\\n twee")
    'een twee'
    """
    if text is None or (not isinstance(text, str) and pd.isna(text)):
        return ""
    visible = SURROGATE.sub("\ufffd", INVISIBLE.sub("", str(text)))
    return SPACES.sub(" ", visible).strip(" ")


def escape_markdown(text: object) -> str:
    """Return Markdown that pandoc and Quarto show as exactly `clean_text(text)`.

    Shortcodes, HTML, raw attributes, citations, footnotes, mathematics and the pipes of a table lose
    their meaning; so do list marks and headings at the start.

    Examples
    --------
    >>> escape_markdown("a | b {{< include x >}}")
    'a \\\\| b \\\\{\\\\{[]{}\\\\< include x \\\\>[]{}\\\\}\\\\}'
    """
    line = REPEATED.sub(r"\\\g<0>", SPECIAL.sub(r"\\\g<0>", clean_text(text)))
    line = MEANT.sub(r"\g<0>[]{}", line)
    if line.startswith((":", "-", "%")):
        line = "\\" + line
    return ENUMERATOR.sub(r"\1\\\2", line)


def escape_formula(value: object) -> object:
    """Return a cell for CSV: what a spreadsheet would run as a formula gets an apostrophe before it.

    Examples
    --------
    >>> escape_formula("=SOM(A1)"), escape_formula("-"), escape_formula(-1.5), escape_formula("a;=B1")
    ("'=SOM(A1)", '-', -1.5, "a;'=B1")
    """
    if not isinstance(value, str):
        return value
    return FORMULA.sub(r"\1'\2", SURROGATE.sub("\ufffd", INVISIBLE.sub("", value)))


def format_csv(frame: pd.DataFrame) -> str:
    """Return a frame as CSV: comma, four decimals, empty where unknown, whole numbers without decimals."""
    cells = frame.reset_index(drop=True).map(escape_formula)
    for name in cells.columns:
        if (
            pd.api.types.is_float_dtype(cells[name])
            and (cells[name].dropna() % 1 == 0).all()
            and name in COUNTS
        ):
            cells[name] = cells[name].astype("Int64")
    return cells.to_csv(index=False, lineterminator="\n", float_format="%.4f")
