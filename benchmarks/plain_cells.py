"""The code cells of a notebook as plain Python in this process: what the notebook shows is made, not kept."""

from __future__ import annotations

import ast
import json
from pathlib import Path


def run_cells(source: Path) -> None:
    """Run the code cells of a notebook one after the other, and make what each shows."""
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in json.loads(source.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            text = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
            show(run_cell(text, names))


def run_cell(text: str, names: dict[str, object]) -> object:
    """Run a cell; return the value of its last line when that is an expression.

    Examples
    --------
    >>> run_cell("n = 2\\nn + 1", {})
    3
    """
    tree = ast.parse(text)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def show(value: object) -> None:
    """Make all forms in which a notebook would show a value."""
    make = getattr(value, "_repr_mimebundle_", None)
    if make:
        make(include=None, exclude=None)
    elif value is not None:
        repr(value)
