"""Watching the memory of a kernel with all its processes, and ending it when it takes too much."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import dataclass, field

import psutil

WATCH_SECONDS = 0.2


def list_processes(pid: int) -> list[psutil.Process]:
    """Return a process and all that descend from it, as far as they still run."""
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []


def measure_process(process: psutil.Process, exact: bool) -> int:
    """Return the memory of a process in bytes; `exact` divides what it shares with others among them."""
    try:
        if not exact:
            return process.memory_info().rss
        full = process.memory_full_info()
        return getattr(full, "pss", full.uss)
    except psutil.Error:
        return 0


def measure_memory(pid: int, enough: int) -> int:
    """Return the memory of a process and its descendants; quick and too high where that stays below `enough`.

    Forked kernels share most of their pages, and counting those once takes longer.
    """
    processes = list_processes(pid)
    rough = sum(measure_process(process, exact=False) for process in processes)
    if rough <= enough:
        return rough
    return sum(measure_process(process, exact=True) for process in processes)


def kill_processes(pid: int) -> None:
    """End a process and all that descend from it."""
    for process in reversed(list_processes(pid)):
        try:
            process.kill()
        except psutil.Error:
            continue


def end_group(pid: int) -> None:
    """End what a kernel that is gone left running: it led a group of its own."""
    if pid and hasattr(os, "killpg"):
        try:
            os.killpg(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


@dataclass
class MemoryWatch:
    """Watches a kernel from a thread, and ends it when it takes more than `limit` bytes.

    `peak` is the most that was seen, `stopped` what the kernel took when it was ended (0 when it was not),
    `pid` the kernel.
    """

    limit: int
    pid: int = 0
    peak: int = 0
    stopped: int = 0
    _end: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self, pid: int) -> None:
        """Begin to watch a process."""
        self.stop()
        self.pid = pid
        self._end.clear()
        self._thread = threading.Thread(target=self._watch, args=(pid,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._end.set()
        if self._thread:
            self._thread.join()
            self._thread = None

    def _watch(self, pid: int) -> None:
        while not self._end.wait(WATCH_SECONDS):
            taken = measure_memory(pid, self.limit)
            self.peak = max(self.peak, taken)
            if taken > self.limit:
                self.stopped = taken
                kill_processes(pid)
                return
