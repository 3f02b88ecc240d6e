"""Build a folder beside the one it replaces, and swap the two at the end.

The name of the new folder begins like the old one ("_site.new"), so that git and Quarto pass over it. The old
folder stays whole until the new one is complete; what an interrupted run leaves behind, the next one clears.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from lobanalysis.errors import StorageError
from lobanalysis.files import describe_refusal

HERE, EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
HINT = "close the programs that have files of this folder open, then run again"


@contextlib.contextmanager
def build_beside(target: Path) -> Iterator[Path]:
    """Give an empty folder to build in; swap it for `target` when the block ends without an error.

    Raises
    ------
    StorageError
        When a folder cannot be made, moved or removed (disk full, read-only, file in use).

    Examples
    --------
    >>> with build_beside(Path("_site")) as folder:  # doctest: +SKIP
    ...     render_html(project, folder)
    """
    new = _beside(target, "new")
    with _storage_errors(target):
        clear_leftovers(target)
        new.mkdir(parents=True)
    try:
        yield new
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    with _storage_errors(target):
        swap_folders(new, target)


def clear_leftovers(target: Path) -> None:
    """Remove what an interrupted run left beside `target`; put the old folder back when it was moved away."""
    old, new = _beside(target, "old"), _beside(target, "new")
    if old.exists() and not target.exists():
        old.rename(target)
    for folder in (old, new):
        if folder.exists():
            shutil.rmtree(folder)


def swap_folders(new: Path, target: Path) -> None:
    """Put the folder `new` in the place of `target` and remove what was there.

    Where the system can, the two change places in one step, so that there is a site at every moment.
    """
    if target.exists() and exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
        return
    old = _beside(target, "old")
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    if old.exists():
        shutil.rmtree(old, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; return whether the system and this disk can do that."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return rename is not None and rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0


def _beside(target: Path, kind: str) -> Path:
    return target.with_name(f"{target.name}.{kind}")


@contextlib.contextmanager
def _storage_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what, hint = describe_refusal(error)
        raise StorageError(target.name, f"cannot be replaced: {what}", hint=f"{hint}; {HINT}") from error
