"""The notebook of coders: does it run by itself and show what a coder asks, also before anything is coded?"""

import json
import shutil
from pathlib import Path

import papermill
import pytest
from uncoded_wave import write_uncoded_wave

from lobanalysis.notebooks.coder import open_coding_table

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "notebooks" / "20_codeertafel.ipynb"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the data with the tables that there are, and a wave of which nothing was coded."""
    folder = tmp_path_factory.mktemp("codeertafel")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "_quarto.yml", folder / "_quarto.yml")
    if (ROOT / "build" / "2020").is_dir():
        shutil.copytree(ROOT / "build" / "2020", folder / "build" / "2020")
    write_uncoded_wave(folder)
    return folder


@pytest.fixture
def project(copy, monkeypatch):
    monkeypatch.setenv("LOB_PROJECT", str(copy))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return copy


def read_outputs(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    found = {}
    for cell in cells:
        source = "".join(cell["source"])
        if source.startswith("#| label: "):
            label = source.split("\n", 1)[0].removeprefix("#| label: ")
            found[label] = cell["outputs"][-1]["data"]
    return found


@pytest.mark.parametrize("wave", ["2020", "2021"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")
def test_the_notebook_of_coders_runs_by_itself_with_and_without_codings(project, tmp_path, wave):
    papermill.execute_notebook(
        NOTEBOOK, tmp_path / "uit.ipynb", {"wave": wave}, progress_bar=False, cwd=str(NOTEBOOK.parent)
    )
    found = read_outputs(tmp_path / "uit.ipynb")
    assert set(found) == {"tbl-code", "tbl-interview", "tbl-ongecodeerd", "fig-gebruik", "fig-zekerheid"}
    evidence = "".join(found["tbl-code"]["text/markdown"])
    left = "".join(found["tbl-ongecodeerd"]["text/markdown"])
    assert "rule" in evidence
    assert ("consensus" in evidence) == (wave == "2020") and ("44 | 44" in left) == (wave == "2021")
    assert ("kappa" in "".join(found["fig-zekerheid"]["text/csv"])) and "fig-gebruik" in found


def test_the_evidence_of_a_suggestion_is_read_in_the_field_that_it_lies_in(project):
    table = open_coding_table(wave="2020")
    path = project / "data/2020/coderingen/suggesties.csv"
    before = path.read_text(encoding="utf-8")
    domain = table.bench.codebook.domain("sturing")
    first, second = domain.fields
    interview = next(name for name in table.bench.stamps if table.bench.read_answer(second, name))
    place = len(table.bench.read_answer(first, interview)) + 1
    row = f"{interview};2020-01-01T00:00:00;sturing;beleid;0.80;{place};{place + 5}\n"
    path.write_text(before.splitlines(keepends=True)[0] + row, encoding="utf-8")
    (found,) = [one for one in table.list_suggestions() if one[0] == interview]
    path.write_text(before, encoding="utf-8")
    assert found[6:] == (second, table.bench.read_answer(second, interview)[:5])
