import nbformat
import pytest
from example_notebooks import code, make_notebook

from lobanalysis.errors import NotebookError
from lobanalysis.execution.outputs import read_outputs, write_outputs
from lobanalysis.paths import Project

FIGURE = {"image/svg+xml": "<svg/>", "image/png": "cG5n", "text/csv": "a\n1\n", "text/plain": "x"}
TABLE = {"text/markdown": "| a |", "text/csv": "a\n1\n"}
FIGURE_CELL = '#| label: fig-a\n#| fig-cap: "A"\n#| fig-alt: "-"\ndraw()'
TABLE_CELL = '#| label: tbl-a\n#| tbl-cap: "A"\nshow()'


def shown(data, alt=""):
    metadata = {"lob": {"alt": alt}} if alt else {}
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def notebook(*cells):
    made = [{**code(source), "outputs": list(outputs)} for source, *outputs in cells]
    return nbformat.from_dict(make_notebook(made))


def test_a_figure_gives_its_picture_its_description_and_its_data(tmp_path):
    found = read_outputs(notebook((FIGURE_CELL, shown(FIGURE, "Drie balken"))), "a")
    written = write_outputs(found, Project(tmp_path))
    names = [path.relative_to(tmp_path / "build").as_posix() for path in written]
    assert names == ["figures/fig-a.png", "figures/fig-a.txt", "downloads/data/fig-a.csv"]
    assert [path.read_bytes() for path in written] == [b"png", b"Drie balken\n", b"a\n1\n"]


def test_a_table_gives_its_data_only(tmp_path):
    written = write_outputs(read_outputs(notebook((TABLE_CELL, shown(TABLE))), "a"), Project(tmp_path))
    assert [path.name for path in written] == ["tbl-a.csv"]


def test_a_cell_without_label_gives_nothing():
    assert read_outputs(notebook(("1", shown(TABLE))), "a") == []


@pytest.mark.parametrize(
    ("source", "outputs", "message"),
    [
        (FIGURE_CELL, [shown(FIGURE)], "fig-a: its figure brought no description"),
        (FIGURE_CELL, [shown(TABLE, "B")], "fig-a: its output has no image/svg"),
        (FIGURE_CELL, [], "fig-a: shows 0 outputs, not one"),
        (FIGURE_CELL, [shown(FIGURE, "B")] * 2, "fig-a: shows 2 outputs, not one"),
        (TABLE_CELL, [shown({"text/markdown": "| a |"})], "tbl-a: its output has no text/csv"),
        (TABLE_CELL.replace("tbl-a", "tabel"), [shown(TABLE)], "label 'tabel' is not fig-"),
        (TABLE_CELL.replace("tbl-a", "tbl-../a"), [shown(TABLE)], "is not fig-"),
        ("#| label: tbl-a\nshow()", [shown(TABLE)], "tbl-a: tbl-cap is missing"),
        ("#| label: [\nshow()", [shown(TABLE)], "no valid YAML"),
    ],
)
def test_what_a_label_promises_has_to_be_there(source, outputs, message):
    with pytest.raises(NotebookError, match=message):
        read_outputs(notebook((source, *outputs)), "a")


def test_a_label_stands_at_one_cell_only():
    cell = (TABLE_CELL, shown(TABLE))
    with pytest.raises(NotebookError, match="label tbl-a stands at 2 cells"):
        read_outputs(notebook(cell, cell), "a")


def test_all_problems_of_a_notebook_are_told_at_once():
    with pytest.raises(NotebookError, match="fig-a: .*tbl-a: "):
        read_outputs(notebook((FIGURE_CELL,), (TABLE_CELL,)), "a")
