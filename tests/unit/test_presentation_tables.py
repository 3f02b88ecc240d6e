"""Tables and quotes as Markdown."""

import pandas as pd

from lobanalysis.presentation import format_group_table, format_quotes, format_result_table, format_table

RESULT = pd.DataFrame(
    {
        "label": ["SLB-er", "Coach | gids"],
        "n": [18.0, None],
        "base": [44, 44],
        "share": [18 / 44, None],
        "ci_low": [0.33, None],
        "ci_high": [0.49, None],
        "shown": [True, False],
        "shown_as": ["18", "minder dan 3"],
    }
)


def test_a_result_table_prints_base_count_share_and_interval():
    lines = format_result_table(RESULT).markdown.splitlines()
    assert lines[0] == "| Antwoord | Aantal (van 44 scholen) | Aandeel | 95\\%-interval |".replace("\\%", "%")
    assert lines[2] == "| SLB\\-er | 18 | 41% | 33–49% |".replace("\\-", "-")
    assert lines[3] == "| Coach \\| gids | minder dan 3 | – | – |"


def test_a_result_table_without_intervals_has_no_column_for_them():
    assert "interval" not in format_result_table(RESULT.drop(columns=["ci_low", "ci_high"])).markdown


def test_a_group_table_has_a_column_per_group_with_its_base():
    rows = [
        ("a", "Alfa", "u", "Uitvoerend", 9, 18, 0.5, True, "9"),
        ("a", "Alfa", "b", "Beleid", None, 26, None, False, "3 of meer"),
    ]
    columns = ["code", "label", "group", "group_label", "n", "base", "share", "shown", "shown_as"]
    lines = format_group_table(pd.DataFrame(rows, columns=columns)).markdown.splitlines()
    assert lines[0] == "| Antwoord | Uitvoerend (n~\\=~18) | Beleid (n~\\=~26) |".replace("~", "\N{NBSP}")
    assert lines[2] == "| Alfa | 9 (50%) | 3 of meer |"


def test_a_table_shows_shares_decimals_and_truth_in_dutch():
    frame = pd.DataFrame({"share": [0.93], "kappa": [0.8], "n": [1234], "outcome": [True], "remark": [None]})
    table = format_table(
        frame, columns={"n": "N", "share": "Aandeel", "kappa": "Kappa", "outcome": "Uit", "remark": "Noot"}
    )
    assert table.markdown.splitlines()[2] == "| 1.234 | 93% | 0,80 | ja | – |"
    assert table.plain.splitlines()[0] == "N\tAandeel\tKappa\tUit\tNoot"


def test_columns_of_numbers_are_aligned_right_and_text_left():
    rule = format_table(pd.DataFrame({"a": ["x"], "n": [3]})).markdown.splitlines()[1]
    left, right = rule.strip("| ").split(" | ")
    assert left.startswith(":-") and right.endswith("-:")


def test_a_table_without_rows_is_a_sentence():
    assert format_table(pd.DataFrame({"a": []})).markdown == "Geen gegevens om te tonen."


def test_a_table_hands_over_markdown_and_data_but_no_html():
    data, _ = format_result_table(RESULT)._repr_mimebundle_()
    assert set(data) == {"text/markdown", "text/csv", "text/plain"}
    assert data["text/csv"].splitlines()[2].startswith("Coach | gids,,44,,")


def test_a_quote_is_a_block_with_its_anonymous_source():
    frame = pd.DataFrame({"quote": ["Wij doen {{< dit >}} samen"], "attribution": ["uitvoerend"]})
    lines = format_quotes(frame).markdown.splitlines()
    assert lines[0] == "::: {.citaat}" and lines[-1] == ":::"
    assert "{{<" not in lines[1]
    assert lines[3] == "> [uitvoerend]{.citaat-bron}"


def test_no_quotes_give_no_text():
    assert format_quotes(pd.DataFrame({"quote": []})).markdown == ""


def test_numbers_with_an_interval_stand_at_the_right_like_numbers():
    frame = pd.DataFrame({"domain": ["Tops", "Alle"], "kappa": ["0,87 (0,73–1,00)", "–"], "word": ["a", "b"]})
    rule = format_table(frame).markdown.splitlines()[1]
    assert [cell.strip().endswith("-:") for cell in rule.strip("|").split("|")] == [False, True, False]
