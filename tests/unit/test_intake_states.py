from pathlib import Path

import pandas as pd
import pytest

from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.states import find_state, read_state_rules, resolve_references
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project

PROJECT = Project(Path(__file__).resolve().parents[2])
INSTRUMENT = read_instrument(read_wave(PROJECT, "2020"))
RULES = read_state_rules(PROJECT)
FIELDS = {field.id: field for field in INSTRUMENT.fields}


def state(cell: str, field: str = "q8b") -> tuple[str, str]:
    return find_state(cell, FIELDS[field], INSTRUMENT, RULES)


@pytest.mark.parametrize(
    "cell", ["", "-", "–", "?", "pas", "n.b.", "onb.", "Niet besproken.", "weet niet", "onbekend"]
)
def test_nothing_known_is_unknown(cell):
    assert state(cell) == ("unknown", "")


@pytest.mark.parametrize("cell", ["n.v.t.", "nvt", "N.v.t., wij zijn klein", "niet van toepassing"])
def test_what_does_not_apply_is_not_applicable(cell):
    assert state(cell) == ("not_applicable", "")


@pytest.mark.parametrize("cell", ["nee", "Nee.", "neen", "nog niet", "Nee, dat doen we niet"])
def test_a_no_is_negative(cell):
    assert state(cell) == ("negative", "")


def test_no_at_the_start_of_an_open_answer_is_an_answer():
    assert state("Nee niet alles bij één. De mentor doet loopbaan.", "q1_begeleidend_c") == ("answered", "")


def test_geen_at_the_start_of_the_dilemmas_is_negative():
    assert state("Geen. Alles is opgelost.", "q11") == ("negative", "")


@pytest.mark.parametrize(
    "cell", ["idem", "zie vraag 4", "zie 4", "zie boven", "Idem als 4.", "dubbele vraag, zie 4", "zie 4!!"]
)
def test_a_mere_reference_refers_to_the_question(cell):
    assert state(cell, "q5") == ("refers", "q4")


@pytest.mark.parametrize(
    "cell", ["Zie 4. Daarnaast de teamleiders.", "Aanvulling op 4: het team", "Idem. En het team."]
)
def test_a_reference_with_more_behind_it_is_answered_and_keeps_the_reference(cell):
    assert state(cell, "q5") == ("answered", "q4")


def test_idem_refers_to_the_field_before():
    assert state("idem", "q1_beleidsmatig_c") == ("refers", "q1_beleidsmatig_b")


def test_a_question_with_several_fields_is_not_guessed():
    assert state("zie vraag 3", "q5") == ("refers", "")


def test_a_question_that_does_not_exist_is_not_guessed():
    assert state("zie vraag 44", "q5") == ("refers", "")


def test_a_chain_of_references_is_followed_to_its_end():
    frames = {
        "q4": pd.DataFrame({"state": ["answered"], "refers_to": [""]}),
        "q5": pd.DataFrame({"state": ["refers"], "refers_to": ["q4"]}),
        "q6": pd.DataFrame({"state": ["refers"], "refers_to": ["q5"]}),
    }
    assert resolve_references(frames)["q6"].at[0, "refers_to"] == "q4"


def test_references_in_a_circle_end():
    frames = {
        "q4": pd.DataFrame({"state": ["refers"], "refers_to": ["q5"]}),
        "q5": pd.DataFrame({"state": ["refers"], "refers_to": ["q4"]}),
    }
    assert resolve_references(frames)["q5"].at[0, "refers_to"] in ("q4", "q5")


def test_markup_and_formulas_are_plain_answers():
    assert state('=HYPERLINK("x";"y")', "q12")[0] == "answered"
    assert state("<script>alert(1)</script>", "q12")[0] == "answered"
