import json

import pytest
from hard_notebook import HARD, VARY
from light_notebooks import write_light_notebooks
from papermill.exceptions import PapermillExecutionError
from warm_runs import execute, list_differences, read_cells, write_notebook


def execute_both(source, folder, template):
    paths = folder / "warm.ipynb", folder / "cold.ipynb"
    for path, kernels in zip(paths, (template, None), strict=True):
        try:
            execute(source, path, kernels)
        except PapermillExecutionError:
            pass
    return paths


@pytest.mark.parametrize("number", range(6))
def test_a_light_notebook_comes_out_the_same_figures_byte_for_byte(number, tmp_path, template):
    source = write_light_notebooks(tmp_path, 6)[number]
    warm, cold = execute_both(source, tmp_path, template)
    assert [cell["outputs"] for cell in read_cells(warm)] == [cell["outputs"] for cell in read_cells(cold)]
    figures = [o for cell in read_cells(warm) for o in cell["outputs"] if "image/png" in o.get("data", {})]
    assert len(figures) == 1


def test_a_hard_notebook_comes_out_the_same_but_for_a_named_list(tmp_path, template):
    source = write_notebook(tmp_path / "hard.ipynb", *HARD)
    warm, cold = execute_both(source, tmp_path, template)
    assert len(read_cells(warm)) > len(HARD)
    assert set(list_differences(warm, cold)) <= set(VARY)


def test_a_failing_notebook_is_saved_as_papermill_does(tmp_path, template):
    source = write_notebook(tmp_path / "in.ipynb", "print(1)", "1 / 0", "print(2)")
    warm, cold = execute_both(source, tmp_path, template)
    assert not list_differences(warm, cold)
    one, other = (json.loads(path.read_text(encoding="utf-8")) for path in (warm, cold))
    assert [cell["metadata"].get("tags") for cell in one["cells"]] == [
        cell["metadata"].get("tags") for cell in other["cells"]
    ]
    assert one["metadata"]["papermill"]["exception"] is other["metadata"]["papermill"]["exception"] is True
    assert one["metadata"]["language_info"] == other["metadata"]["language_info"]
