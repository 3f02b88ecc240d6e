"""Measure ways of running light notebooks, interleaved: `python benchmarks/kernels.py COUNT REPEATS [WAY …]`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from light_notebooks import write_light_notebooks
from ways import WAYS

SCRIPT = Path(__file__).with_name("ways.py")


def measure_way(way: str, count: int) -> float:
    """Return the seconds from start to end of a process that runs `count` notebooks in one way."""
    with tempfile.TemporaryDirectory() as folder:
        write_light_notebooks(Path(folder), count)
        start = time.monotonic()
        subprocess.run([sys.executable, str(SCRIPT), way, folder], check=True)
        return time.monotonic() - start


def measure_ways(ways: list[str], count: int, repeats: int) -> dict[str, list[float]]:
    """Return the seconds of each way, taken in turn so that a busy moment meets all."""
    rounds = [{way: measure_way(way, count) for way in ways} for _ in range(repeats)]
    return {way: [one[way] for one in rounds] for way in ways}


def main(count: str, repeats: str, *ways: str) -> None:
    """Print median, range and ratio to the slowest way."""
    results = measure_ways(list(ways or WAYS), int(count), int(repeats))
    medians = {way: statistics.median(seconds) for way, seconds in results.items()}
    for way, seconds in results.items():
        ratio = max(medians.values()) / medians[way]
        sys.stdout.write(
            f"{way:6} {medians[way]:7.2f} s  {min(seconds):7.2f}–{max(seconds):7.2f}  {ratio:5.1f}×\n"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
