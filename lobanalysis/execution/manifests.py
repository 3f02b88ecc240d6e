"""What is remembered of a notebook's last run: what it used, what it made, how long it took."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lobanalysis.execution.stamps import hash_files
from lobanalysis.files import write_file


@dataclass(frozen=True)
class Manifest:
    """The last run of a notebook.

    Parameters
    ----------
    inputs : mapping
        Name and hash of everything that it used.
    outputs : mapping
        Path from the project's folder, and hash, of everything that it made.
    text : str
        Hash of the whole notebook file, its prose included.
    observed : bool
        Whether the kernel told what was used; if not, `inputs` are not all.
    seconds : float
        How long it took.
    """

    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    observed: bool = False
    seconds: float = 0.0


def read_manifest(path: Path) -> Manifest | None:
    """Return the manifest in a file; nothing when there is none that can be read."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(**content)
        return manifest if isinstance(manifest.inputs, dict) and isinstance(manifest.outputs, dict) else None
    except (OSError, ValueError, TypeError):
        return None


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a manifest, whole or not at all."""
    write_file(path, json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n")


def hash_outputs(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return the hash of each file that a notebook made, under its path from the project's folder."""
    return hash_files(root, paths)
