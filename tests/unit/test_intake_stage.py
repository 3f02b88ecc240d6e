import csv
import io

import pytest
from made_up_wave import ANNA, export_text, find_nobody, make_project, submission, write

from lobanalysis.errors import (
    CorrectionError,
    LobError,
    PrivacyError,
    SchoolMatchError,
    SourceError,
    StorageError,
)
from lobanalysis.intake import tables
from lobanalysis.intake.spans import Span
from lobanalysis.intake.stage import run_intake

SECOND = {"tijdstempel": "2020/06/03 9:00:00 a.m. EET"}
ZEEBORG = {"instelling": "Zeeborg College, Duinrand", "gesproken_met": "Ko Piel"}
HOSTILE = '<script>alert(1)</script> =1+1 {{< include ../data >}} | a | `x` $y$ "quote", ; \x00'


def run(tmp_path, rows, corrections=None, **settings):
    project = make_project(tmp_path, rows, corrections, **settings)
    run_intake(project, "2031", find_nobody)
    return project.tables("2031")


def read(folder, name):
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"))))


def outcomes(folder):
    return [row["outcome"] for row in read(folder, "account.csv")]


def test_an_interview_has_pseudonyms_and_what_the_register_knows(tmp_path):
    (row,) = read(run(tmp_path, [submission()]), "interviews.csv")
    assert (row["kind"], row["size_class"], row["region"]) == ("ROC", "klein", "Zuid")
    assert (row["timestamp"], row["interview_date"], row["date_source"]) == (
        "2020-06-02T15:16:46",
        "2020-06-02",
        "derived",
    )


def test_answers_have_state_masked_text_and_reference(tmp_path):
    folder = run(tmp_path, [submission()])
    assert read(folder, "answers/q11.csv")[0]["text"] == "Vraag het [persoon] of [persoon] maar."
    assert (read(folder, "answers/q5.csv")[0]["state"], read(folder, "answers/q5.csv")[0]["refers_to"]) == (
        "refers",
        "q4",
    )


def test_nothing_of_the_heading_is_in_any_file(tmp_path):
    folder = run(tmp_path, [submission()])
    text = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.*")).lower()
    secrets = ["quastel", "annelot", "bertil", "ommering", "duinrand", "oudzand", "bloem en groen", "900a"]
    assert [secret for secret in secrets if secret in text] == []


def test_schools_towns_and_brands_in_answers_are_masked(tmp_path):
    text = "Bij Zeeborg College (in Kleihuizen) heet dat De Vuurtoren, ROC Duinrand niet."
    shown = read(run(tmp_path, [submission(q11=text)]), "answers/q11.csv")[0]["text"]
    assert shown == "Bij [school] (in [plaats]) heet dat [naam], [school] niet."


def test_hostile_text_stays_text(tmp_path):
    folder = run(tmp_path, [submission(q11=HOSTILE)])
    assert read(folder, "answers/q11.csv")[0]["text"] == HOSTILE.replace("\x00", "").strip()


def test_a_test_entry_is_set_aside_with_its_reason(tmp_path):
    test = submission(instelling="TEST test", gesproken_met="test", **SECOND)
    folder = run(tmp_path, [submission(), test])
    assert outcomes(folder) == ["counted", "test"]
    assert "test" in read(folder, "account.csv")[1]["reason"]


def test_of_a_double_submission_the_later_one_counts(tmp_path):
    later = submission(q11="nieuw", **SECOND)
    folder = run(tmp_path, [later, submission()])
    assert outcomes(folder) == ["counted", "superseded"]
    assert read(folder, "answers/q11.csv")[0]["text"] == "nieuw"


@pytest.mark.parametrize("change", [{"gesproken_met": "Ko Piel"}, {"datum": "1 juni"}])
def test_a_second_interview_at_a_school_is_not_dropped_silently(tmp_path, change):
    with pytest.raises(SourceError) as caught:
        run(tmp_path, [submission(), submission(**change, **SECOND)])
    assert "2 and 3" in str(caught.value) and "correcties.yml" in str(caught.value)


@pytest.mark.parametrize("outcome", ["counted", "superseded"])
def test_a_correction_settles_a_second_interview(tmp_path, outcome):
    entry = {
        "timestamp": "2020-06-02T15:16:46",
        "field": "submission",
        "value": outcome,
        "reason": "andere locatie",
    }
    folder = run(tmp_path, [submission(), submission(gesproken_met="Ko Piel", **SECOND)], [entry])
    assert outcomes(folder) == [outcome, "counted"]


def test_a_correction_settles_a_school(tmp_path):
    entry = {
        "timestamp": "2020-06-02T15:16:46",
        "field": "instelling",
        "expected": "Duinrand",
        "value": "900A",
        "reason": "bevestigd",
    }
    rows = [submission(instelling="Duinrand")]
    assert read(run(tmp_path, rows, [entry]), "interviews.csv")[0]["kind"] == "ROC"


def test_an_uncertain_school_stops_the_run_without_any_table(tmp_path):
    with pytest.raises(SchoolMatchError):
        run(tmp_path, [submission(instelling="Duinrand")])
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"expected": "oud"}, "old value"),
        ({"timestamp": "2020-01-01T00:00:00"}, "time stamp"),
        ({"field": "q99"}, "no such field"),
        ({"field": "submission", "value": "misschien"}, "counted, test, superseded"),
    ],
)
def test_a_correction_that_does_not_fit_any_more_fails(tmp_path, change, problem):
    entry = {
        "timestamp": "2020-06-02T15:16:46",
        "field": "q4",
        "expected": "de directie",
        "value": "het team",
        "reason": "verschreven",
    }
    with pytest.raises(CorrectionError, match=problem) as caught:
        run(tmp_path, [submission()], [entry | change])
    assert "entry 1" in str(caught.value) and "directie" not in str(caught.value)


def test_two_runs_are_byte_for_byte_equal_whatever_the_row_order(tmp_path):
    rows = [submission(), submission(**ZEEBORG, **SECOND)]
    first = run(tmp_path / "a", rows)
    second = run(tmp_path / "b", rows[::-1])
    names = ["interviews.csv", "answers/q11.csv", "answers/q5.csv", "intake.json"]
    assert [(first / name).read_bytes() for name in names] == [(second / name).read_bytes() for name in names]


def test_answers_of_a_field_that_is_gone_are_removed(tmp_path):
    project = make_project(tmp_path, [submission()])
    old = project.tables("2031") / "answers" / "q77.csv"
    old.parent.mkdir(parents=True)
    write(old, "interview_id,state,text,refers_to\n")
    run_intake(project, "2031", find_nobody)
    assert not old.exists()


def test_a_name_that_the_finders_miss_stops_the_run_with_row_and_field_only(tmp_path, monkeypatch):
    monkeypatch.setattr("lobanalysis.intake.deidentify.find_own_names", lambda *_: [])
    with pytest.raises(PrivacyError) as caught:
        run(tmp_path, [submission()])
    message = str(caught.value)
    assert "row 2, field q11" in message and "quastel" not in message.lower()
    assert not (tmp_path / "build").exists()


def test_a_full_disk_is_one_message_and_leaves_the_old_tables(tmp_path, monkeypatch):
    folder = run(tmp_path, [submission()])
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*.*"))}
    monkeypatch.setattr(tables.Path, "write_text", _no_space)
    with pytest.raises(StorageError, match="no space left"):
        tables.write_tables(folder, {"interviews.csv": "x"})
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*.*"))} == before


def test_the_full_name_of_another_rows_interviewee_is_masked_too(tmp_path):
    other = submission(q11="Ook Annelot zei dat, en Ko Piel niet", **ZEEBORG, **SECOND)
    first = submission(q11="Net als ko piel")
    folder = run(tmp_path, [first, other])
    texts = {row["text"] for row in read(folder, "answers/q11.csv")}
    assert texts == {"Net als [persoon]", "Ook Annelot zei dat, en [persoon] niet"}


def test_other_persons_go_through_the_given_finder(tmp_path):
    project = make_project(tmp_path, [submission(q11="hallo Wim")])
    run_intake(project, "2031", lambda text, lists: [Span(6, 9, "person")] if "Wim" in text else [])
    assert read(project.tables("2031"), "answers/q11.csv")[0]["text"] == "hallo [persoon]"


def test_no_error_of_the_intake_holds_what_was_typed(tmp_path):
    broken = [
        export_text([submission(tijdstempel="geheim")]),
        export_text([submission(instelling="geheim")]),
        export_text([submission()[:-1] + ["geheim", "geheim"]]),
        export_text([submission(q11="geheim")]) + '"geheim',
    ]
    for number, text in enumerate(broken):
        project = make_project(tmp_path / str(number), [ANNA])
        write(project.wave("2031") / "bron" / "reacties.csv", text)
        with pytest.raises(LobError) as caught:
            run_intake(project, "2031", find_nobody)
        assert "geheim" not in str(caught.value)


def _no_space(*args, **kwargs):
    raise OSError(28, "No space left on device")
