import pytest
from example_notebooks import PARAMETERS, code, good_cells, write_notebook

from lobanalysis.errors import NotebookError, ParameterError
from lobanalysis.execution.parameters import check_parameters, read_literals


def write_with(folder, source):
    return write_notebook(folder / "a.ipynb", [code(source, ("parameters",))])


def test_given_parameters_come_over_the_defaults(tmp_path):
    path = write_with(tmp_path, PARAMETERS)
    assert check_parameters(path, {"group": "roc"}) == {"wave": "2020", "edition": "national", "group": "roc"}


def test_an_unknown_parameter_is_an_error_that_names_it_and_the_known_ones(tmp_path):
    path = write_with(tmp_path, PARAMETERS)
    with pytest.raises(ParameterError, match="unknown parameter wawe.*edition, group, wave"):
        check_parameters(path, {"wawe": "2020"})


def test_a_parameter_of_another_type_is_an_error_that_tells_no_value(tmp_path):
    path = write_with(tmp_path, PARAMETERS)
    with pytest.raises(ParameterError, match="wave is of type int, not str") as caught:
        check_parameters(path, {"wave": 98765})
    assert "98765" not in str(caught.value)


def test_a_truth_value_is_no_number(tmp_path):
    with pytest.raises(ParameterError, match="type bool, not int"):
        check_parameters(write_with(tmp_path, "limit = 3"), {"limit": True})


def test_a_parameter_whose_default_is_none_has_to_be_given(tmp_path):
    path = write_with(tmp_path, "wave = None")
    assert check_parameters(path, {"wave": "2020"}) == {"wave": "2020"}
    with pytest.raises(ParameterError, match="parameter wave is missing"):
        check_parameters(path, {})


def test_all_problems_are_told_at_once(tmp_path):
    path = write_with(tmp_path, "wave = '2020'\nlimit = None")
    with pytest.raises(
        ParameterError, match="unknown parameter a; parameter limit is missing; parameter wave"
    ):
        check_parameters(path, {"a": 1, "wave": 1})


@pytest.mark.parametrize("number", [0, 2])
def test_a_notebook_has_exactly_one_parameters_cell(tmp_path, number):
    cells = [code("a = 1", ("parameters",))] * number + [code("1")]
    with pytest.raises(ParameterError, match=f"{number} cells are tagged 'parameters'"):
        check_parameters(write_notebook(tmp_path / "a.ipynb", cells), {})


@pytest.mark.parametrize("source", ["a = b", "a = 1 + 1", "import os", "a, b = 1, 2", "a.b = 1", "print(1)"])
def test_only_literals_stand_in_the_parameters_cell(source):
    with pytest.raises(ValueError, match="line 2 is not of the form"):
        read_literals(f"wave = '2020'\n{source}")


def test_a_name_stands_once_in_the_parameters_cell():
    with pytest.raises(ValueError, match="line 2 sets a a second time"):
        read_literals("a = 1\na = 2")


def test_lists_and_negative_numbers_are_literals():
    assert read_literals("a = [1, 'x']\nb = -2.5\nc = None") == {"a": [1, "x"], "b": -2.5, "c": None}


def test_a_file_that_is_no_notebook_is_one_clear_error(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("no json", encoding="utf-8")
    with pytest.raises(NotebookError, match="no valid notebook"):
        check_parameters(path, {})


def test_a_missing_notebook_is_one_clear_error(tmp_path):
    with pytest.raises(NotebookError, match="file is missing"):
        check_parameters(tmp_path / "weg.ipynb", {})


def test_the_example_notebook_declares_its_parameters(tmp_path):
    path = write_notebook(tmp_path / "a.ipynb", good_cells())
    assert sorted(check_parameters(path, {})) == ["edition", "group", "wave"]
