from papermill.exceptions import PapermillExecutionError

from lobanalysis.execution.failures import describe_error, explain_failed_cell


def failed(ename, evalue, source="1", position=4):
    problem = PapermillExecutionError(position, 3, source, ename, evalue, [])
    return str(explain_failed_cell(problem, "a.ipynb", "partial.ipynb", [2]))


def test_the_message_of_an_error_that_may_quote_data_is_not_told():
    assert "Annemoon" not in failed("ValueError", "cannot read 'Annemoon'")
    assert "ValueError" in failed("ValueError", "cannot read 'Annemoon'")


def test_our_own_errors_are_told_whole_since_they_hold_no_data():
    assert describe_error("SourceError", "a.csv: file is missing.") == "SourceError: a.csv: file is missing."


def test_the_number_is_that_of_the_source_notebook():
    assert failed("NameError", "name 'x' is not defined", position=4).startswith("a.ipynb, cell 4: NameError")
    assert failed("NameError", "", position=1).startswith("a.ipynb, cell 2: NameError")


def test_the_label_of_the_failing_cell_is_told():
    assert "cell 4 (fig-a)" in failed("KeyError", "", source="#| label: fig-a\ndraw()")
