import copy
import json
from pathlib import Path

import nbformat
import pytest
import yaml
from example_notebooks import code, good_cells, make_notebook, markdown
from hypothesis import given
from hypothesis import strategies as st

from lobanalysis.errors import NotebookError
from lobanalysis.execution.cells import read_options
from lobanalysis.execution.clean_copy import (
    BACKSLASH,
    JOINER,
    format_alt_option,
    join_line,
    make_clean_copy,
    write_alt,
)

ROOT = Path("/somewhere/project")
FIGURE = {
    "output_type": "execute_result",
    "execution_count": 4,
    "metadata": {"lob": {"alt": "Drie\nbalken: 41%."}},
    "data": {
        "image/svg+xml": "<svg/>",
        "image/png": "cG5n",
        "text/csv": "a\n",
        "text/html": "<p>",
        "text/plain": "x",
    },
}
PRINTED = {"output_type": "stream", "name": "stderr", "text": "/usr/lib/module.py: warning"}


def executed(*outputs, source="#| label: fig-a\n#| fig-alt: oud\n#| fig-cap: A\ndraw()"):
    injected = code("# Parameters\nwave = '2022'", ("injected-parameters",))
    shown = {
        **code(source),
        "outputs": list(outputs),
        "metadata": {"papermill": {"duration": 1}, "execution": {}},
    }
    notebook = make_notebook([*good_cells()[:2], injected, shown])
    return nbformat.from_dict(
        {**notebook, "metadata": {**notebook["metadata"], "papermill": {"input_path": "/x"}}}
    )


def test_only_embedded_formats_stay():
    clean = make_clean_copy(executed(FIGURE), ROOT)
    assert sorted(clean.cells[-1].outputs[0].data) == ["image/svg+xml", "text/plain"]


def test_printed_text_and_warnings_are_left_out():
    assert make_clean_copy(executed(PRINTED), ROOT).cells[-1].outputs == []


def test_no_trace_of_papermill_is_left():
    assert "papermill" not in json.dumps(make_clean_copy(executed(FIGURE), ROOT))


def test_the_parameters_cell_holds_the_values_of_the_run_and_keeps_its_id():
    clean = make_clean_copy(executed(FIGURE), ROOT)
    assert [cell.id for cell in clean.cells] == ["cell-0", "cell-1", "cell-3"]
    assert clean.cells[1].source == "wave = '2022'"
    assert clean.cells[1].metadata.tags == ["parameters"]


def test_the_computed_description_replaces_the_static_one():
    clean = make_clean_copy(executed(FIGURE), ROOT)
    assert read_options(clean.cells[-1].source) == {
        "label": "fig-a",
        "fig-cap": "A",
        "fig-alt": "Drie balken: 41%.",
    }


def test_the_copy_is_a_valid_notebook():
    nbformat.validate(make_clean_copy(executed(FIGURE, PRINTED), ROOT))


def test_the_executed_notebook_is_not_touched():
    notebook = executed(FIGURE)
    before = copy.deepcopy(notebook)
    make_clean_copy(notebook, ROOT)
    assert notebook == before


@pytest.mark.parametrize("folder", [str(ROOT), str(Path.home())])
def test_an_absolute_path_in_an_output_is_an_error(folder):
    shown = {**FIGURE, "data": {"text/markdown": f"gelezen uit {folder}/build"}}
    if folder != "/":
        with pytest.raises(NotebookError, match="cell 3: the output holds an absolute path"):
            make_clean_copy(executed(shown), ROOT)


@given(st.text())
def test_any_description_survives_the_option_line(text):
    alt = join_line(text)
    line = format_alt_option(alt)
    assert "\n" not in line
    assert len(line.splitlines()) == 1
    (option,) = yaml.safe_load(line.removeprefix("#| ")).values()
    assert option.replace(JOINER, "").replace(BACKSLASH, "\\").replace("&amp;", "&") == alt


def test_a_description_is_added_after_the_other_options():
    assert write_alt("#| label: fig-a\ndraw()", "B").splitlines() == [
        "#| label: fig-a",
        '#| fig-alt: "B"',
        "draw()",
    ]


def test_markdown_cells_stay_as_they_are():
    notebook = nbformat.from_dict(make_notebook([markdown("## Vraag"), code("1", ("parameters",))]))
    assert make_clean_copy(notebook, ROOT).cells[0].source == "## Vraag"
