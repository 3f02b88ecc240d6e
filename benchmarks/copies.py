"""Copies of the working tree to measure in: the project's own `build/` and `_site/` stay as they are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from machine import ROOT, read_git


def list_tree() -> list[Path]:
    """Return the files of the working tree that git knows or would take, from the root."""
    names = read_git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return [Path(name) for name in sorted(set(names)) if name and (ROOT / name).is_file()]


def copy_tree(target: Path) -> None:
    """Copy the working tree, without anything that was made, to a folder."""
    for path in list_tree():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, target / path)


def find_environment(copy: Path) -> dict[str, str]:
    """Return the environment in which this interpreter runs the copy instead of what is installed."""
    return {**os.environ, "PYTHONPATH": str(copy), "LOB_PROJECT": str(copy)}
