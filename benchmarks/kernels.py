"""Measure ways of running light notebooks, interleaved: `python benchmarks/kernels.py COUNT REPEATS [WAY …]`.

Prints wall time and processor time; the latter says more on a machine that is busy with other things.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from light_notebooks import write_light_notebooks
from ways import WAYS

SCRIPT = Path(__file__).with_name("ways.py")


def count_processor() -> float:
    """Return the processor seconds of all processes that this one started and that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure_way(way: str, count: int) -> tuple[float, float]:
    """Return wall and processor seconds of a process that runs `count` notebooks in one way."""
    with tempfile.TemporaryDirectory() as folder:
        write_light_notebooks(Path(folder), count)
        start, used = time.monotonic(), count_processor()
        subprocess.run([sys.executable, str(SCRIPT), way, folder], check=True, stderr=subprocess.DEVNULL)
        return time.monotonic() - start, count_processor() - used


def measure_ways(ways: list[str], count: int, repeats: int) -> dict[str, list[tuple[float, float]]]:
    """Return the seconds of each way, taken in turn so that a busy moment meets all."""
    rounds = [{way: measure_way(way, count) for way in ways} for _ in range(repeats)]
    return {way: [one[way] for one in rounds] for way in ways}


def main(count: str, repeats: str, *ways: str) -> None:
    """Print median, range and ratio to the slowest way."""
    results = measure_ways(list(ways or WAYS), int(count), int(repeats))
    wall = {way: statistics.median(one[0] for one in seconds) for way, seconds in results.items()}
    used = {way: statistics.median(one[1] for one in seconds) for way, seconds in results.items()}
    for way in results:
        ratios = f"{max(wall.values()) / wall[way]:5.1f}×  {max(used.values()) / used[way]:5.1f}×"
        sys.stdout.write(f"{way:6} {wall[way]:7.2f} s wall  {used[way]:7.2f} s processor  {ratios}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
