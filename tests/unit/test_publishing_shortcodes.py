import pytest

from lobanalysis.publishing.shortcodes import (
    Sources,
    UnknownName,
    escape_markdown,
    expand_shortcodes,
    split_code,
)


def refuse(argument: str) -> str:
    raise UnknownName(f"embed: no cell {argument}")


SOURCES = Sources(
    variables={"n": {"scholen": "44"}, "tekst": "{{< var n.scholen >}} *x*"},
    metadata={"title": "Rollen"},
    include=lambda name: f"<{name}>",
    embed=refuse,
)


def expand(text: str) -> str:
    return expand_shortcodes(text, "a.qmd", SOURCES)[0]


def test_a_variable_is_replaced_by_its_value():
    assert expand("Bij {{< var n.scholen >}} scholen") == "Bij 44 scholen"


def test_metadata_of_the_page_are_replaced():
    assert expand("{{< meta title >}}") == "Rollen"


def test_include_receives_the_path():
    assert expand("{{< include _deel.md >}}") == "<_deel.md>"


def test_a_value_that_looks_like_a_shortcode_stays_text():
    assert expand("{{< var tekst >}}") == r"\{\{\< var n\.scholen \>\}\} \*x\*"


@pytest.mark.parametrize(
    "text",
    [
        "```\n{{< var n.scholen >}}\n```\n",
        "~~~~ {.python}\n{{< var x >}}\n~~~\n~~~~\n",
        "zie `{{{< var n.scholen >}}}`",
        "zie `{{< embed /b.ipynb#c >}}`",
        "<!-- {{< var n.scholen >}} -->",
        "{{{< var n.scholen >}}}",
    ],
)
def test_code_comments_and_escaped_shortcodes_are_left_alone(text):
    assert expand_shortcodes(text, "a.qmd", SOURCES) == (text, [])


def test_a_code_span_shows_a_value_as_it_is_as_in_quarto():
    assert expand("zie ``a ` {{< var tekst >}}``") == "zie ``a ` {{< var n.scholen >}} *x*``"


def test_text_after_a_code_block_is_expanded_again():
    assert expand("```\nx\n```\n{{< var n.scholen >}}") == "```\nx\n```\n44"


def test_every_problem_is_named_with_its_line():
    text = "a\n\n{{< var n.weg >}}\n```\nx\n```\n{{< embed /b.ipynb#c >}} {{< kbd x >}}\n"
    problems = expand_shortcodes(text, "a.qmd", SOURCES)[1]
    assert [str(problem) for problem in problems] == [
        "a.qmd line 3: unknown var n.weg",
        "a.qmd line 7: embed: no cell /b.ipynb#c",
        "a.qmd line 7: unknown shortcode kbd",
    ]


def test_a_branch_of_the_variables_is_no_value():
    assert expand_shortcodes("{{< var n >}}", "a.qmd", SOURCES)[1][0].what == "unknown var n"


def test_escaped_text_has_no_line_breaks():
    assert escape_markdown("a\n b") == "a b"


def test_splitting_loses_no_text():
    text = "a\n```\nb\n```\nc\n~~~\nopen"
    assert "".join(part for _, _, part in split_code(text)) == text
