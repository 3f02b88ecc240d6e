"""The parameters of a notebook, checked before anything runs: papermill only warns."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

from lobanalysis.errors import ParameterError
from lobanalysis.execution.cells import find_tagged, read_raw_notebook

TAG = "parameters"


def read_assignment(statement: ast.stmt) -> tuple[str, object]:
    """Return name and value of an assignment of a literal.

    Raises
    ------
    ValueError
        When the statement is anything else.
    """
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if len(targets) != 1 or not isinstance(targets[0], ast.Name):
        raise ValueError("not an assignment to one name")
    try:
        return targets[0].id, ast.literal_eval(statement.value)
    except (TypeError, MemoryError, RecursionError) as problem:
        raise ValueError("not a literal") from problem


def read_literals(source: str) -> dict[str, object]:
    """Return the names and values of a parameters cell.

    Raises
    ------
    ValueError
        When a line is not `name = literal`, or a name stands twice; with the line's number in the cell.

    Examples
    --------
    >>> read_literals('wave = "2020"\\nlimit = -1')
    {'wave': '2020', 'limit': -1}
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError as problem:
        raise ValueError(f"line {problem.lineno} is no Python") from problem
    except (ValueError, RecursionError, MemoryError) as problem:  # a null byte; brackets without end
        raise ValueError("it is no Python that can be read") from problem
    literals: dict[str, object] = {}
    for statement in statements:
        try:
            name, value = read_assignment(statement)
        except ValueError as problem:
            raise ValueError(f"line {statement.lineno} is not of the form name = literal") from problem
        if name in literals:
            raise ValueError(f"line {statement.lineno} sets {name} a second time")
        literals[name] = value
    return literals


def read_parameters(notebook: dict, where: str) -> dict[str, object]:
    """Return names and defaults of a notebook's parameters cell.

    Raises
    ------
    ParameterError
        When there is not exactly one such cell, or it holds anything but literals.
    """
    found = find_tagged(notebook, TAG)
    if len(found) != 1:
        raise ParameterError(where, f"{len(found)} cells are tagged {TAG!r}", "exactly one")
    try:
        return read_literals(notebook["cells"][found[0]]["source"])
    except ValueError as problem:
        text = f"parameters cell (cell {found[0] + 1}): {problem}"
        raise ParameterError(where, text, "only lines such as wave = '2020'") from problem


def has_same_type(value: object, default: object) -> bool:
    """Return whether a value may stand for a default: the same type, or a whole number for a real one.

    Examples
    --------
    >>> has_same_type(1, 1.0), has_same_type(True, 1), has_same_type("1", None)
    (True, False, True)
    """
    if default is None or type(value) is type(default):
        return True
    return type(default) is float and type(value) is int


def find_parameter_problems(defaults: Mapping[str, object], given: Mapping[str, object]) -> list[str]:
    """Return what is wrong with the parameters given; a default of None means that one must be given.

    Examples
    --------
    >>> find_parameter_problems({"wave": "2020"}, {"wawe": "2022"})
    ['unknown parameter wawe']
    """
    unknown = [f"unknown parameter {name}" for name in sorted(given.keys() - defaults.keys())]
    needed = sorted(name for name, default in defaults.items() if default is None)
    missing = [f"parameter {name} is missing" for name in needed if given.get(name) is None]
    mistyped = [
        f"parameter {name} is of type {type(given[name]).__name__}, not {type(default).__name__}"
        for name, default in sorted(defaults.items())
        if name in given and not has_same_type(given[name], default)
    ]
    return unknown + missing + mistyped


def check_parameters(source: Path, given: Mapping[str, object]) -> dict[str, object]:
    """Return all parameters that a notebook will run with: those given over the defaults.

    Raises
    ------
    ParameterError
        When one is unknown, missing or of another type, or the notebook declares none.
    """
    defaults = read_parameters(read_raw_notebook(source), str(source))
    problems = find_parameter_problems(defaults, given)
    if problems:
        raise ParameterError(str(source), "; ".join(problems), f"parameters of {', '.join(sorted(defaults))}")
    return {**defaults, **given}
