"""When a notebook need not run again: everything that it used is as it was, and so is what it made.

What it used is observed, not declared: the stage files that it opened, the folders that it listed, the
project's modules and the libraries that it imported; beside these its code, its parameters and the engine.
Its prose does not count: a changed text is put into what the last run made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from lobanalysis.execution.cells import read_raw_notebook
from lobanalysis.execution.manifests import Manifest, hash_outputs, read_manifest, write_manifest
from lobanalysis.execution.observations import Observation, find_path
from lobanalysis.execution.observe import hash_content, hash_listing
from lobanalysis.execution.packages import RUNNERS, find_packages, hash_package, read_pins
from lobanalysis.execution.places import find_executed, find_manifest
from lobanalysis.execution.stamps import find_differences, hash_bytes, hash_value
from lobanalysis.execution.tasks import NotebookTask
from lobanalysis.paths import Project

# Changes when notebooks have to run again because of how they are run.
ENGINE = "observed 2"
LOCK = "requirements.lock"
NEVER, UNREADABLE = "not made before", "what is remembered of the last run cannot be read"
UNSEEN, ASKED = "what it used was not observed last time", "asked for"


@dataclass(frozen=True)
class Current:
    """How inputs are now, by the names of manifests; each is looked at once."""

    project: Project

    @cached_property
    def known(self) -> dict[str, str]:
        """Hashes found so far."""
        return {}

    @cached_property
    def pins(self) -> dict[str, list[str]]:
        """Pins of the lock file."""
        return read_pins(self.project.root / LOCK)

    def find_hash(self, name: str) -> str:
        """Return the hash of an input now."""
        if name not in self.known:
            self.known[name] = self.compute_hash(name)
        return self.known[name]

    def compute_hash(self, name: str) -> str:
        """Return the hash of a file, module, folder or package."""
        kind, _, what = name.partition(" ")
        if kind == "package":
            return hash_package(what, self.pins)
        path = str(find_path(what, self.project))
        return hash_listing(path) if kind == "folder" else hash_content(path)


def list_code(notebook: Mapping) -> list[object]:
    """Return source and tags of a notebook's code cells: all of a notebook that can change what it makes."""
    return [
        [cell["source"], cell.get("metadata", {}).get("tags", [])]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]


def hash_own(task: NotebookTask) -> dict[str, str]:
    """Return the hashes of what is a notebook's own: its code, each parameter, and the engine."""
    own = {"code of its cells": hash_value(list_code(read_raw_notebook(task.source))), "engine": ENGINE}
    return own | {f"parameter {name}": hash_value(value) for name, value in task.parameters}


def hash_text(task: NotebookTask) -> str:
    """Return the hash of the whole notebook file."""
    return hash_bytes(task.source.read_bytes())


def is_own_input(name: str) -> bool:
    """Return whether an input is the notebook's own, so known without looking at a manifest."""
    return name in ("code of its cells", "engine") or name.startswith("parameter ")


def list_inputs(
    own: Mapping[str, str], observation: Observation, task: NotebookTask, current: Current
) -> dict[str, str]:
    """Return name and hash of everything that a notebook used."""
    code = [str(source) for source, _ in list_code(read_raw_notebook(task.source))]
    modules = [path.read_text(encoding="utf-8") for path in observation.modules if path.is_file()]
    packages = find_packages([*code, *modules], observation.loaded, observation.fresh)
    names = (f"package {name}" for name in sorted(packages | set(RUNNERS)))
    return {**own, **observation.inputs, **{name: current.find_hash(name) for name in names}}


def find_task_changes(task: NotebookTask, project: Project, current: Current) -> list[str]:
    """Return why a notebook has to run again; empty when it need not."""
    path = find_manifest(project, task.edition, task.source)
    manifest = read_manifest(path)
    if manifest is None:
        return [UNREADABLE if path.is_file() else NEVER]
    if not manifest.observed:
        return [UNSEEN]
    used = {name: current.find_hash(name) for name in manifest.inputs if not is_own_input(name)}
    return find_differences(manifest.inputs, {**used, **hash_own(task)}) + find_lost_run(
        task, project, manifest
    )


def find_lost_run(task: NotebookTask, project: Project, manifest: Manifest) -> list[str]:
    """Return a reason to run again when the executed notebook is gone or was altered."""
    executed = find_executed(project, task.edition, task.source)
    name = executed.relative_to(project.root).as_posix()
    now = hash_content(str(executed))
    return [] if manifest.outputs.get(name) == now else [f"{name} is gone or altered"]


def find_product_changes(task: NotebookTask, project: Project) -> list[str]:
    """Return why the products of a notebook that need not run have to be written again."""
    manifest = read_manifest(find_manifest(project, task.edition, task.source)) or Manifest()
    text = [] if manifest.text == hash_text(task) else ["its prose changed"]
    now = hash_outputs(project.root, (project.root / name for name in manifest.outputs))
    return text + find_differences(manifest.outputs, now)


def write_task_manifest(
    task: NotebookTask,
    inputs: Mapping[str, str],
    written: Iterable[Path],
    project: Project,
    text: str,
    observed: bool,
    seconds: float,
) -> None:
    """Remember what a notebook used and made, the executed notebook itself included."""
    made = hash_outputs(project.root, [*written, find_executed(project, task.edition, task.source)])
    manifest = Manifest(inputs, made, text, observed, seconds)
    write_manifest(find_manifest(project, task.edition, task.source), manifest)


def write_new_products(task: NotebookTask, written: Iterable[Path], project: Project) -> None:
    """Remember that the products were written again from the last run."""
    path = find_manifest(project, task.edition, task.source)
    made = hash_outputs(project.root, [*written, find_executed(project, task.edition, task.source)])
    before = read_manifest(path) or Manifest()
    write_manifest(path, replace(before, outputs=made, text=hash_text(task)))
