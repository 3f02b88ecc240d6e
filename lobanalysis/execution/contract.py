"""The notebook contract: how a source notebook looks, so that notebooks join and modules compute."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import nbformat

from lobanalysis.errors import NotebookError, ParameterError
from lobanalysis.execution.cells import (
    find_option_problems,
    has_tag,
    read_options,
    read_raw_notebook,
)
from lobanalysis.execution.notebook_files import read_notebook
from lobanalysis.execution.parameters import TAG, read_parameters
from lobanalysis.execution.stripping import find_leftovers

LINES = 15
TITLE_WORDS = ("vraag", "invoer", "uitvoer")
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FORBIDDEN = {
    "def": (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef),
    "for": (ast.For, ast.AsyncFor, *COMPREHENSIONS),
    "while": (ast.While,),
    "if": (ast.If, ast.IfExp, ast.Match),
    "arithmetic": (ast.BinOp, ast.AugAssign, ast.Compare, ast.BoolOp),
    "try": (ast.Try,),
}
FORBIDDEN_CALLS = ("groupby", "merge", "apply", "pivot_table")


def find_contract_problems(path: Path) -> list[str]:
    """Return everything in which a source notebook breaks the contract; cells are counted from 1.

    Raises
    ------
    NotebookError
        When the file is missing or is no notebook.
    """
    raw = read_raw_notebook(path)
    if find_format_problems(raw):
        return find_format_problems(raw)
    notebook = read_notebook(path)
    problems = find_leftovers(raw) + find_order_problems(notebook)
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            problems += [f"cell {number} {problem}" for problem in find_code_problems(cell)]
    return problems + find_label_problems(notebook) + find_literal_problems(notebook)


def check_contract(path: Path) -> None:
    """Check a source notebook against the contract.

    Raises
    ------
    NotebookError
        With everything that is wrong.
    """
    problems = find_contract_problems(path)
    if problems:
        raise NotebookError(str(path), "; ".join(problems), "a notebook as CONTRIBUTING.md describes it")


def find_format_problems(raw: dict) -> list[str]:
    """Return problems of the file format: version 4.5, with an id at every cell, each once.

    Looked for in the file itself, since nbformat mends ids, with a warning, when it reads.
    """
    if (raw.get("nbformat"), raw.get("nbformat_minor")) != (4, 5):
        return ["the format is not 4.5, in which each cell has an id"]
    counts = Counter(str(cell.get("id")) for cell in raw["cells"])
    return [f"the id {name} stands at {n} cells" for name, n in sorted(counts.items()) if n > 1]


def find_order_problems(notebook: nbformat.NotebookNode) -> list[str]:
    """Return problems of the order: title, parameters, imports and reading, then labelled outputs."""
    cells = notebook.cells
    problems = [] if cells and is_title(cells[0]) else ["cell 1 is no title with vraag, invoer and uitvoer"]
    if len(cells) < 2 or not has_tag(cells[1], TAG):
        problems.append("cell 2 is not the parameters cell")
    labelled = [place for place, cell in enumerate(cells) if cell.cell_type == "code" and has_label(cell)]
    first = labelled[0] if labelled else len(cells)
    late = [place for place, cell in enumerate(cells) if place > first and cell.cell_type == "code"]
    problems += [] if labelled else ["no cell has a label"]
    return problems + [f"cell {place + 1} has no label" for place in late if not has_label(cells[place])]


def is_title(cell: nbformat.NotebookNode) -> bool:
    """Return whether a cell is a title block: a heading, and a table with question, input and output."""
    text = cell.source.lower()
    return (
        cell.cell_type == "markdown" and text.startswith("# ") and all(word in text for word in TITLE_WORDS)
    )


def has_label(cell: nbformat.NotebookNode) -> bool:
    """Return whether a cell has a label among options that can be read."""
    try:
        return "label" in read_options(cell.source)
    except ValueError:
        return False


def find_code_problems(cell: nbformat.NotebookNode) -> list[str]:
    """Return problems of one code cell: its length, its options, the words in it and what it shows."""
    lines = len(cell.source.splitlines())
    problems = [f"has {lines} lines, more than {LINES}"] if lines > LINES else []
    try:
        options, tree = read_options(cell.source), ast.parse(cell.source)
    except SyntaxError:
        return [*problems, "is no Python"]
    except ValueError as problem:
        return [*problems, str(problem)]
    problems += find_forbidden(tree)
    if "label" in options:
        problems += find_option_problems(options) + find_shown_problems(tree)
    return problems


def find_forbidden(tree: ast.Module) -> list[str]:
    """Return the forbidden constructs and calls in a cell.

    Examples
    --------
    >>> find_forbidden(ast.parse("frame.groupby('a')"))
    ['uses groupby']
    """
    nodes = list(ast.walk(tree))
    words = [word for word, kinds in FORBIDDEN.items() if any(isinstance(node, kinds) for node in nodes)]
    called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return [f"uses {word}" for word in words + [name for name in FORBIDDEN_CALLS if name in called]]


def find_shown_problems(tree: ast.Module) -> list[str]:
    """Return a problem when a labelled cell is not one expression, perhaps after assignments."""
    *before, last = tree.body or [None]
    if not isinstance(last, ast.Expr) or not all(isinstance(node, ast.Assign) for node in before):
        return ["does not end in the one call that it shows"]
    return []


def find_label_problems(notebook: nbformat.NotebookNode) -> list[str]:
    """Return a problem for each label that stands twice."""
    labelled = [cell for cell in notebook.cells if cell.cell_type == "code" and has_label(cell)]
    counts = Counter(str(read_options(cell.source)["label"]) for cell in labelled)
    return [f"the label {label} stands at {n} cells" for label, n in sorted(counts.items()) if n > 1]


def find_literal_problems(notebook: nbformat.NotebookNode) -> list[str]:
    """Return a problem when the parameters cell is absent, double or holds more than literals."""
    try:
        read_parameters(notebook, "the notebook")
    except ParameterError as problem:
        return [problem.what]
    return []
