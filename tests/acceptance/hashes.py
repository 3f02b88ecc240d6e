"""What a test compares before and after: the hashes of the files of a project."""

from __future__ import annotations

import hashlib
from pathlib import Path


def hash_below(root: Path, *names: str) -> dict[str, str]:
    """Return the hash of each file in these folders and files of `root`, by its path from there."""
    roots = [root / name for name in names]
    files = [path for each in roots for path in ([each] if each.is_file() else each.rglob("*"))]
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(files)
        if path.is_file()
    }
