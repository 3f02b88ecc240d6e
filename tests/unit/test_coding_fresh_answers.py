"""Answers made up by somebody who did not write the rules, and all spellings of role names."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from lobanalysis.coding.cells import Cell
from lobanalysis.coding.codebook import read_codebook
from lobanalysis.coding.domain_rules import make_domain_rules
from lobanalysis.coding.role_names import read_role_names
from lobanalysis.coding.words import split_words
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.states import find_states, read_state_rules, resolve_references
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import find_project

ROOT = Path(__file__).resolve().parents[2]
FRESH = ROOT / "tests" / "fresh_answers.csv"
ROLE_DOMAINS = ("rol_begeleidend", "rol_specialistisch", "rol_beleidsmatig", "rol_management")
# The codebook has a code of its own for an expedition team; the list of names counts it as a project group.
OWN_CODE = "expeditie"


def read_fresh_answers():
    with FRESH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture(scope="module")
def study():
    project = find_project()
    instrument = read_instrument(read_wave(project, "2020"))
    rules = make_domain_rules(read_codebook(ROOT / "data" / "codebook"))
    return instrument, read_state_rules(project), rules


def make_cells(answers, instrument, state_rules):
    states = resolve_references(
        {
            field.id: find_states(pd.Series([answers.get(field.id, "")]), field, instrument, state_rules)
            for field in instrument.answers
        }
    )
    return {
        name: Cell(frame.at[0, "state"], answers.get(name, ""), frame.at[0, "refers_to"])
        for name, frame in states.items()
    }


@pytest.mark.parametrize("row", read_fresh_answers(), ids=lambda row: row["domein"])
def test_a_fresh_answer_gets_the_codes_that_a_reader_gives_it(row, study):
    instrument, state_rules, rules = study
    answers = {row[f"veld_{n}"]: row[f"antwoord_{n}"] for n in "123" if row[f"veld_{n}"]}
    hits = rules[row["domein"]].code(make_cells(answers, instrument, state_rules))
    assert {hit.code for hit in hits} == set(row["codes"].split()), answers
    assert all(0 <= hit.start <= hit.end <= len(answers[hit.field]) for hit in hits)


def list_role_names():
    with (ROOT / "data/codebook/regels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if row["soort"] == "rolnaam"]
    return [(row["domein"], row["patroon"], row["code"]) for row in rows if row["domein"] in ROLE_DOMAINS]


@pytest.mark.parametrize(("domain", "name", "code"), list_role_names())
def test_every_spelling_of_a_role_name_gives_its_code(domain, name, code, study):
    rules, field = study[2][domain], study[2][domain].domain.fields[0]
    for spelling in read_role_names(ROOT / "data" / "codebook")[name]:
        own = "expeditieteam" if spelling.startswith(OWN_CODE) else code
        for text in (spelling, spelling.upper(), f"Bij ons is dat de {spelling}, in elk team."):
            found = [hit.code for hit in rules.code({field: Cell("answered", text)})]
            assert found == ([] if own == "-" else [own]), text


@pytest.mark.parametrize(("domain", "name", "code"), list_role_names())
def test_a_role_name_inside_a_longer_word_does_not_count(domain, name, code, study):
    rules, field = study[2][domain], study[2][domain].domain.fields[0]
    single = [
        spelling
        for spelling in read_role_names(ROOT / "data" / "codebook")[name]
        if len(split_words(spelling)) == 1 and spelling.isalpha()
    ]
    for spelling in single:
        for text in (f"{spelling}netwerk", f"{spelling}-netwerk"):
            assert not rules.code({field: Cell("answered", text)}), text
