"""Do differences become consensus with reason and date, does history replay, are outdated codings marked?"""

import openpyxl
import pytest
from made_up_bench import ANSWERS, DATE, STAMPS, fill, make_bench_project, open_made_up

from lobanalysis.analysis.coder_pairs import count_excluding_beside_others
from lobanalysis.analysis.stage_tables import read_stage_table
from lobanalysis.coding import run_coding
from lobanalysis.coding.decisions import replay
from lobanalysis.coding.review import confirm_codings, count_outdated, record_definitions
from lobanalysis.coding.sheets.comparison import write_comparison
from lobanalysis.coding.sheets.recording import import_workbooks
from lobanalysis.coding.sheets.writing import write_sheets
from lobanalysis.errors import CodingError

ACTION, FORM, TITLE = "actie", "vorm", "Verschillen"
FIRST = {(FORM, interview, "q9", "los"): "ja" for interview in STAMPS}
A = FIRST | {(ACTION, "i-1", "q9", "plan"): "ja", (ACTION, "i-1", "q9", "#fragment"): "een plan",
             (ACTION, "i-2", "q9", "plan"): "ja", (ACTION, "i-2", "q9", "training"): "ja"}  # fmt: skip
B = FIRST | {(ACTION, "i-1", "q10", "#geen_van_deze"): "ja", (ACTION, "i-2", "q9", "plan"): "ja"}
DECIDED = {(TITLE, "i-1", "plan", "#beslissing"): "ja", (TITLE, "i-1", "plan", "#reden"): "+staat er",
           (TITLE, "i-1", "plan", "#datum"): "2031-06-09"}  # fmt: skip


@pytest.fixture
def project(tmp_path):
    made = make_bench_project(tmp_path)
    record_definitions(open_made_up(made))
    for coder, cells in (("A", A), ("B", B)):
        path = write_sheets(open_made_up(made), coder, tmp_path)[0]
        read_in(made, fill(path, cells))
    return made


@pytest.fixture
def comparison(project, tmp_path):
    write_comparison(open_made_up(project), "A", "B", tmp_path / "verschillen.xlsx")
    return tmp_path / "verschillen.xlsx"


def read_in(project, *paths):
    return import_workbooks(open_made_up(project), paths, decided_on=DATE)


def list_rows(path):
    return list(openpyxl.load_workbook(path)[TITLE].iter_rows(min_row=3, values_only=True))


def list_consensus(project):
    standing = open_made_up(project).record.standing
    return {key[1:]: one for key, one in standing.items() if key[0] == "consensus"}


def change_definition(project):
    path = project.codebook / "codes.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Een plan.", "Een plan op schrift."), encoding="utf-8"
    )


def test_only_what_two_coders_differ_on_is_listed_with_codes_evidence_and_answer(comparison):
    rows = list_rows(comparison)
    assert [row[:3] for row in rows] == [("i-1", ACTION, "plan"), ("i-2", ACTION, "training")]
    assert ANSWERS["q9"][0] in rows[0][4] and rows[0][5:11] == ("ja", None, "plan", None, "een plan", None)
    assert rows[1][7:9] == ("plan, training", "plan")


def test_a_decision_becomes_consensus_with_reason_date_evidence_and_what_was_agreed(project, comparison):
    fill(comparison, DECIDED | {(TITLE, "i-2", "training", "#beslissing"): "nee",
                                (TITLE, "i-2", "training", "#reden"): "geen training",
                                (TITLE, "i-2", "training", "#datum"): "2031-06-08"})  # fmt: skip
    assert len(read_in(project, comparison).decisions) == 2
    one, two = (list_consensus(project)[STAMPS[name], ACTION] for name in ("i-1", "i-2"))
    assert (one.codes, one.decided_on, one.action) == ({"plan"}, "2031-06-09", "beslissing")
    assert (one.given[0].remark, one.given[0].field) == ("+staat er", "q9")
    assert two.codes == {"plan"} and "niet training: geen training" in {given.remark for given in two.given}


def test_an_earlier_consensus_that_excludes_what_coders_now_give_can_be_taken_back(project, tmp_path):
    handed_in = project.root / "data/2031/coderingen/definitief.csv"
    with handed_in.open("a", encoding="utf-8") as file:
        file.write(f"{STAMPS['i-1']};{ACTION};geen;consensus;{DATE}\n")
    path = tmp_path / "verschillen.xlsx"
    write_comparison(open_made_up(project), "A", "B", path)
    assert [row[:3] for row in list_rows(path)][:2] == [("i-1", ACTION, "plan"), ("i-1", ACTION, "geen")]
    decided = {(TITLE, "i-1", "geen", "#beslissing"): "nee", (TITLE, "i-1", "geen", "#reden"): "toch wel",
               (TITLE, "i-1", "geen", "#datum"): "2031-06-09"}  # fmt: skip
    fill(path, DECIDED | decided)
    read_in(project, path)
    assert list_consensus(project)[STAMPS["i-1"], ACTION].codes == {"plan"}


def test_the_workbook_made_after_a_decision_holds_it_and_records_nothing_new(project, comparison, tmp_path):
    read_in(project, fill(comparison, DECIDED))
    again = tmp_path / "again.xlsx"
    write_comparison(open_made_up(project), "A", "B", again)
    assert list_rows(again)[0][11:14] == ("ja", "+staat er", "2031-06-09")
    assert read_in(project, again).decisions == () and read_in(project, again).left_open == 1


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("#reden", None, r"column M \(#reden\): is empty"),
        ("#datum", "juni", r"column N \(#datum\): not a date"),
        ("#datum", None, r"column N \(#datum\): is empty"),
        ("#beslissing", "soms", r"column L \(#beslissing\): not 'ja', 'nee' or empty"),
        ("#antwoord", "anders", "the answer was changed"),
    ],
)
def test_an_incomplete_or_changed_decision_is_refused(project, comparison, column, value, told):
    fill(comparison, DECIDED | {(TITLE, "i-1", "plan", column): value})
    with pytest.raises(CodingError, match=told):
        read_in(project, comparison)
    assert list_consensus(project) == {}


def test_a_workbook_is_refused_when_a_coder_has_coded_otherwise_since(project, comparison, tmp_path):
    sheet = write_sheets(open_made_up(project), "B", tmp_path / "new")[0]
    read_in(
        project,
        fill(
            sheet, {(ACTION, "i-1", "q9", "training"): "ja", (ACTION, "i-1", "q10", "#geen_van_deze"): None}
        ),
    )
    with pytest.raises(CodingError, match="has coded this otherwise since"):
        read_in(project, fill(comparison, DECIDED))


def test_a_coder_who_coded_nothing_is_told(project, tmp_path):
    with pytest.raises(CodingError, match="one of: A, B"):
        write_comparison(open_made_up(project), "A", "Z", tmp_path / "x.xlsx")


def test_history_replays_to_the_same_coded_tables(project, comparison):
    read_in(project, fill(comparison, DECIDED))
    run_coding(project, "2031")
    folder = project.tables("2031") / "coded"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    run_coding(project, "2031")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    rows = (folder / "actie.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert rows == ["i-1,actie,plan,consensus,consensus,,,,1"]
    assert "i-2,actie,A+B" in (folder / "_open.csv").read_text(encoding="utf-8")


def test_replaying_any_beginning_of_the_history_gives_what_stood_then(project, comparison):
    then = open_made_up(project).record
    read_in(project, fill(comparison, DECIDED))
    now = open_made_up(project).record
    assert replay(now.decisions[: len(then.decisions)]) == then.standing


def test_a_changed_definition_makes_its_codings_outdated_until_confirmed(project, comparison):
    read_in(project, fill(comparison, DECIDED))
    assert count_outdated(open_made_up(project)) == {}
    change_definition(project)
    assert count_outdated(open_made_up(project)) == {(ACTION, "plan"): 3}
    run_coding(project, "2031")
    assert len(read_stage_table(project.tables("2031") / "coded" / "_outdated.csv")) == 1
    assert confirm_codings(open_made_up(project), ACTION, "plan", reason="gelezen", decided_on=DATE) == 3
    assert count_outdated(open_made_up(project)) == {}
    assert open_made_up(project).record.standing["consensus", STAMPS["i-1"], ACTION].codes == {"plan"}


def test_one_interview_can_be_confirmed_and_what_is_not_outdated_cannot(project):
    change_definition(project)
    bench = open_made_up(project)
    assert confirm_codings(bench, ACTION, "plan", reason="r", decided_on=DATE, interviews=("i-1",)) == 1
    assert count_outdated(open_made_up(project)) == {(ACTION, "plan"): 2}
    with pytest.raises(CodingError, match="no such coding is outdated"):
        confirm_codings(open_made_up(project), ACTION, "training", reason="r", decided_on=DATE)


def test_definitions_are_recorded_once(project):
    with pytest.raises(CodingError, match="recorded before"):
        record_definitions(open_made_up(project))


def test_a_history_that_was_edited_by_hand_is_refused(project):
    history = open_made_up(project).history
    lines = history.read_text(encoding="utf-8").splitlines()
    history.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", encoding="utf-8")
    with pytest.raises(CodingError, match="column nr"):
        open_made_up(project)


def test_excluding_codes_beside_others_are_counted(project):
    given = read_stage_table(
        _coders(project, [("i-1", "geen", "A"), ("i-1", "plan", "A"), ("i-2", "geen", "A")])
    )
    assert count_excluding_beside_others(given, open_made_up(project).codebook) == 1


def _coders(project, rows):
    path = project.root / "coders.csv"
    lines = [f"{interview},{ACTION},{code},{coder}" for interview, code, coder in rows]
    path.write_text("interview_id,domain,code,coder\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path
