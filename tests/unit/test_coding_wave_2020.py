"""The coding stage on the synthetic wave; persons are not looked for in the answers, which takes long."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from lobanalysis.coding import read_codebook, run_coding
from lobanalysis.coding.checks import find_excluded_codes
from lobanalysis.coding.codings import read_codings
from lobanalysis.intake.stage import run_intake
from lobanalysis.paths import Project

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("project"))
    shutil.copytree(DATA, project.root / "data")
    run_intake(project, "2020", lambda text, lists: [])
    run_coding(project, "2020")
    folder = project.tables("2020") / "coded"
    return {path.stem: pd.read_csv(path, dtype=str, keep_default_na=False) for path in folder.glob("*.csv")}


@pytest.fixture(scope="module")
def codebook():
    return read_codebook(DATA / "codebook")


def test_every_consensus_coding_is_counted_once(coded, codebook):
    rows = pd.concat(coded[domain.id] for domain in codebook.domains if domain.coded_by == "consensus")
    consensus = pd.read_csv(DATA / "2020" / "coderingen" / "definitief.csv", sep=";")
    assert len(rows) == len(consensus)
    assert set(rows["source"]) == {"consensus"}
    assert rows["interview_id"].nunique() == 44


def test_the_review_of_the_rules_speaks_of_the_codes_that_they_give_now(coded, codebook):
    """When this fails the rules changed: read the hits again and write down what came of it."""
    ruled = [domain for domain in codebook.domains if domain.coded_by == "rule"]
    assert {domain.id: len(coded[domain.id]) for domain in ruled} == {
        domain.id: domain.review.hits for domain in ruled
    }


def test_the_rule_for_second_line_functions_meets_the_consensus_but_for_the_reviewed_cases(coded):
    meaning = {
        "coordinerend": {"lob_coordinator", "stagecoordinator", "contactpersoon_vo_mbo"},
        "beide_kanten": {"decaan", "zorgcoordinator"},
    }
    consensus = coded["rol_specialistisch"]
    named = {code: meaning_code for meaning_code, codes in meaning.items() for code in codes}
    expected = set(
        zip(consensus["interview_id"], consensus["code"].map(named).fillna("specialistisch"), strict=True)
    )
    found = set(
        zip(coded["rol_coordinerend"]["interview_id"], coded["rol_coordinerend"]["code"], strict=True)
    )
    assert (len(found & expected), len(found - expected), len(expected - found)) == (75, 1, 1)


def test_no_decision_stays_open_where_the_consensus_covers_all(coded):
    assert coded["_open"].empty


def test_both_blind_coders_are_kept_for_the_agreement(coded):
    counts = coded["_coders"].groupby("coder")["interview_id"].nunique()
    assert counts.to_dict() == {"A": 14, "B": 14}
    assert coded["_coders"]["domain"].nunique() == 8


def test_the_blind_coders_sometimes_broke_the_rule_of_excluding_codes(codebook):
    """A fact of the data that the appendix on reliability can mention; the consensus has none."""
    files = {
        name: read_codings(DATA / "2020" / "coderingen" / f"{name}.csv") for name in ("codeur_A", "codeur_B")
    }
    found = {name: len(list(find_excluded_codes(rows, codebook))) for name, rows in files.items()}
    assert found == {"codeur_A": 4, "codeur_B": 3}
