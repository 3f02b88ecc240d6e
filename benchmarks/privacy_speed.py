"""Measure the de-identification in texts per second: `python benchmarks/privacy_speed.py [INTERVIEWS …]`.

All answers are cleaned as the intake does it, with the names and the register of a wave of that size: both
grow with it. Samples go to `results/privacy.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from copies import copy_tree, find_environment
from large_wave import write_large_wave
from machine import describe_machine, read_load
from samples import RESULTS, append_sample

WAVE = "2020"
SIZES = (44, 440)


def clean_answers() -> dict[str, float]:
    """Clean all answers of this project's wave; return texts, and the seconds of loading and of cleaning."""
    from lobanalysis.intake.deduction import find_other_persons
    from lobanalysis.intake.deidentify import deidentify_answers
    from lobanalysis.intake.instrument import read_instrument
    from lobanalysis.intake.register import read_register
    from lobanalysis.intake.stage import read_submissions
    from lobanalysis.intake.wave import read_wave
    from lobanalysis.intake.wordlists import read_word_lists
    from lobanalysis.paths import find_project

    project = find_project()
    settings = read_wave(project, WAVE)
    instrument, register = read_instrument(settings), read_register(settings)
    lists = read_word_lists(project)
    submissions = read_submissions(settings, instrument, register)
    raw, fields = submissions.raw.loc[submissions.counted], [field.id for field in instrument.answers]
    start = time.perf_counter()
    find_other_persons("Een zin.", lists)
    loaded = time.perf_counter()
    deidentify_answers(raw, fields, register, lists)
    texts = int((raw[fields] != "").to_numpy().sum())
    return {"texts": texts, "loading": loaded - start, "wall": time.perf_counter() - loaded}


def measure_size(interviews: int) -> dict[str, float]:
    """Return what cleaning a wave of this size costs, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="lob-privacy-") as name:
        copy_tree(Path(name))
        write_large_wave(Path(name), interviews)
        command = [sys.executable, __file__, "--here"]
        environment = find_environment(Path(name))
        done = subprocess.run(command, cwd=name, env=environment, check=True, capture_output=True)
        return {"interviews": interviews, "load": read_load(), **json.loads(done.stdout)}


def main() -> None:
    """Measure, and keep and print each sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, metavar="INTERVIEWS")
    parser.add_argument("--here", action="store_true", help="clean the answers of this very project")
    parser.add_argument("--output", type=Path, default=RESULTS / "privacy.jsonl")
    options = parser.parse_args()
    if options.here:
        json.dump(clean_answers(), sys.stdout)
        return
    about = describe_machine()
    for size in options.sizes or SIZES:
        sample = measure_size(size)
        append_sample(options.output, sample | about)
        print(f"{size} interviews: {sample['texts'] / sample['wall']:.0f} texts a second", flush=True)


if __name__ == "__main__":
    main()
