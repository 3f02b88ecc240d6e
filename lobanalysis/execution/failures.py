"""What is told of a notebook that failed: where, and what kind of error, but nothing of the data."""

from __future__ import annotations

from pathlib import Path

from papermill.exceptions import PapermillExecutionError
from papermill.execute import ERROR_MARKER_TAG

from lobanalysis import errors
from lobanalysis.execution.cells import find_label, find_tagged, has_tag, read_raw_notebook
from lobanalysis.execution.limits import MEMORY_VARIABLE, SECONDS_VARIABLE, LimitError

INJECTED = "injected-parameters"
# These speak of the code, not of values; the message of any other error may quote what it stumbled on.
CODE_ERRORS = frozenset({"NameError", "ImportError", "ModuleNotFoundError", "AttributeError", "SyntaxError"})


def list_own_errors() -> frozenset[str]:
    """Return the names of this project's errors, whose messages never hold data."""
    known = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    return frozenset(name for name in known if issubclass(getattr(errors, name), errors.LobError))


def describe_error(name: str, message: str) -> str:
    """Return class and message of an error, the message only when it cannot hold data.

    Examples
    --------
    >>> describe_error("NameError", "name 'x' is not defined")
    "NameError: name 'x' is not defined"
    >>> describe_error("KeyError", "'a name'")
    'KeyError (its message may hold data and is not shown)'
    """
    if name in list_own_errors() | CODE_ERRORS:
        return f"{name}: {message}"
    return f"{name} (its message may hold data and is not shown)"


def count_source_cell(position: int, injected: list[int]) -> int:
    """Return the number of a cell in the source notebook, from 1, given its position in the executed one.

    Examples
    --------
    >>> count_source_cell(1, [2]), count_source_cell(4, [2])
    (2, 4)
    """
    return position + 1 - sum(place < position for place in injected)


def explain_failed_cell(
    problem: PapermillExecutionError, source: Path, partial: Path, injected: list[int]
) -> errors.NotebookError:
    """Return the error of a cell that raised: its place in the source, its code, the class of the error."""
    label = find_label(problem.source)
    named = f" ({label})" if label else ""
    number = count_source_cell(problem.cell_index, injected)
    return errors.NotebookError(
        f"{source}, cell {number}{named}",
        describe_error(problem.ename, problem.evalue),
        hint=f"the notebook up to there is in {partial}",
        source=problem.source,
    )


def explain_stopped_kernel(problem: Exception, source: Path, partial: Path) -> errors.NotebookError:
    """Return the error of a kernel that did not come to the end, of itself or because of a limit."""
    if isinstance(problem, LimitError):
        return explain_limit(problem, source, partial)
    return explain_dead_kernel(problem, source, partial)


def explain_limit(problem: LimitError, source: Path, partial: Path) -> errors.NotebookError:
    """Return the error of a kernel that was stopped: at what, which limit, in which cell."""
    cells = read_raw_notebook(partial)["cells"]
    label = find_label(cells[problem.position]["source"])
    number = count_source_cell(problem.position, find_injected(partial))
    return errors.NotebookError(
        str(source),
        f"{problem}, cell {number}" + (f" ({label})" if label else ""),
        hint=f"make that cell lighter, or raise the limit ({MEMORY_VARIABLE}, {SECONDS_VARIABLE}); "
        f"the notebook up to there is in {partial}",
    )


def explain_dead_kernel(problem: Exception, source: Path, partial: Path) -> errors.NotebookError:
    """Return the error of a kernel that died, did not start or did not answer."""
    return errors.NotebookError(
        str(source),
        f"its kernel stopped ({type(problem).__name__})",
        "a kernel that runs to the end",
        f"look whether memory ran out; the notebook up to there is in {partial}",
    )


def find_injected(path: Path) -> list[int]:
    """Return the positions of the cells that papermill injected, its error marks not counted."""
    if not path.is_file():
        return []
    cells = [cell for cell in read_raw_notebook(path)["cells"] if not has_tag(cell, ERROR_MARKER_TAG)]
    return find_tagged({"cells": cells}, INJECTED)
