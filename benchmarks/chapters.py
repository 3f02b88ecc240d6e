"""Measure the ways of running the project's own notebooks: `python benchmarks/chapters.py REPEATS [WAY …]`.

The tables are made first, in a copy of the working tree; what is measured is the notebooks alone. With Quarto
(QUARTO_PATH) the way `quarto` also renders each notebook to a page. Samples go to `results/chapters.jsonl`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from copies import copy_tree, find_environment
from machine import describe_machine, read_load
from samples import RESULTS, Sample, append_sample
from timer import time_command
from ways import WAYS

SCRIPT = Path(__file__).with_name("ways.py")
WAVE = "2020"
# Notebooks of a bench that the report has no chapter of, and that need more than the tables.
LEFT_OUT = ("17_", "20_")


def make_project(folder: Path) -> dict[str, str]:
    """Copy the working tree and make all tables; return the environment to run notebooks in."""
    copy_tree(folder)
    environment = find_environment(folder) | {"LOB_TABLES_READY": WAVE}
    command = [sys.executable, "-m", "lobanalysis.cli", "run"]
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    return environment


def measure_way(way: str, project: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Return the time of a process that runs the project's notebooks in one way."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for source in sorted((project / "notebooks").glob("*.ipynb")):
            if not source.name.startswith(LEFT_OUT):
                shutil.copy2(source, folder / source.name)
        count = len(list(folder.glob("*.ipynb")))
        return {"count": count, **time_command([sys.executable, str(SCRIPT), way, name], folder, environment)}


def measure_ways(ways: list[str], repeats: int) -> Iterator[Sample]:
    """Yield a sample of each way in each round."""
    with tempfile.TemporaryDirectory() as name:
        environment = make_project(Path(name))
        for number in range(1, repeats + 1):
            for way in ways:
                load = read_load()
                yield {"way": way, "round": number, "load": load, **measure_way(way, Path(name), environment)}


def main() -> None:
    """Measure, and keep and print each sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("repeats", type=int)
    parser.add_argument("ways", nargs="*", metavar="WAY", help=f"of {', '.join(WAYS)}")
    parser.add_argument("--output", type=Path, default=RESULTS / "chapters.jsonl")
    options = parser.parse_args()
    ways = options.ways or list(WAYS)
    if "quarto" in ways and not os.environ.get("QUARTO_PATH"):
        print("quarto: left out, QUARTO_PATH is not set")
        ways = [way for way in ways if way != "quarto"]
    about = describe_machine()
    for sample in measure_ways(ways, options.repeats):
        append_sample(options.output, sample | about)
        print(f"{sample['way']:6} {sample['wall']:8.2f} s wall {sample['cpu']:8.2f} s processor", flush=True)


if __name__ == "__main__":
    main()
