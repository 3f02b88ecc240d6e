"""The notebook contract, on notebooks that break it in one way each and on the project's own."""

from pathlib import Path

import pytest
from example_notebooks import good_cells, write_notebook

from lobanalysis.errors import NotebookError
from lobanalysis.execution.contract import check_contract, find_contract_problems
from lobanalysis.execution.tasks import check_labels, list_sources
from lobanalysis.paths import Project

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "notebooks").glob("*.ipynb"))
BROKEN = Path(__file__).parent / "broken"
EXPECTED = {
    "zonder_titel": ["cell 1 is no title with vraag, invoer and uitvoer"],
    "zonder_parameters": ["cell 2 is not the parameters cell", "0 cells are tagged 'parameters'"],
    "twee_parametercellen": ["cell 7 has no label", "2 cells are tagged 'parameters'"],
    "parameter_berekend": ["parameters cell (cell 2): line 1 is not of the form name = literal"],
    "cel_zonder_label": ["cell 7 has no label"],
    "dubbel_label": ["the label tbl-tabel stands at 2 cells"],
    "label_onjuist": [
        "cell 7 label 'Tabel_x' is not fig-…, tbl-… or citaten-… in lower case letters, digits and hyphens"
    ],
    "zonder_bijschrift": ["cell 7 tbl-cap is missing"],
    "figuur_zonder_beschrijving": ["cell 5 fig-alt is missing"],
    "opties_onleesbaar": ["cell 7 has no label", "cell 7 its #| lines are no valid YAML"],
    "functie_in_cel": ["cell 7 uses def"],
    "lus_in_cel": ["cell 7 uses for"],
    "voorwaarde_in_cel": ["cell 7 uses if"],
    "rekenen_in_cel": ["cell 7 uses arithmetic"],
    "groupby_in_cel": ["cell 7 uses groupby"],
    "te_lang": ["cell 7 has 18 lines, more than 15"],
    "toont_niets": ["cell 7 does not end in the one call that it shows"],
    "geen_python": ["cell 7 is no Python"],
    "met_uitvoer": ["cell 6 has outputs", "cell 6 has an execution count"],
    "met_metadata": ["the notebook has metadata 'vscode'"],
    "dubbel_id": ["the id cell-4 stands at 2 cells"],
}


def test_the_example_notebook_keeps_the_contract(tmp_path):
    assert find_contract_problems(write_notebook(tmp_path / "a.ipynb", good_cells())) == []


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_notebook_is_told_exactly_what_is_wrong(name):
    assert find_contract_problems(BROKEN / f"{name}.ipynb") == EXPECTED[name]


def test_every_broken_notebook_is_expected_to_be_broken():
    assert sorted(path.stem for path in BROKEN.glob("*.ipynb")) == sorted(EXPECTED)


def test_the_error_names_the_notebook_and_all_problems():
    with pytest.raises(NotebookError, match="met_uitvoer.ipynb: cell 6 has outputs; cell 6 has an exec"):
        check_contract(BROKEN / "met_uitvoer.ipynb")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_notebook_of_the_project_keeps_the_contract(source):
    assert find_contract_problems(source) == []


def test_a_notebook_that_shows_answers_is_no_part_of_the_report():
    local = [path.name for path in SOURCES if path.name[:2] >= "20"]
    assert "20_codeertafel.ipynb" in local
    assert not set(local) & {path.name for path in list_sources(Project(ROOT))}
    mentioned = [
        path for path in ROOT.glob("report/*.qmd") if "codeertafel" in path.read_text(encoding="utf-8")
    ]
    assert mentioned == []


def test_no_label_stands_in_two_notebooks_of_the_project():
    check_labels(SOURCES)
