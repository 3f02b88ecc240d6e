"""Do the 23 published figures come out of the consensus codings, and not out of others?"""

import csv
from pathlib import Path

import pandas as pd
import pytest

from lobanalysis.analysis.counts import split_membership
from lobanalysis.analysis.published import check_figures
from lobanalysis.analysis.published_file import COLUMNS, read_figures
from lobanalysis.coding.codebook import read_codebook
from lobanalysis.errors import AnalysisError, SourceError

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def codebook():
    return read_codebook(DATA / "codebook")


@pytest.fixture(scope="module")
def codings():
    frame = pd.read_csv(DATA / "2020" / "coderingen" / "definitief.csv", sep=";", dtype=str)
    return frame.rename(columns={"tijdstempel": "interview_id", "domein": "domain"})


def recompute(codings, codebook):
    interviews = sorted(codings["interview_id"].unique())
    membership = {
        domain.id: split_membership(codings[codings["domain"] == domain.id], interviews, domain.code_ids)
        for domain in codebook.domains
    }
    figures = read_figures(DATA / "2020" / "gepubliceerd.csv", codebook)
    return check_figures(figures, codebook, membership, len(interviews)).set_index("id")


def test_all_23_figures_come_out(codings, codebook):
    outcome = recompute(codings, codebook)["outcome"]
    assert len(outcome) == 23
    assert outcome.all()


def test_improvement_actions_are_90_percent_of_all_schools_and_also_told_of_the_evaluating_ones(
    codings, codebook
):
    row = recompute(codings, codebook).loc["P19"]
    assert 0.885 <= row["computed"] <= 0.915
    assert row["value_text"] == "40 van 44 (91%)"
    assert "39 van 41" in row["remark"]


def test_one_coding_less_makes_exactly_the_figures_fail_that_rest_on_it(codings, codebook):
    is_slb = (codings["domain"] == "rol_begeleidend") & (codings["code"] == "slb")
    outcome = recompute(codings.drop(codings.index[is_slb][0]), codebook)["outcome"]
    assert not outcome["P02"]
    assert outcome.drop(["P02", "P08"]).all()


def test_a_tie_at_the_border_of_a_top_group_fails(codings, codebook):
    extra = codings[codings["domain"] == "rol_begeleidend"].drop_duplicates("interview_id").head(40)
    tie = pd.concat([codings, extra.assign(code="coach")]).drop_duplicates(["interview_id", "domain", "code"])
    assert not recompute(tie, codebook)["outcome"]["P07"]


def write_figures(folder, *rows):
    path = folder / "gepubliceerd.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n").writerows([COLUMNS, *rows])
    return path


GOOD = ["P01", "4", "evaluatie", "team", "1", "aandeel", "alle scholen", "de helft", "0.4", "0.6"]


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("hoofdstuk", "vier", "hoofdstuk"),
        ("domein", "evaluaties", "domein: not in the codebook"),
        ("codes", "team|teams", "codes"),
        ("codes", "", "codes"),
        ("minstens", "0", "minstens"),
        ("toets", "aantallen", "toets"),
        ("basis", "teams", "basis"),
        ("ondergrens", "nan", "not two numbers"),
        ("ondergrens", "0.7", "above bovengrens"),
    ],
)
def test_a_malformed_row_is_an_error_that_names_row_and_column(tmp_path, codebook, column, value, problem):
    row = dict(zip(COLUMNS, GOOD, strict=True)) | {column: value}
    with pytest.raises(AnalysisError, match=f"row 2, .*{problem.split(':')[0]}") as error:
        read_figures(write_figures(tmp_path, list(row.values())), codebook)
    assert problem in str(error.value)


def test_all_malformed_rows_are_told_at_once(tmp_path, codebook):
    rows = [GOOD, ["P02", *GOOD[1:5], "x", *GOOD[6:]], ["P01", *GOOD[1:]]]
    with pytest.raises(AnalysisError) as error:
        read_figures(write_figures(tmp_path, *rows), codebook)
    assert "row 3, toets" in str(error.value)
    assert "row 4, id: occurs twice" in str(error.value)


def test_a_file_with_other_columns_is_a_source_error(tmp_path, codebook):
    path = tmp_path / "gepubliceerd.csv"
    path.write_text("id;toets\nP01;aantal\n", encoding="utf-8")
    with pytest.raises(SourceError, match="other columns"):
        read_figures(path, codebook)
