"""What the report takes of a notebook that failed: its last result if the data are the same, or stand-ins."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.execution.cache import Current, hash_own
from lobanalysis.execution.cells import find_label
from lobanalysis.execution.manifests import hash_outputs, read_manifest
from lobanalysis.execution.places import find_edition, find_executed, find_manifest
from lobanalysis.execution.stamps import find_differences
from lobanalysis.execution.tasks import NotebookResult, NotebookTask
from lobanalysis.files import write_file
from lobanalysis.paths import Project

if TYPE_CHECKING:
    import nbformat

KEPT, ABSENT = "kept", "absent"
DATA = ("file ", "folder ", "parameter ")
Bundle = tuple[Mapping[str, str], Mapping[str, object]]
Show = Callable[[str], Bundle]


def take_failures(results: Iterable[NotebookResult], project: Project, show: Show) -> None:
    """Put stand-ins in place for the notebooks that failed, and write per edition which they are.

    Parameters
    ----------
    show : callable
        Gives data and metadata of what to show for a kind of label: `fig`, `tbl` or `citaten`.
    """
    failures: dict[str, dict[str, str]] = defaultdict(dict)
    for result in results:
        edition = failures[result.task.edition]
        if result.outcome == "failed":
            edition[result.task.name] = stand_in(result.task, project, show)
    for edition, names in failures.items():
        write_failures(find_edition(project, edition), names)


def stand_in(task: NotebookTask, project: Project, show: Show) -> str:
    """Return whether the last result of a notebook is kept; when not, there are stand-ins now."""
    if is_still_true(task, project):
        return KEPT
    write_stand_ins(task, project, show)
    return ABSENT


def is_still_true(task: NotebookTask, project: Project) -> bool:
    """Return whether what a notebook made last is all there, and its data and parameters are the same."""
    manifest = read_manifest(find_manifest(project, task.edition, task.source))
    if manifest is None or not manifest.observed:
        return False
    executed = find_executed(project, task.edition, task.source).relative_to(project.root).as_posix()
    made = {name: value for name, value in manifest.outputs.items() if name != executed}
    there = hash_outputs(project.root, (project.root / name for name in made))
    return there == made and not find_data_changes(task, project, manifest.inputs)


def find_data_changes(task: NotebookTask, project: Project, used: Mapping[str, str]) -> list[str]:
    """Return which data and parameters of a notebook are no longer as it used them."""
    current, own = Current(project), hash_own(task)
    before = {name: value for name, value in used.items() if name.startswith(DATA)}
    now = {
        name: own.get(name, "") if name.startswith("parameter ") else current.find_hash(name)
        for name in before
    }
    return find_differences(before, now)


def write_stand_ins(task: NotebookTask, project: Project, show: Show) -> list[Path]:
    """Write the products of a notebook with stand-ins for all that it shows; return the files."""
    from lobanalysis.execution.notebook_files import read_notebook
    from lobanalysis.execution.run import write_notebook

    edition = find_edition(project, task.edition)
    return write_notebook(fill_notebook(read_notebook(task.source), show), task.source, edition, project.root)


def fill_notebook(notebook: nbformat.NotebookNode, show: Show) -> nbformat.NotebookNode:
    """Return a source notebook in which each labelled cell shows its stand-in."""
    import nbformat

    for cell in notebook.cells:
        label = find_label(cell.source) if cell.cell_type == "code" else ""
        if label:
            data, metadata = show(label.split("-")[0])
            cell.outputs = [nbformat.v4.new_output("display_data", data=dict(data), metadata=metadata)]
    return notebook


def find_record(edition: Project) -> Path:
    """Return the file that says which notebooks of an edition failed."""
    return edition.build / "failures.json"


def write_failures(edition: Project, names: Mapping[str, str]) -> None:
    """Write which notebooks failed and what stands there now; no file when there are none."""
    record = find_record(edition)
    if names:
        write_file(record, json.dumps(dict(sorted(names.items())), indent=1) + "\n")
    else:
        record.unlink(missing_ok=True)


def read_failures(edition: Project) -> dict[str, str]:
    """Return the notebooks of an edition that failed in the last run, and what stands there."""
    try:
        return dict(json.loads(find_record(edition).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}
