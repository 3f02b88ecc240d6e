"""Notebooks as they stand in git: no outputs, no traces of a run. Standard library only, for the hook."""

from __future__ import annotations

import json
from pathlib import Path

NOTEBOOK_METADATA = {"kernelspec", "language_info"}
CELL_METADATA = {"tags"}
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}


def find_leftovers(notebook: dict) -> list[str]:
    """Return what a run or an editor left in a notebook; cells are counted from 1.

    Examples
    --------
    >>> find_leftovers({"metadata": {}, "cells": [{"cell_type": "code", "outputs": [{}], "metadata": {}}]})
    ['cell 1 has outputs']
    """
    extra = sorted(notebook.get("metadata", {}).keys() - NOTEBOOK_METADATA)
    problems = [f"the notebook has metadata {name!r}" for name in extra]
    for number, cell in enumerate(notebook.get("cells", []), start=1):
        problems += [f"cell {number} {problem}" for problem in find_cell_leftovers(cell)]
    return problems


def find_cell_leftovers(cell: dict) -> list[str]:
    """Return what a run or an editor left in one cell."""
    problems = ["has outputs"] if cell.get("outputs") else []
    problems += ["has an execution count"] if cell.get("execution_count") is not None else []
    return problems + [
        f"has metadata {name!r}" for name in sorted(cell.get("metadata", {}).keys() - CELL_METADATA)
    ]


def strip_cell(cell: dict) -> dict:
    """Return a cell without outputs, count and metadata other than tags."""
    kept = {**cell, "metadata": {k: v for k, v in cell.get("metadata", {}).items() if k in CELL_METADATA}}
    return {**kept, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else kept


def strip_notebook(notebook: dict) -> dict:
    """Return a notebook as it may stand in git; sources and cell ids stay as they are."""
    metadata = {"kernelspec": dict(KERNELSPEC), "language_info": {"name": "python"}}
    return {**notebook, "cells": [strip_cell(cell) for cell in notebook["cells"]], "metadata": metadata}


def format_notebook(notebook: dict) -> str:
    """Return the text of a notebook file, always written in the same way."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def read_notebook_file(path: Path) -> dict:
    """Return a notebook file as plain dictionaries."""
    return json.loads(path.read_text(encoding="utf-8"))
