"""Control-C in a worker process: the terminal sends it there too, and only the main process has to speak."""

from __future__ import annotations

import os
import signal

INTERRUPTED = 130


def end_on_interrupt() -> None:
    """Let this process end at once and in silence on Control-C; for the start of a worker process.

    A kernel that it started notices that its parent is gone, and ends too.
    """
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(INTERRUPTED))
