"""What is installed in `.venv`, remembered, so that an unchanged set-up costs nothing.

The stamp lies inside `.venv` and is written last: an environment without one, or with a mark that an
installation was under way, is not trusted.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

LOCKS = {
    "report": "requirements.lock",
    "test": "requirements-test.lock",
    "lab": "requirements-lab.lock",
    "suggest": "requirements-suggest.lock",
}
STAMP = "lob-setup.json"
UNDER_WAY = "lob-setup-under-way"


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, line endings of Windows counted as plain ones."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_stamp(venv: Path) -> dict[str, str]:
    """Return what was installed last; empty when there is no readable stamp."""
    try:
        content = json.loads((venv / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write_stamp(venv: Path, stamp: dict[str, str]) -> None:
    """Write the stamp in one step, so that it is never half there."""
    beside = venv / (STAMP + ".new")
    beside.write_text(json.dumps(stamp, indent=1, sort_keys=True), encoding="utf-8", newline="\n")
    beside.replace(venv / STAMP)


def count_wanted(root: Path, purpose: str) -> dict[str, str]:
    """Return what the stamp has to hold for a purpose: its lock, the package and the place of the checkout.

    Every lock holds the whole of the report's, at the same versions: one lock is enough for a purpose.
    """
    return {
        purpose: hash_file(root / LOCKS[purpose]),
        "package": hash_file(root / "pyproject.toml"),
        "root": str(root),
    }


def find_missing(stamp: dict[str, str], wanted: dict[str, str]) -> list[str]:
    """Return the keys of `wanted` that the stamp does not hold with the same value.

    Examples
    --------
    >>> find_missing({"report": "a"}, {"report": "a", "package": "b"})
    ['package']
    """
    return [key for key, value in wanted.items() if stamp.get(key) != value]
