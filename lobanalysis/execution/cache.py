"""When a notebook need not run again: everything that it may have used is as it was, and so is what it made.

Declared with a wide margin for now: the whole notebook, its parameters, all stage tables and files of its
wave, the project's modules below publishing, the lock and the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import lobanalysis
from lobanalysis.execution.cells import LABEL
from lobanalysis.execution.places import find_edition, find_executed, find_manifest
from lobanalysis.execution.stamps import find_changes, hash_bytes, hash_files, hash_value, write_stamp
from lobanalysis.execution.tasks import NotebookTask
from lobanalysis.paths import Project

PACKAGE = Path(lobanalysis.__file__).parent
NOT_USED = ("publishing", "cli.py", "pipeline.py")
NOT_READ = ("bron",)
ENGINE = "plain 1"


def list_files(folder: Path, without: tuple[str, ...] = ()) -> list[Path]:
    """Return the files below a folder, sorted, but for those in or called one of `without`."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in found if not set(path.relative_to(folder).parts) & {*without, "__pycache__"}]


def hash_wave(project: Project, wave: str) -> dict[str, str]:
    """Return the hashes of a wave's tables and files, its raw export left out, and of the codebook."""
    files = list_files(project.tables(wave)) + list_files(project.wave(wave), NOT_READ)
    return hash_files(project.root, files + list_files(project.codebook))


def hash_code(project: Project) -> dict[str, str]:
    """Return the hashes of the project's modules that a notebook can import, and of the lock."""
    code = hash_files(PACKAGE.parent, list_files(PACKAGE, NOT_USED))
    return {**code, **hash_files(project.root, [project.root / "requirements.lock"]), "engine": ENGINE}


def hash_task(task: NotebookTask) -> dict[str, str]:
    """Return the hashes of what is a notebook's own: its file and each parameter."""
    own = {f"notebook {task.name}": hash_bytes(task.source.read_bytes())}
    return own | {f"parameter {name}": hash_value(value) for name, value in task.parameters}


def count_inputs(tasks: list[NotebookTask], project: Project) -> dict[NotebookTask, dict[str, str]]:
    """Return, per task, name and hash of everything that it may use; shared files are read once."""
    code, waves = hash_code(project), {task.wave for task in tasks}
    shared = {wave: {**code, **(hash_wave(project, wave) if wave else {})} for wave in waves}
    return {task: {**shared[task.wave], **hash_task(task)} for task in tasks}


def find_task_changes(task: NotebookTask, inputs: Mapping[str, str], project: Project) -> list[str]:
    """Return why a notebook has to run again; empty when it need not."""
    return find_changes(find_manifest(project, task.edition, task.source), inputs, project.root)


def write_task_manifest(
    task: NotebookTask, inputs: Mapping[str, str], written: list[Path], project: Project
) -> None:
    """Remember what a notebook was made from and what it made, the executed notebook itself included."""
    made = [*written, find_executed(project, task.edition, task.source)]
    write_stamp(find_manifest(project, task.edition, task.source), inputs, project.root, made)


def is_product(path: Path) -> bool:
    """Return whether a file is called as the products of notebooks are."""
    return path.suffix == ".ipynb" or LABEL.fullmatch(path.stem) is not None


def remove_stale(tasks: list[NotebookTask], kept: set[Path], project: Project) -> list[Path]:
    """Remove products of earlier runs that nothing makes any more, in the editions of `tasks`; return them.

    Only for a whole set: `kept` has to hold the products of all its notebooks. Files not called
    after a label or a notebook are somebody else's and stay.
    """
    removed = []
    for edition in sorted({task.edition for task in tasks}):
        place = find_edition(project, edition)
        folders = (
            place.figures,
            place.rendered_notebooks,
            place.downloads / "data",
            place.downloads / "notebooks",
        )
        removed += [
            path for folder in folders for path in list_files(folder) if path not in kept and is_product(path)
        ]
    for path in removed:
        path.unlink()
    return removed
