"""Measure how the chain grows with the number of interviews: `python benchmarks/growth.py [INTERVIEWS …]`.

Of each size a wave is made in a copy of the working tree (`large_wave.py`), then the whole report of it with
the answers as they are (`plain_report.py`: de-identification is measured apart). Samples go to
`results/growth.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from copies import copy_tree, find_environment
from large_wave import write_large_wave
from machine import describe_machine, read_load
from measure import measure_memory
from samples import RESULTS, Sample, append_sample
from timer import time_command

SIZES = (44, 440, 4_400, 30_000)
SCRIPT = Path(__file__).with_name("plain_report.py")
MADE = ("build", "_site", "_variables.yml")


def measure_size(interviews: int) -> Sample:
    """Return what a wave of this size costs, step by step; memory is looked at in a run of its own."""
    with tempfile.TemporaryDirectory(prefix="lob-growth-") as name:
        folder = Path(name)
        copy_tree(folder)
        write_large_wave(folder, interviews)
        output = folder / "seconds.json"
        command = [sys.executable, str(SCRIPT), str(output)]
        environment, load = find_environment(folder), read_load()
        wall = time_command(command, folder, environment)["wall"]
        stages = json.loads(output.read_text(encoding="utf-8"))
        remove_made(folder)
        memory = measure_memory(command, folder, environment)["memory"]
    rest = wall - sum(stages.values())
    return {"interviews": interviews, "load": load, "wall": wall, "memory": memory, "rest": rest, **stages}


def remove_made(folder: Path) -> None:
    """Remove what a report made."""
    for name in MADE:
        place = folder / name
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


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
