"""One command measured: wall time, CPU time and peak memory of the whole process tree."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

PAUSE = 0.1
MIB = 1024**2


@dataclass(frozen=True)
class Measurement:
    """What one run cost: seconds waited, seconds of processor time over all processes, MiB at the peak."""

    wall: float
    cpu: float
    memory: float
    processes: int


class Watcher(threading.Thread):
    """Samples a process tree until it is told to stop; keeps the highest memory and the CPU time seen."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.root = psutil.Process(pid)
        self.ended = threading.Event()
        self.memory, self.processes, self.cpu = 0.0, 0, {}

    def run(self) -> None:
        """Sample until the end."""
        while not self.ended.wait(PAUSE):
            self.sample()

    def sample(self) -> None:
        """Take one sample of all processes that are there now."""
        try:
            tree = [self.root, *self.root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        sizes = [size for process in tree if (size := self.look_at(process)) is not None]
        self.memory, self.processes = max(self.memory, sum(sizes)), max(self.processes, len(sizes))

    def look_at(self, process: psutil.Process) -> float | None:
        """Return the memory of a process in MiB and remember its CPU time; None when it has just ended."""
        try:
            times = process.cpu_times()
            self.cpu[process.pid, process.create_time()] = times.user + times.system
            return read_memory(process)
        except (psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied):
            return None


def read_memory(process: psutil.Process) -> float:
    """Return the memory of one process in MiB: PSS where the system tells it, else RSS."""
    memory = process.memory_full_info() if psutil.LINUX else process.memory_info()
    return getattr(memory, "pss", memory.rss) / MIB


def run_measured(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Measurement:
    """Run a command to its end and return what it cost.

    CPU time is what the system counted for all children that were waited for (on Windows, where it does not
    count those: the sum over the sampled processes).

    Raises
    ------
    subprocess.CalledProcessError
        When the command fails; its output is in the error.
    """
    before, start = count_children_cpu(), time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    watcher = Watcher(process.pid)
    watcher.start()
    output, _ = process.communicate()
    wall = time.perf_counter() - start
    watcher.ended.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    cpu = count_children_cpu() - before or sum(watcher.cpu.values())
    return Measurement(wall, cpu, watcher.memory, watcher.processes)


def count_children_cpu() -> float:
    """Return the CPU seconds of all children of this process that have ended; 0 where unknown."""
    times = psutil.Process().cpu_times()
    return getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
