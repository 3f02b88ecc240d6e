"""One set-up at a time: a lock that the system gives back however the process ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if os.name == "nt":
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Return whether the lock was free and is now ours."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Return whether the lock was free and is now ours."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def hold_lock(path: Path, say=print, pause: float = 0.5) -> Iterator[None]:
    """Hold the lock file `path`; wait, and say so once, while another set-up holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not try_lock(descriptor):
            say("Set-up: waiting for another set-up of this folder to finish.")
            while not try_lock(descriptor):
                time.sleep(pause)
        yield
    finally:
        os.close(descriptor)
