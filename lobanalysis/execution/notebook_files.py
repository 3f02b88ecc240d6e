"""Notebook files read with nbformat, for what runs or rewrites them."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat

from lobanalysis.errors import NotebookError
from lobanalysis.execution.cells import NO_NOTEBOOK, read_raw_notebook


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """Return a notebook file.

    Raises
    ------
    NotebookError
        When the file is missing or is no notebook.
    """
    raw = read_raw_notebook(path)
    try:
        return nbformat.reads(json.dumps(raw), as_version=4)
    except nbformat.ValidationError as problem:
        raise NotebookError(str(path), *NO_NOTEBOOK) from problem
