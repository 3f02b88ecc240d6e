"""Writing files whole or not at all, with one clear error when the disk refuses."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lobanalysis.errors import StorageError

REFUSALS = {
    errno.ENOSPC: ("no space left on the disk", "free some space and run it again"),
    errno.EDQUOT if hasattr(errno, "EDQUOT") else -1: ("the disk quota is used up", "free some space"),
    errno.EFBIG: ("a file grows larger than is allowed here", "raise the limit on file size (ulimit -f)"),
    errno.EACCES: ("writing is not allowed", "check the rights of this folder, and close the file elsewhere"),
    errno.ENOTDIR: ("a file stands where a folder is needed", "write somewhere else"),
    errno.EEXIST: ("a file stands where a folder is needed", "write somewhere else"),
    errno.EISDIR: ("a folder stands where a file is needed", "give the name of a file"),
    errno.EROFS: ("the disk is read-only", "work in a copy on a disk that can be written"),
}


def describe_refusal(problem: OSError) -> tuple[str, str]:
    """Return what the disk refused, and what the user can do.

    Examples
    --------
    >>> describe_refusal(OSError(errno.ENOSPC, "No space left on device"))[0]
    'no space left on the disk'
    """
    usual = (f"cannot be written ({problem.strerror or 'no reason given'})", "check this folder and the disk")
    return REFUSALS.get(problem.errno, usual)


@contextmanager
def explain_storage(path: Path) -> Iterator[None]:
    """Turn a refusal of the disk inside the block into a `StorageError` that names `path`."""
    try:
        yield
    except OSError as problem:
        if problem.errno not in REFUSALS:
            raise
        what, hint = describe_refusal(problem)
        raise StorageError(str(path), what, hint=hint) from problem


def write_file(path: Path, content: str | bytes) -> Path:
    """Write a file in one step: a reader sees the old content or the new, never a half; return its path.

    Raises
    ------
    StorageError
        When the disk is full or refuses; the old content then stays.
    """
    data = content.encode() if isinstance(content, str) else content
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with explain_storage(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    return path
