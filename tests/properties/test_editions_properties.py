"""What holds of any text that is split and trimmed for an edition."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lobanalysis.editions.blocks import split_blocks
from lobanalysis.editions.prose import leave_out
from lobanalysis.editions.rules import Rules
from lobanalysis.editions.sentences import split_sentences

PARTS = [
    "Bij {{< var a.n >}} scholen. ", "Bij {{< var b.n >}} scholen. ", "Zie @fig-a. ",
    "(@fig-b). ", "bijv. ", "enz. ",
    "Einde.[^x]\n", "- Punt. ", "\n", "\n\n", "# Kop\n", "[^x]: Noot.\n", ":::\n", "::: {.callout-note}\n",
    "‘", "’",
    "[", "]{.claim #c} ", "(", ")", "`", "```\n", "{{< ", " >}}", "---\n", "é. Ja ",
]  # fmt: skip
texts = st.lists(st.sampled_from(PARTS) | st.text(max_size=5), max_size=20).map("".join)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_sentences_joined_are_the_paragraph(text):
    assert "".join(split_sentences(text)) == text


@settings(max_examples=300, deadline=None)
@given(texts)
def test_blocks_joined_are_the_chapter(text):
    assert "".join(block.text for block in split_blocks(text)) == text


@settings(max_examples=300, deadline=None)
@given(texts)
def test_a_chapter_of_which_all_may_stay_is_left_as_it_is(text):
    kept, left_out = leave_out(text, Rules({"a": {"n": "3"}, "b": {"n": "4"}}), "editie.qmd")
    if not left_out and "[^x]" not in text:
        assert kept == text


@settings(max_examples=300, deadline=None)
@given(texts)
def test_no_variable_that_an_edition_lacks_is_left_in_a_sentence(text):
    kept, _ = leave_out(text, Rules({"a": {"n": "3"}}), "editie.qmd")
    words = "".join(block.body for block in split_blocks(kept) if block.kind in ("text", "item", "note"))
    assert "{{< var b.n >}}" not in words
