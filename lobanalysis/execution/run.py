"""Running one notebook with papermill, and making of the result what the report needs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import nbformat
import papermill
from papermill.exceptions import PapermillExecutionError

from lobanalysis.execution.cells import find_tagged
from lobanalysis.execution.clean_copy import make_clean_copy
from lobanalysis.execution.engine import register_engine
from lobanalysis.execution.failures import (
    INJECTED,
    explain_failed_cell,
    explain_stopped_kernel,
    find_injected,
)
from lobanalysis.execution.kernels import KERNEL_NAME
from lobanalysis.execution.limits import Limits
from lobanalysis.execution.notebook_files import read_notebook
from lobanalysis.execution.observations import find_profile, prepare_profile
from lobanalysis.execution.outputs import read_outputs, write_outputs
from lobanalysis.execution.parameters import TAG, check_parameters
from lobanalysis.execution.places import find_edition, find_executed, find_work_file
from lobanalysis.execution.stripping import format_notebook, strip_notebook
from lobanalysis.execution.warm.template import Template
from lobanalysis.files import explain_storage, write_file
from lobanalysis.paths import Project

START_SECONDS = 120
NO_MORE = Limits()


def escape_path(path: Path) -> str:
    """Return a path as papermill wants it: it takes braces for fields to fill in."""
    return str(path).replace("{", "{{").replace("}", "}}")


def execute_notebook(
    source: Path,
    target: Path,
    parameters: Mapping[str, object],
    root: Path,
    template: Template | None = None,
    limits: Limits = NO_MORE,
) -> None:
    """Execute a notebook with papermill, in folder `root`, into the file `target`.

    The kernel is forked from `template`, or an ordinary one when that is None or does not fit.

    Raises
    ------
    NotebookError
        When a cell raises, or the kernel stops or has to be stopped; the notebook up to there is in `target`.
    """
    with explain_storage(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        prepare_profile(root)
    target.unlink(missing_ok=True)
    work = find_work_file(target, ".ipynb")
    try:
        with explain_storage(target), put_in_place(work, target):
            call_papermill(source, work, parameters, root, template, limits)
    except PapermillExecutionError as problem:
        raise explain_failed_cell(problem, source, target, find_injected(target)) from None
    except (RuntimeError, TimeoutError) as problem:
        raise explain_stopped_kernel(problem, source, target) from problem


@contextmanager
def put_in_place(work: Path, target: Path) -> Iterator[None]:
    """Move `work`, when there is a whole file after the block, to `target`; a half one goes away."""
    try:
        yield
    finally:
        if is_whole(work):
            work.replace(target)
        work.unlink(missing_ok=True)


def is_whole(path: Path) -> bool:
    """Return whether a file is there and is a whole notebook."""
    try:
        return "cells" in json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False


def call_papermill(
    source: Path,
    work: Path,
    parameters: Mapping[str, object],
    root: Path,
    template: Template | None,
    limits: Limits,
) -> None:
    """Let papermill execute a notebook into the file `work`, with this project's engine and settings."""
    papermill.execute_notebook(
        escape_path(source),
        escape_path(work),
        dict(parameters),
        engine_name=register_engine(),
        kernel_name=KERNEL_NAME,
        language="python",
        request_save_on_cell_execute=False,
        autosave_cell_every=0,
        progress_bar=False,
        start_timeout=START_SECONDS,
        cwd=str(root),
        profile=str(find_profile(root)),
        partial=str(work),
        template=template,
        limits=limits,
    )


def take_prose(executed: nbformat.NotebookNode, source: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return an executed notebook with the text between its cells as the source has it now.

    The code is that of the run: a notebook whose code changed has to run again. When the source has
    another number of code cells it was edited during the run, and the text stays too.
    """
    injected = find_tagged(executed, INJECTED)
    ran = [cell for n, cell in enumerate(executed.cells) if cell.cell_type == "code" and n not in injected]
    places = [n for n, cell in enumerate(source.cells) if cell.cell_type == "code"]
    if len(ran) != len(places):
        return executed
    cells = list(source.cells)
    for place, cell in zip(places, ran, strict=True):
        cells[place] = cell
    after = find_tagged(source, TAG)[0] + 1
    cells[after:after] = [executed.cells[n] for n in injected]
    return nbformat.from_dict({**executed, "cells": cells})


def write_products(source: Path, executed: Path, edition: Project, root: Path) -> list[Path]:
    """Write what the report takes from an executed notebook; return the files, sorted.

    These are the clean copy to embed, the figures for Word with their descriptions, the data of each figure
    and table, and the notebook itself without outputs for download.
    """
    return write_notebook(take_prose(read_notebook(executed), read_notebook(source)), source, edition, root)


def write_notebook(notebook: nbformat.NotebookNode, source: Path, edition: Project, root: Path) -> list[Path]:
    """Write the products of a notebook with outputs, that of the file `source`; return the files, sorted."""
    clean = make_clean_copy(notebook, root)
    stripped = strip_notebook(read_notebook(source))
    written = write_outputs(read_outputs(notebook, str(source)), edition)
    written.append(write_file(edition.rendered_notebooks / source.name, format_notebook(clean)))
    written.append(write_file(edition.downloads / "notebooks" / source.name, format_notebook(stripped)))
    return sorted(written)


def run_notebook(
    source: Path,
    parameters: Mapping[str, object],
    project: Project,
    edition: str = "national",
    template: Template | None = None,
    limits: Limits = NO_MORE,
) -> list[Path]:
    """Execute a notebook and write its products; return the files that the report takes from it.

    Raises
    ------
    ParameterError
        Before anything starts, when the parameters do not fit the notebook.
    NotebookError
        When a cell raises, or a labelled output is not what its label says.
    """
    checked = check_parameters(source, parameters)
    executed = find_executed(project, edition, source)
    execute_notebook(source, executed, checked, project.root, template, limits)
    return write_products(source, executed, find_edition(project, edition), project.root)
