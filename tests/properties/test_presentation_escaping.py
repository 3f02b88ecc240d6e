"""Whatever text the data hold, a reader sees exactly that text and nothing else happens."""

import json

import pandas as pd
import pypandoc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lobanalysis.presentation.escaping import clean_text, escape_markdown, format_csv
from lobanalysis.presentation.markdown_tables import format_pipe_table

FRAGMENTS = [
    "{{< include geheim.txt >}}",
    "{{< env HOME >}}",
    "`x`{=html}",
    "<script>a()</script>",
    "a|b",
    "\\",
    "\\|",
    "**vet**",
    "_x_",
    "[a](b)",
    "![a](b)",
    "[@bron]",
    "@bron",
    "^[noot]",
    "[^1]",
    "$x$",
    "$$",
    "~~door~~",
    "H~2~O",
    "---",
    "...",
    '"aanhaling"',
    "'s",
    "# kop",
    "- punt",
    "1. een",
    "(a) een",
    "iv) vier",
    "%",
    ": tekst",
    ":::",
    "```",
    "&amp;",
    "<https://voorbeeld.nl>",
    "https://voorbeeld.nl",
    "=SOM(A1)",
    "*",
    "+",
    "|",
    "[x]{.klas}",
    "\n\n",
    "\u200b",
    "\x00",
    "{=typst}",
    "#let x = 1",
    "\\input{x}",
    "<!-- x -->",
    "[TODO]{.claim #x}",
    "\u202e",
    "\ud800",
    "é",
    "1)",
    "(@x)",
    "@",
    "::",
    "--",
    "i.",
]
TEXTS = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=5).map("".join)


def read_text(node) -> str:
    """Return the text of pandoc inlines; all but text, spaces and spans of nothing is shown by its type."""
    plain = {"Str": lambda content: content, "Space": lambda _: " ", "SoftBreak": lambda _: " "}
    node = [part for part in node if part != {"t": "Span", "c": [["", [], []], []]}]
    return "".join(plain.get(part["t"], lambda _, t=part["t"]: f"<{t}>")(part.get("c")) for part in node)


def read_blocks(markdown: str) -> list:
    return json.loads(pypandoc.convert_text(markdown, "json", format="markdown"))["blocks"]


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS.filter(clean_text), min_size=1, max_size=12))
@example([fragment for fragment in FRAGMENTS if clean_text(fragment)])
def test_pandoc_gives_back_exactly_the_escaped_text_of_a_paragraph(texts):
    blocks = read_blocks("\n\n".join(f"::: {{.a}}\n{escape_markdown(text)}\n:::" for text in texts))
    assert [[part["t"] for part in block["c"][1]] for block in blocks] == [["Para"]] * len(texts)
    assert [read_text(block["c"][1][0]["c"]) for block in blocks] == [clean_text(text) for text in texts]


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS.filter(clean_text), min_size=1, max_size=12))
@example([fragment for fragment in FRAGMENTS if clean_text(fragment)])
def test_pandoc_gives_back_exactly_the_cells_of_a_pipe_table(texts):
    table = read_blocks(format_pipe_table({"Tekst": texts, "n": ["1"] * len(texts)}))[0]
    assert table["t"] == "Table"
    rows = [row[1] for row in table["c"][4][0][3]]
    cells = [[cell[4] for cell in row] for row in rows]
    assert [read_text(first[0]["c"]) for first, _ in cells] == [clean_text(text) for text in texts]
    assert [read_text(second[0]["c"]) for _, second in cells] == ["1"] * len(texts)


@given(TEXTS)
def test_no_shortcode_survives_escaping(text):
    assert "{{<" not in escape_markdown(text)


@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize("formula", ["=1+1", "+31", "@SUM(A1)", "-cmd", "\t=1", " =1"])
def test_no_cell_of_a_csv_begins_as_a_formula(formula):
    cell = format_csv(pd.DataFrame({"a": [formula]})).splitlines()[1]
    assert cell.strip('"').startswith("'")


def test_a_csv_shows_counts_whole_and_unknown_counts_empty():
    frame = pd.DataFrame({"n": [18.0, None], "share": [18 / 44, None]})
    assert format_csv(frame) == "n,share\n18,0.4091\n,\n"
