"""One command measured: wall time and CPU time, or the peak memory of its process tree."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

PAUSE = 0.25
MIB = 1024**2
Run = Callable[[Sequence[str], Path, Mapping[str, str]], dict[str, float]]


@dataclass
class Peak:
    """The highest sum over a process tree so far, in MiB, and the largest single process."""

    memory: float = 0.0
    largest: float = 0.0

    def take(self, root: psutil.Process) -> None:
        """Take one sample of all processes that are there now."""
        try:
            tree = [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        sizes = [size for process in tree if (size := read_memory(process)) is not None]
        self.memory = max(self.memory, sum(sizes))
        self.largest = max(self.largest, *sizes, 0.0)


def read_memory(process: psutil.Process) -> float | None:
    """Return the memory of one process in MiB, PSS where the system tells it; None when it ended."""
    try:
        memory = process.memory_full_info() if psutil.LINUX else process.memory_info()
    except (psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied):
        return None
    return getattr(memory, "pss", memory.rss) / MIB


@contextmanager
def watch_memory(pid: int) -> Iterator[Peak]:
    """Yield the peak of a process tree, kept up to date until the block ends."""
    peak, ended = Peak(), threading.Event()

    def sample() -> None:
        root = psutil.Process(pid)
        while not ended.wait(PAUSE):
            peak.take(root)

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def measure_time(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Run a command; return the seconds waited and the CPU seconds of all its processes.

    Raises
    ------
    subprocess.CalledProcessError
        When the command fails; its output is in the error.
    """
    cpu, start = count_children_cpu(), time.perf_counter()
    subprocess.run(command, cwd=folder, env=dict(environment), check=True, capture_output=True)
    return {"wall": time.perf_counter() - start, "cpu": count_children_cpu() - cpu}


def measure_memory(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Run a command; return the peak memory of its process tree and of its largest process, in MiB.

    Looking at memory takes time of its own: the time of such a run is no measurement.
    """
    process = subprocess.Popen(
        command, cwd=folder, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    with watch_memory(process.pid) as peak:
        output, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return {"memory": peak.memory, "largest": peak.largest}


def count_children_cpu() -> float:
    """Return the CPU seconds of all children of this process that have ended; 0 where unknown (Windows)."""
    times = psutil.Process().cpu_times()
    return getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
