"""Measure how the chain grows with the number of interviews: `python benchmarks/growth.py [INTERVIEWS …]`.

Of each size a wave is made in a copy of the working tree (`large_wave.py`), then its tables with the answers
as they are (`plain_intake.py`: de-identification is measured apart), then notebooks and site. Samples go to
`results/growth.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from copies import copy_tree, find_environment
from large_wave import write_large_wave
from machine import describe_machine, read_load
from measure import watch_memory
from samples import RESULTS, Sample, append_sample
from timer import time_command

SIZES = (44, 440, 4_400, 30_000)
TABLES = [sys.executable, str(Path(__file__).with_name("plain_intake.py"))]
RUN = [sys.executable, "-m", "lobanalysis.cli", "run"]
RENDER = [sys.executable, "-m", "lobanalysis.cli", "render", "--engine", "pandoc"]


def make_tables(folder: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Make all tables; return the seconds of each stage, and the peak memory in MiB.

    Memory is looked at in the same run, four times a second: that costs some hundredths.
    """
    process = subprocess.Popen(TABLES, cwd=folder, env=dict(environment), stdout=subprocess.PIPE)
    with watch_memory(process.pid) as peak:
        output, _ = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, TABLES)
    return {**json.loads(output), "memory": peak.memory}


def measure_size(interviews: int) -> Sample:
    """Return what a wave of this size costs, step by step."""
    with tempfile.TemporaryDirectory(prefix="lob-growth-") as name:
        folder = Path(name)
        copy_tree(folder)
        write_large_wave(folder, interviews)
        environment, load = find_environment(folder), read_load()
        stages = make_tables(folder, environment)
        notebooks = time_command(RUN, folder, environment)["wall"]
        site = time_command(RENDER, folder, environment)["wall"]
    steps = {"notebooks": notebooks, "site": site, **stages}
    wall = sum(seconds for step, seconds in steps.items() if step != "memory")
    return {"interviews": interviews, "load": load, "wall": wall, **steps}


def main() -> None:
    """Measure, and keep and print each sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, metavar="INTERVIEWS")
    parser.add_argument("--output", type=Path, default=RESULTS / "growth.jsonl")
    options = parser.parse_args()
    about = describe_machine()
    for size in options.sizes or SIZES:
        sample = measure_size(size)
        append_sample(options.output, sample | about)
        print(" ".join(f"{key} {value:.1f}" for key, value in sample.items()), flush=True)


if __name__ == "__main__":
    main()
