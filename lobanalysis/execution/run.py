"""Running one notebook with papermill, and making of the result what the report needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import papermill
from papermill.exceptions import PapermillExecutionError

from lobanalysis.execution.clean_copy import make_clean_copy
from lobanalysis.execution.engine import register_engine
from lobanalysis.execution.failures import explain_failed_cell, explain_stopped_kernel, find_injected
from lobanalysis.execution.files import explain_storage, write_file
from lobanalysis.execution.kernels import KERNEL_NAME
from lobanalysis.execution.limits import Limits
from lobanalysis.execution.notebook_files import read_notebook
from lobanalysis.execution.outputs import read_outputs, write_outputs
from lobanalysis.execution.parameters import check_parameters
from lobanalysis.execution.places import find_edition, find_executed
from lobanalysis.execution.stripping import format_notebook, strip_notebook
from lobanalysis.execution.warm.template import Template
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
    target.unlink(missing_ok=True)
    try:
        with explain_storage(target):
            papermill.execute_notebook(
                escape_path(source),
                escape_path(target),
                dict(parameters),
                engine_name=register_engine(),
                kernel_name=KERNEL_NAME,
                language="python",
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                progress_bar=False,
                start_timeout=START_SECONDS,
                cwd=str(root),
                profile=str(root / "build" / "ipython"),
                partial=str(target),
                template=template,
                limits=limits,
            )
    except PapermillExecutionError as problem:
        raise explain_failed_cell(problem, source, target, find_injected(target)) from None
    except (RuntimeError, TimeoutError) as problem:
        raise explain_stopped_kernel(problem, source, target) from problem


def write_products(source: Path, executed: Path, edition: Project, root: Path) -> list[Path]:
    """Write what the report takes from an executed notebook; return the files, sorted.

    These are the clean copy to embed, the figures for Word with their descriptions, the data of each figure
    and table, and the notebook itself without outputs for download.
    """
    notebook = read_notebook(executed)
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
