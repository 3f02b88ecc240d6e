"""What a step was made from, remembered as hashes, so that the next build knows what changed.

Only the standard library: an unchanged build loads nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from lobanalysis.execution.observe import not_observed
from lobanalysis.files import write_file


def hash_bytes(content: bytes) -> str:
    """Return the SHA-256 of `content`."""
    return hashlib.sha256(content).hexdigest()


def hash_value(value: object) -> str:
    """Return a hash of a value made of texts, numbers, lists and dictionaries.

    Examples
    --------
    >>> hash_value({"a": 1, "b": 2}) == hash_value({"b": 2, "a": 1})
    True
    """
    return hash_bytes(json.dumps(value, sort_keys=True, ensure_ascii=False).encode())


def hash_files(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    """Return the hash of each file under its path relative to `root`; files that are absent are left out."""
    with not_observed():
        present = sorted(path for path in paths if path.is_file())
        return {path.relative_to(root).as_posix(): hash_bytes(path.read_bytes()) for path in present}


def read_stamp(stamp: Path) -> dict[str, dict[str, str]]:
    """Return the inputs and outputs of a stamp; both empty when there is no readable stamp."""
    try:
        content = json.loads(stamp.read_text(encoding="utf-8"))
        return {"inputs": dict(content["inputs"]), "outputs": dict(content["outputs"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"inputs": {}, "outputs": {}}


def write_stamp(
    stamp: Path, inputs: Mapping[str, str], root: Path | None = None, outputs: Iterable[Path] = ()
) -> None:
    """Write what a step was made from, and the hashes of what it made (paths under `root`)."""
    made = hash_files(root, outputs) if root else {}
    content = json.dumps({"inputs": dict(inputs), "outputs": made}, indent=1, sort_keys=True)
    write_file(stamp, content + "\n")


def find_differences(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return, per name, in what way `now` differs from `before`.

    Examples
    --------
    >>> find_differences({"a": "1", "b": "1"}, {"b": "2", "c": "1"})
    ['a is gone', 'b changed', 'c is new']
    """
    problems = {name: "is gone" for name in before.keys() - now.keys()}
    problems |= {name: "is new" for name in now.keys() - before.keys()}
    problems |= {name: "changed" for name in now.keys() & before.keys() if now[name] != before[name]}
    return [f"{name} {problem}" for name, problem in sorted(problems.items())]


def find_changes(stamp: Path, inputs: Mapping[str, str], root: Path | None = None) -> list[str]:
    """Return why a step has to be done again; empty when nothing changed.

    Parameters
    ----------
    stamp : Path
        Stamp of the last time.
    inputs : mapping
        Name and hash of everything that the step is made from now.
    root : Path, optional
        Folder that the stamp's outputs lie in; when given, they have to be there unchanged.
    """
    if not stamp.is_file():
        return ["not made before"]
    content = read_stamp(stamp)
    changes = find_differences(content["inputs"], inputs)
    if root is not None:
        made = hash_files(root, (root / name for name in content["outputs"]))
        changes += find_differences(content["outputs"], made)
    return changes
