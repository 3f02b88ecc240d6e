"""Does every hostile text come through the intake as exactly that text, and nothing that nobody sees?"""

from __future__ import annotations

import csv
import io
import time
import unicodedata

import pytest
import yaml
from made_up_wave import export_text, find_nobody, submission, write

from hostile.payloads import SEEN, SHOWN, UNSEEN
from hostile.project import write_hostile_project
from lobanalysis.errors import CorrectionError, LobError, SchoolMatchError, SourceError
from lobanalysis.intake.stage import run_intake

FIELDS = ("ingevuld_door", "gesproken_met", "functie", "datum", "q1_a", "q4", "q5", "q11")
NEVER = 99_000


def run(folder, rows, titles=None):
    project = write_hostile_project(folder)
    write(project.wave("2031") / "bron" / "reacties.csv", export_text(rows, titles))
    run_intake(project, "2031", find_nobody)
    return project.tables("2031")


def read_answer(folder):
    (row,) = csv.DictReader(io.StringIO((folder / "answers/q11.csv").read_text("utf-8")), strict=True)
    return row["text"]


@pytest.mark.parametrize("kind", SHOWN)
def test_an_answer_stays_the_text_that_it_is(kind, tmp_path):
    text = unicodedata.normalize("NFC", SHOWN[kind]).replace("\u200d", "")
    text = text.replace("https://voorbeeld.nl", "[website]")  # an address identifies
    assert read_answer(run(tmp_path, [submission(q11=SHOWN[kind])])) == text


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_nobody_sees_is_left_out_of_an_answer(kind, tmp_path):
    assert read_answer(run(tmp_path, [submission(q11=UNSEEN[kind])])) == SEEN


@pytest.mark.parametrize("kind", UNSEEN)
def test_a_name_with_something_unseen_in_it_is_masked_all_the_same(kind, tmp_path):
    name = UNSEEN[kind].replace("ze", "Anne").replace("tten", "lot")
    assert read_answer(run(tmp_path, [submission(q11=f"Vraag {name} maar.")])) == "Vraag [persoon] maar."


def test_a_name_typed_with_loose_accents_is_masked(tmp_path):
    loose = unicodedata.normalize("NFD", "Gülçin Öztürk")
    rows = [submission(gesproken_met=loose, q11="Vraag Gülçin maar.")]
    assert read_answer(run(tmp_path, rows)) == "Vraag [persoon] maar."


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_takes_every_hostile_text(field, tmp_path):
    text = " ".join([*SHOWN.values(), *UNSEEN.values()])
    assert (run(tmp_path, [submission(**{field: text})]) / "account.csv").is_file()


@pytest.mark.parametrize("kind", ["html_script", "shortcode_include", "formula", "latex", "magic"])
def test_a_hostile_school_or_time_stamp_is_refused_without_being_told(kind, tmp_path):
    for field, error in (("instelling", SchoolMatchError), ("tijdstempel", SourceError)):
        with pytest.raises(error) as caught:
            run(tmp_path, [submission(**{field: SHOWN[kind]})])
        assert SHOWN[kind] not in str(caught.value)
        assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("kind", SHOWN)
def test_a_hostile_correction_is_refused_without_being_told(kind, tmp_path):
    project = write_hostile_project(tmp_path)
    entry = {"timestamp": "2020-06-02T15:16:46", "field": SHOWN[kind], "expected": SHOWN[kind],
             "value": SHOWN[kind], "reason": SHOWN[kind] + "....."}  # fmt: skip
    write(
        project.wave("2031") / "correcties.yml", yaml.safe_dump({"corrections": [entry]}, allow_unicode=True)
    )
    with pytest.raises(CorrectionError) as caught:
        run_intake(project, "2031", find_nobody)
    assert SHOWN[kind] not in str(caught.value)


LONG = {
    "letters": "a" * NEVER,
    "names": "Anna de Vries " * 7000,
    "initials": "A. " * 30_000,
    "titles": "mw. dr. " * 12_000,
    "kinds": "ROC " * 24_000,
    "mail": "a@b.nl " * 14_000,
    "half_mail": "a@" * 49_000,
    "dots": "a." * 49_000,
    "numbers": "06-12345678 " * 8000,
    "dashes": "-" * NEVER + "x",
    "brackets": "(" * NEVER,
    "accents": "a" + "\u0301" * NEVER,
    "lines": "\n" * NEVER + "x",
    "dates": "1-1-" * 24_000,
    "references": "zie" + " antwoord" * 10_000 + "x",
}


@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("field", ["q11", "gesproken_met", "datum"])
def test_a_cell_of_a_hundred_thousand_characters_takes_seconds(field, kind, tmp_path):
    started = time.process_time()
    run(tmp_path, [submission(**{field: LONG[kind]})])
    assert time.process_time() - started < 15


@pytest.mark.parametrize("kind", LONG)
def test_a_long_school_name_is_refused_at_once(kind, tmp_path):
    started = time.process_time()
    with pytest.raises(LobError):
        run(tmp_path, [submission(instelling=LONG[kind])])
    assert time.process_time() - started < 5


@pytest.mark.parametrize("title", [" " * 99_000 + "[x", "[" * 99_000, "]" * 99_000, "a" * 99_000])
def test_a_long_heading_is_refused_at_once(title, tmp_path):
    started = time.process_time()
    with pytest.raises(SourceError):
        run(tmp_path, [submission()], [title, *["x"] * 9])
    assert time.process_time() - started < 5


def test_a_cell_that_is_too_large_is_named_by_row_and_column(tmp_path):
    with pytest.raises(SourceError, match="row 2 column 10: the cell is too large"):
        run(tmp_path, [submission(q11="x" * 110_000)])
