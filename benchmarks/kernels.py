"""Measure ways of running light notebooks: `python benchmarks/kernels.py COUNT REPEATS [WAY …]`.

The ways take turns, so that a busy moment meets all. Each measurement is added to `results/light.jsonl` at
once; `page.py` makes the tables of what is there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from light_notebooks import write_light_notebooks
from machine import describe_machine, read_load
from samples import RESULTS, Sample, append_sample
from timer import time_command
from ways import USUAL, WAYS

SCRIPT = Path(__file__).with_name("ways.py")
ATTEMPTS = 3


def measure_way(way: str, count: int) -> dict[str, float]:
    """Return the seconds of a process that runs `count` new notebooks in one way, and how often it failed.

    Ordinary kernels of two processes now and then take the same port; the rounds before are not lost then.
    """
    for failures in range(ATTEMPTS):
        with tempfile.TemporaryDirectory() as folder:
            write_light_notebooks(Path(folder), count)
            command = [sys.executable, str(SCRIPT), way, folder]
            try:
                return {**time_command(command, Path(folder), os.environ), "failures": failures}
            except subprocess.CalledProcessError:
                print(f"{way:6} failed", flush=True)
    raise RuntimeError(f"{way} failed {ATTEMPTS} times")


def measure_ways(ways: list[str], count: int, repeats: int) -> Iterator[Sample]:
    """Yield a sample of each way in each round."""
    for number in range(1, repeats + 1):
        for way in ways:
            load = read_load()
            yield {"way": way, "count": count, "round": number, "load": load, **measure_way(way, count)}


def main() -> None:
    """Measure, and keep and print each sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("repeats", type=int)
    parser.add_argument(
        "ways", nargs="*", metavar="WAY", help=f"of {', '.join(WAYS)}; all when none is named"
    )
    parser.add_argument("--output", type=Path, default=RESULTS / "light.jsonl")
    options = parser.parse_args()
    about = describe_machine()
    for sample in measure_ways(options.ways or USUAL, options.count, options.repeats):
        append_sample(options.output, sample | about)
        print(f"{sample['way']:6} {sample['wall']:8.2f} s wall {sample['cpu']:8.2f} s processor", flush=True)


if __name__ == "__main__":
    main()
