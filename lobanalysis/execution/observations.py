"""Asking a kernel to observe what its notebook uses, and reading what it saw, as names and hashes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import lobanalysis
from lobanalysis.execution import observe
from lobanalysis.files import write_file
from lobanalysis.paths import Project

PACKAGE_ROOT = Path(lobanalysis.__file__).resolve().parents[1]
CONFIG = Path("profile_default") / "ipython_kernel_config.json"
SETTINGS = {"InteractiveShellApp": {"extra_extensions": [observe.__name__]}}


@dataclass(frozen=True)
class Observation:
    """What a notebook used: name and hash of each input, the libraries that were loaded, and its memory.

    `loaded` are all libraries in the kernel, `fresh` those that the notebook itself brought in; `peak` is
    in bytes.
    """

    inputs: Mapping[str, str]
    modules: tuple[Path, ...]
    loaded: frozenset[str]
    fresh: frozenset[str]
    peak: int


def find_profile(root: Path) -> Path:
    """Return the IPython folder of a project, which its kernels start with."""
    return root / "build" / "ipython"


def prepare_profile(root: Path) -> None:
    """Write the settings that make every kernel of the project load the observer, cold or forked."""
    path, text = find_profile(root) / CONFIG, json.dumps(SETTINGS, indent=1) + "\n"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_file(path, text)


def format_request(project: Project, target: Path) -> str:
    """Return the request to a kernel: where to write, and below which folders to look."""
    roots = sorted({str(project.root.resolve()), str(PACKAGE_ROOT)})
    return json.dumps({"target": str(target), "roots": roots})


@contextmanager
def set_environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables inside the block; kernels started there inherit them."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def read_observation(target: Path, project: Project) -> Observation | None:
    """Return what a kernel saw; nothing when it did not observe."""
    try:
        seen = json.loads(target.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    inputs = {
        f"{kind} {name_path(Path(path), project)}": value
        for kind in ("file", "folder", "module")
        for path, value in seen[f"{kind}s"].items()
    }
    modules = tuple(Path(path) for path in seen["modules"])
    return Observation(
        inputs, modules, frozenset(seen["loaded"]), frozenset(seen["fresh"]), int(seen["peak"])
    )


def name_path(path: Path, project: Project) -> str:
    """Return a path as a manifest names it: from the project's folder, or from that of its package."""
    for root in (project.root.resolve(), PACKAGE_ROOT):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name


def find_path(name: str, project: Project) -> Path:
    """Return the path of a name in a manifest."""
    own = project.root / name
    return own if own.exists() or not name.startswith("lobanalysis/") else PACKAGE_ROOT / name
