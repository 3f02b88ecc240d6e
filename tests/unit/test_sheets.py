"""Do coders' workbooks come back as what was filled in, and is everything wrong with one found at once?"""

import openpyxl
import pytest
from made_up_bench import ANSWERS, DATE, STAMPS, fill, make_bench_project, open_made_up

from lobanalysis.coding.history import read_history
from lobanalysis.coding.sheets.recording import import_workbooks
from lobanalysis.coding.sheets.writing import shuffle_interviews, write_sheets
from lobanalysis.errors import CodingError, SourceError, UsageError

ACTION, FORM = "actie", "vorm"


@pytest.fixture
def project(tmp_path):
    return make_bench_project(tmp_path)


@pytest.fixture
def sheet(project, tmp_path):
    return write_sheets(open_made_up(project), "A", tmp_path)[0]


def read_in(project, *paths, **options):
    return import_workbooks(open_made_up(project), paths, decided_on=DATE, **options)


def refuse(project, *paths, **options) -> str:
    before = open_made_up(project).history
    with pytest.raises(CodingError) as caught:
        read_in(project, *paths, **options)
    assert not before.exists(), "something was recorded"
    return str(caught.value)


def list_codes(project, coder="A"):
    standing = open_made_up(project).record.standing
    return {(key[1], key[2]): sorted(one.codes) for key, one in standing.items() if key[0] == coder}


def edit(path, title, change):
    book = openpyxl.load_workbook(path)
    change(book[title])
    book.save(path)


def test_a_workbook_has_a_sheet_per_domain_a_row_per_answer_and_a_column_per_code(sheet):
    book = openpyxl.load_workbook(sheet)
    assert book.sheetnames == [ACTION, "Definities", FORM, "Uitleg", "_stempel"]
    ids = [cell.value for cell in book[ACTION][2]]
    assert ids == ["#interview", "#veld", "#antwoord", "plan", "training", "geen", "#geen_van_deze",
                   "#fragment", "#opmerking"]  # fmt: skip
    assert book[ACTION].max_row == 2 + 3 * 2 and book[FORM].max_row == 2 + 3


def test_only_code_and_remark_cells_are_open_and_the_stamp_is_hidden(sheet):
    book = openpyxl.load_workbook(sheet)
    ids = [cell.value for cell in book[ACTION][2]]
    cells = [pair for row in book[ACTION].iter_rows(min_row=3) for pair in zip(row, ids, strict=True)]
    opened = {name for cell, name in cells if not cell.protection.locked}
    assert opened == {"plan", "training", "geen", "#geen_van_deze", "#fragment", "#opmerking"}
    assert all(each.protection.sheet for each in book.worksheets)
    assert book["_stempel"].sheet_state == "veryHidden"
    assert book[ACTION].data_validations.dataValidation[0].formula1 == '"ja"'
    assert book[ACTION].freeze_panes == "D3"


def test_no_cell_is_a_formula_whatever_an_answer_or_a_label_begins_with(sheet):
    book = openpyxl.load_workbook(sheet)
    cells = [
        cell for each in book.worksheets for row in each.iter_rows() for cell in row if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    risky = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert risky and all(cell.quotePrefix for cell in risky)


def test_the_order_is_random_fixed_and_another_one_for_another_coder(project):
    bench = open_made_up(project)
    orders = {coder: shuffle_interviews(bench, coder) for coder in "ABCDEFGH"}
    assert orders["A"] == shuffle_interviews(bench, "A")
    assert len({tuple(order) for order in orders.values()}) > 1


def test_the_same_sheet_has_the_same_bytes(project, sheet, tmp_path):
    again = write_sheets(open_made_up(project), "A", tmp_path / "again")[0]
    assert again.read_bytes() == sheet.read_bytes()


def test_a_sheet_that_stands_there_is_not_written_over(project, sheet, tmp_path):
    with pytest.raises(UsageError, match="coder's work"):
        write_sheets(open_made_up(project), "A", tmp_path)


def test_suggestions_are_shown_only_when_asked_for(project, sheet, tmp_path):
    shown = write_sheets(
        open_made_up(project), "A", tmp_path / "s", suggested={("i-1", ACTION): "Plan (0,87)"}
    )
    texts = [cell.value for row in openpyxl.load_workbook(shown[0])[ACTION].iter_rows() for cell in row]
    assert "Plan (0,87)" in texts
    fill(shown[0], {(ACTION, "i-1", "q9", "plan"): "ja"})
    assert len(read_in(project, shown[0]).decisions) == 1


def test_what_was_filled_in_is_recorded_with_definition_field_and_fragment(project, sheet):
    fill(sheet, {
        (ACTION, "i-1", "q9", "plan"): "ja", (ACTION, "i-1", "q9", "#fragment"): "een plan",
        (ACTION, "i-1", "q9", "#opmerking"): "=twijfel", (ACTION, "i-2", "q10", "#geen_van_deze"): "ja",
        (FORM, "i-1", "q9", "los"): "ja",
    })  # fmt: skip
    done = read_in(project, sheet, coder="A")
    assert len(done.decisions) == 3 and done.left_open == 3
    assert list_codes(project) == {(STAMPS["i-1"], ACTION): ["plan"], (STAMPS["i-2"], ACTION): [],
                                   (STAMPS["i-1"], FORM): ["los"]}  # fmt: skip
    given = open_made_up(project).record.standing["A", STAMPS["i-1"], ACTION].given[0]
    assert (given.field, ANSWERS["q9"][0][int(given.start) : int(given.end)]) == ("q9", "een plan")
    assert given.remark == "=twijfel" and len(given.definition) == 12


def test_reading_a_sheet_a_second_time_records_nothing_and_a_new_sheet_holds_what_was_decided(
    project, sheet, tmp_path
):
    fill(sheet, {(ACTION, "i-1", "q10", "plan"): "ja", (ACTION, "i-1", "q10", "#opmerking"): "zie 9"})
    read_in(project, sheet)
    again = write_sheets(open_made_up(project), "A", tmp_path / "again")[0]
    for path in (sheet, again):
        assert read_in(project, path).decisions == ()
    fill(again, {(ACTION, "i-1", "q9", "training"): "ja"})
    read_in(project, again)
    assert list_codes(project) == {(STAMPS["i-1"], ACTION): ["plan", "training"]}


@pytest.mark.parametrize("value", ["ja", "JA", " x ", True, 1, 1.0, "1", "WAAR"])
def test_yes_may_be_typed_or_saved_in_many_ways(project, sheet, value):
    fill(sheet, {(FORM, "i-1", "q9", "los"): value, (FORM, "i-2", "q9", "vast"): False})
    assert [one.codes for one in read_in(project, sheet).decisions] == [{"los"}]


def test_everything_wrong_is_told_at_once_with_row_and_column_and_without_a_value(project, sheet):
    fill(sheet, {
        (ACTION, "i-1", "q9", "#antwoord"): "heel iets anders", (ACTION, "i-2", "q9", "plan"): "misschien",
        (ACTION, "i-2", "q9", "geen"): "ja", (ACTION, "i-2", "q10", "training"): "ja",
        (ACTION, "i-3", "q10", "#fragment"): "staat er niet",
        (FORM, "i-1", "q9", "vast"): "ja", (FORM, "i-1", "q9", "los"): "ja",
    })  # fmt: skip
    edit(sheet, FORM, lambda each: each.delete_rows(5) if each["A5"].value != "i-1" else each.delete_rows(4))
    told = refuse(project, sheet)
    for part in ("column C (#antwoord): the answer was changed", "column D (plan): not 'ja' or empty",
                 "column F (geen): excluding code", "does not stand in the answer",
                 "one of 2 codes where one is allowed", "[vorm]: 1 row(s) are missing"):  # fmt: skip
        assert part in told, part
    assert "anders" not in told and "misschien" not in told


def test_unknown_doubled_and_missing_columns_and_rows_are_told(project, sheet):
    def change(each):
        each["D2"], each["E2"] = "onbekend", "geen"
        for column, value in enumerate([cell.value for cell in each[3]], 1):
            each.cell(9, column).value = value
        each["A10"], each["B10"] = "i-99", "q9"

    edit(sheet, ACTION, change)
    told = refuse(project, sheet)
    for part in ("row 2: column D: not a code", "column E (geen): stands 2 times", "column plan is missing",
                 "row 9: the same as row 3", "row 10: not a row of this sheet"):  # fmt: skip
        assert part in told, part


def test_a_note_beside_the_columns_is_told_and_not_lost(project, sheet):
    edit(sheet, ACTION, lambda each: each.cell(4, 40, "mijn notitie"))
    told = refuse(project, sheet)
    assert "row 4: column AN: no column of this sheet" in told and "notitie" not in told


def test_rows_that_are_gone_are_named_by_their_interview(project, sheet):
    gone = {}

    def remove(each):
        gone["row"] = " ".join((each["A4"].value, each["B4"].value))
        each.delete_rows(4)

    edit(sheet, ACTION, remove)
    assert f"1 row(s) are missing: {gone['row']}" in refuse(project, sheet)


def test_a_sheet_of_another_wave_coder_or_codebook_is_refused(project, sheet):
    assert "another coder" in refuse(project, sheet, coder="B")
    codes = project.codebook / "codes.csv"
    old = codes.read_text(encoding="utf-8")
    codes.write_text(old.replace("Een plan.", "Een heel ander plan."), encoding="utf-8")
    assert "the codes or definitions of actie have changed" in refuse(project, sheet)
    codes.write_text(old, encoding="utf-8")
    for name, version in (("domeinen.yml", 'version: "2"'), ("../2031/wave.yml", 'version: "2"')):
        path = project.codebook / name
        path.write_text(path.read_text(encoding="utf-8").replace('version: "1"', version), encoding="utf-8")
    assert "another version of the codebook" in refuse(project, sheet)
    edit(sheet, "_stempel", lambda each: setattr(each["B3"], "value", "2030"))
    assert "another wave" in refuse(project, sheet)


def test_an_answer_that_changed_since_the_sheet_was_made_is_told(project, sheet):
    path = project.tables("2031") / "answers" / "q9.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("@team", "@groep"), encoding="utf-8")
    assert "the answer has changed since" in refuse(project, sheet)


def test_what_was_coded_before_cannot_be_emptied_by_leaving_cells_blank(project, sheet):
    read_in(project, fill(sheet, {(ACTION, "i-1", "q9", "plan"): "ja"}))
    fill(sheet, {(ACTION, "i-1", "q9", "plan"): None})
    with pytest.raises(CodingError, match="was coded before and has no code now"):
        read_in(project, sheet)


def test_one_wrong_workbook_keeps_the_others_out_and_two_of_the_same_are_told(project, sheet, tmp_path):
    good = fill(sheet, {(ACTION, "i-1", "q9", "plan"): "ja"}, tmp_path / "good.xlsx")
    bad = fill(sheet, {(ACTION, "i-1", "q9", "plan"): "?"}, tmp_path / "bad.xlsx")
    refuse(project, good, bad)
    assert "two workbooks" in refuse(project, good, fill(good, {}, tmp_path / "copy.xlsx"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"a;b\n"])
def test_what_is_no_workbook_is_a_source_error(project, tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)
    with pytest.raises(SourceError, match="not readable"):
        read_in(project, tmp_path / "x.xlsx")


def test_a_workbook_without_our_stamp_is_a_source_error(project, tmp_path):
    openpyxl.Workbook().save(tmp_path / "x.xlsx")
    with pytest.raises(SourceError, match="no stamp"):
        read_in(project, tmp_path / "x.xlsx")


def test_the_history_is_only_added_to(project, sheet):
    history = open_made_up(project).history
    read_in(project, fill(sheet, {(ACTION, "i-1", "q9", "plan"): "ja"}))
    before = history.read_bytes()
    read_in(project, fill(sheet, {(ACTION, "i-1", "q9", "training"): "ja"}))
    assert history.read_bytes().startswith(before) and history.read_bytes() != before
    assert [one.batch for one in read_history(history)] == [1, 2]
