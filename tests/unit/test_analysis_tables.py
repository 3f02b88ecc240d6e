"""Groups, combinations, response, differences and reading: made-up schools, visible in the test."""

import pandas as pd
import pytest

from lobanalysis.analysis.attack import Link
from lobanalysis.analysis.combinations import count_combinations
from lobanalysis.analysis.counts import count_schools, find_asked, split_membership
from lobanalysis.analysis.disclosure import suppress_row
from lobanalysis.analysis.group_differences import find_differences
from lobanalysis.analysis.groups import define_joined, find_groups, join_small
from lobanalysis.analysis.links import find_indicator_schools
from lobanalysis.analysis.reader import select_edition, set_types, sort_by_count
from lobanalysis.analysis.response import count_response
from lobanalysis.analysis.storage import write_tables
from lobanalysis.analysis.suppression import suppress_table
from lobanalysis.coding.codebook import Code, Domain, Indicator
from lobanalysis.errors import AnalysisError, DisclosureError, UsageError

CODES = tuple(Code("evaluatie", code, code.capitalize(), "") for code in ("team", "cluster", "geen"))
EVALUATION = Domain(
    "evaluatie", "Evaluatie", "Vraag 8", ("q8a",), "borging", "meer", ("geen",), "all_schools", "consensus",
    False, None, CODES,
)  # fmt: skip


def make_result(*rows):
    columns = ["code", "label", "group_variable", "group", "group_label", "base_kind", "n", "base", "shown"]
    frame = pd.DataFrame(rows, columns=columns).assign(shown_as=lambda f: f["n"].astype("string").fillna("x"))
    return frame.assign(share=frame["n"] / frame["base"]).astype({"n": "Int64"})


def test_a_code_given_twice_counts_once():
    coded = pd.DataFrame({"interview_id": ["i-1", "i-1"], "code": ["team", "team"]})
    assert count_schools(split_membership(coded, ["i-1", "i-2"], ["team"])).to_dict() == {"team": 1}


def test_a_school_is_asked_when_one_of_the_fields_is_known():
    first = pd.DataFrame({"interview_id": ["i-1", "i-2"], "state": ["unknown", "unknown"]})
    second = pd.DataFrame({"interview_id": ["i-1", "i-2"], "state": ["negative", "unknown"]})
    assert find_asked([first, second], ["i-1", "i-2"]).tolist() == [True, False]


def test_the_smallest_regions_are_joined_until_each_has_enough():
    sizes = {"Noord": 3, "Oost": 4, "West": 9, "Zuid": 9}
    assert join_small(sizes, 5) == [("Noord", "Oost"), ("West",), ("Zuid",)]


def test_too_few_interviews_altogether_become_one_group():
    assert join_small({"Noord": 1, "Oost": 2}, 5) == [("Noord", "Oost")]


def test_a_joined_group_is_named_after_what_it_joins():
    values = pd.Series(["Noord"] * 2 + ["Oost"] + ["Zuid"])
    assert define_joined(values, 4)[0][:2] == ("noord_oost_en_zuid", "Noord, Oost en Zuid")


def test_an_interview_outside_all_groups_is_an_error_without_its_value():
    values = pd.Series({"i-1": "ROC", "i-2": "Onbekend"})
    with pytest.raises(AnalysisError, match="1 interview") as error:
        find_groups("kind", [("roc", "Roc", ("ROC",))], values)
    assert "Onbekend" not in str(error.value)


def test_the_population_of_a_group_comes_from_the_register():
    groups = find_groups(
        "kind", [("roc", "Roc", ("ROC",))], pd.Series({"i-1": "ROC"}), pd.Series(["ROC", "ROC", "AOC"])
    )
    assert (groups[0].base, groups[0].population) == (1, 2)


def test_rare_combinations_are_joined_and_never_alone():
    held = [(True, False, False)] * 5 + [(False, True, False)] * 3 + [(True, True, False)]
    membership = pd.DataFrame(held, columns=["team", "cluster", "geen"])
    table = count_combinations(membership, EVALUATION)
    assert table[["combination", "n"]].values.tolist() == [["Team", 5], ["andere combinaties", 4]]


def test_a_code_that_excludes_the_others_is_never_joined():
    held = (
        [(True, False, False)] * 5
        + [(True, True, False)]
        + [(False, True, False)]
        + [(False, False, True)] * 2
    )
    membership = pd.DataFrame(held, columns=["team", "cluster", "geen"])
    table = count_combinations(membership, EVALUATION)
    assert table[["combination", "n"]].values.tolist() == [
        ["Team", 5],
        ["Geen", 2],
        ["andere combinaties", 2],
    ]


def test_the_combinations_add_up_to_the_schools():
    membership = pd.DataFrame(
        [(True, True, False)] * 4 + [(False, False, True)] * 3, columns=["team", "cluster", "geen"]
    )
    table = count_combinations(membership, EVALUATION)
    assert table["combination"].tolist() == ["Team + Cluster", "Geen"]
    assert table["n"].sum() == 7


def test_an_indicator_with_also_needs_codes_of_both_lists():
    both = Indicator("evaluatie.beide", "evaluatie", ("team",), 1, ("cluster",), "")
    membership = pd.DataFrame({"team": [True, True], "cluster": [True, False]})
    assert find_indicator_schools(membership, both).tolist() == [True, False]


def test_more_interviews_than_schools_in_the_register_is_an_error():
    with pytest.raises(AnalysisError, match="2 interviews, 1 schools"):
        count_response(pd.Series(["A", "A"]), pd.Series(["A"]), "region", [("A", "a", "A")])


def test_nobody_and_everybody_are_hidden_in_a_group():
    texts = [cell.text for cell in suppress_row([0, 12], [18, 26])]
    assert texts == ["minder dan 3", "3 of meer"]
    assert [cell.text for cell in suppress_row([18, 12], [18, 26])] == ["vrijwel alle", "3 of meer"]


def test_a_count_that_would_give_its_neighbour_away_is_hidden_too():
    assert [cell.shown for cell in suppress_row([1, 17], [18, 26])] == [False, False]


def test_a_group_of_four_schools_is_refused():
    with pytest.raises(DisclosureError, match="too few schools"):
        suppress_table([[2, 3]], [4, 26])


def test_an_indicator_that_gives_a_hidden_code_away_is_left_out():
    either = [Link({0: 1, 2: -1}), Link({1: 1, 2: -1}), Link({0: -1, 1: -1, 2: 1})]
    codes, indicators = suppress_table([[9, 9], [2, 4]], [18, 26], indicators=[[11, 13]], links=either)
    assert [cell.text for cell in codes[1]] == ["minder dan 3", "3 of meer"]
    assert not any(cell.shown for cell in indicators[0])


def test_only_shown_counts_and_differences_of_15_points_are_told():
    result = make_result(
        ["a", "A", "kind", "x", "X", "all_schools", 10, 20, True],
        ["a", "A", "kind", "y", "Y", "all_schools", 7, 20, True],
        ["b", "B", "kind", "x", "X", "all_schools", 10, 20, True],
        ["b", "B", "kind", "y", "Y", "all_schools", 8, 20, True],
        ["c", "C", "kind", "x", "X", "all_schools", 15, 20, True],
        ["c", "C", "kind", "y", "Y", "all_schools", None, 20, False],
    )
    assert [row["code"] for row in find_differences(result, "kind")] == ["a"]


def test_an_edition_reads_the_rows_of_its_group_only():
    result = make_result(
        ["a", "A", "all", "all", "Alle", "all_schools", 9, 44, True],
        ["a", "A", "kind", "roc", "Roc", "all_schools", 5, 26, True],
    )
    assert select_edition(result, "kind", "roc")["n"].tolist() == [5]
    with pytest.raises(UsageError, match="no such group"):
        select_edition(result, "kind", "aoc")


def test_the_order_of_hidden_counts_tells_nothing():
    frame = pd.DataFrame({
        "code": ["a", "b", "c", "d"], "n": [None, 4, None, 9], "shown": [False, True, False, True],
        "shown_as": ["minder dan 3", "4", "vrijwel alle", "9"],
    }).astype({"n": "Int64"})  # fmt: skip
    assert sort_by_count(frame)["code"].tolist() == ["c", "d", "b", "a"]


def test_a_hidden_count_is_read_as_missing():
    frame = set_types(pd.DataFrame({"n": ["18", ""], "share": ["0.5", ""]}), [])
    assert frame["n"].isna().tolist() == [False, True]


def test_tables_are_written_whole_and_old_ones_removed(tmp_path):
    (tmp_path / "result").mkdir()
    (tmp_path / "result" / "vervallen.csv").write_text("n\n1\n", encoding="utf-8")
    write_tables(tmp_path, {"result/kader": pd.DataFrame({"n": [1]})}, {"n": 1})
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["kader.csv", "numbers.json"]
    assert (tmp_path / "result" / "kader.csv").read_bytes() == b"n\n1\n"
