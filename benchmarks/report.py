"""Measure how long the report takes and how much memory: from nothing, unchanged, and per stage.

`python benchmarks/report.py` works in copies of the working tree; see README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from copies import copy_tree, find_environment
from machine import ROOT, describe_machine, read_load
from measure import Run, measure_memory, measure_time
from tables import format_report, join_runs, take_medians

RESULTS = Path(__file__).resolve().parent / "results"
REPORT = [sys.executable, "-m", "lobanalysis.cli", "report", "--engine", "pandoc"]
STAGES = [sys.executable, str(Path(__file__).resolve().parent / "stages.py")]
SETUP = [sys.executable, "tools/bootstrap.py", "--with", "report"]
SETUP_STAMP = ROOT / ".venv" / "lob-setup.json"
CHANGED_PROSE, CHANGED_CODE = "report/rollen.qmd", "notebooks/03_kaders.ipynb"
SENTENCE = "\nDeze zin staat er alleen voor een meting.\n"
Measurements = dict[str, dict[str, float]]


def run_scenarios(measure: Run, copy: Path) -> Measurements:
    """Return what each scenario costs in a fresh copy: made from nothing first, then what follows on it."""
    environment = find_environment(copy)
    runs = {"from nothing": measure(REPORT, copy, environment)}
    runs["unchanged"] = measure(REPORT, copy, environment)
    with (copy / CHANGED_PROSE).open("a", encoding="utf-8", newline="\n") as file:
        file.write(SENTENCE)
    runs["one chapter's prose changed"] = measure(REPORT, copy, environment)
    runs["one notebook's code changed"] = measure_change(measure, copy / CHANGED_CODE, environment)
    if SETUP_STAMP.is_file():
        runs["set-up, nothing to do"] = measure(SETUP, ROOT, os.environ)
    return runs


def measure_change(measure: Run, notebook: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Return what a report costs after a line of code was added to a notebook."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    cell = next(cell for cell in content["cells"] if is_plain(cell))
    cell["source"] = "".join(cell["source"]) + "\none_more = 1"
    notebook.write_text(
        json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    return measure(REPORT, notebook.parents[1], environment)


def is_plain(cell: Mapping[str, Any]) -> bool:
    """Return whether a cell is code without a label, and not that of the parameters."""
    code = cell["cell_type"] == "code" and "parameters" not in cell["metadata"].get("tags", [])
    return code and not "".join(cell["source"]).startswith("#|")


def run_editions(measure: Run, copy: Path) -> Measurements:
    """Return what all editions cost in a fresh copy: from nothing, and unchanged."""
    environment, command = find_environment(copy), [*REPORT, "--edition", "all"]
    names = ("all editions, from nothing", "all editions, unchanged")
    return {name: measure(command, copy, environment) for name in names}


def run_stages(copy: Path) -> Measurements:
    """Return wall and CPU seconds of each stage, made from nothing in a fresh copy."""
    done = subprocess.run(STAGES, cwd=copy, env=find_environment(copy), check=True, capture_output=True)
    return {name: {"wall": wall, "cpu": cpu} for name, wall, cpu in json.loads(done.stdout)}


def repeat(what: str, times: int, run: Callable[[Path], Measurements]) -> Measurements:
    """Return the medians of `run` over fresh copies of the working tree."""
    runs = []
    for number in range(times):
        with tempfile.TemporaryDirectory(prefix="lob-benchmark-") as folder:
            copy_tree(Path(folder))
            runs.append(run(Path(folder)))
        print(f"{what}: {number + 1} of {times}", flush=True)
    return take_medians(runs)


def write_results(results: Mapping[str, Any], folder: Path) -> None:
    """Write the results as JSON and as a Markdown page."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
    (folder / "report.json").write_text(text, encoding="utf-8", newline="\n")
    (folder / "report.md").write_text(format_report(results), encoding="utf-8", newline="\n")


def measure_all(repeats: int, provisional: str) -> Iterator[dict[str, Any]]:
    """Yield the results so far after each part: times as medians, then memory of one run of its own."""
    about = describe_machine() | {"load before": read_load(), "repeats": f"{repeats}; memory once"}
    scenarios = repeat("time", repeats, partial(run_scenarios, measure_time))
    scenarios |= repeat("editions", 1, partial(run_editions, measure_time))
    results = {"about": about, "provisional": provisional, "scenarios": scenarios, "stages": {}}
    yield results
    results = results | {"stages": repeat("stages", repeats, run_stages)}
    yield results
    memory = repeat("memory", 1, partial(run_scenarios, measure_memory))
    memory |= repeat("memory of editions", 1, partial(run_editions, measure_memory))
    yield results | {"scenarios": join_runs(scenarios, memory)}


def main() -> None:
    """Measure, write the results and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--provisional", default="", help="why these figures are not final")
    parser.add_argument("--output", type=Path, default=RESULTS)
    options = parser.parse_args()
    try:
        for results in measure_all(options.repeats, options.provisional):
            write_results(results, options.output)
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{(error.output or b'').decode(errors='replace')}{read_errors(error)}")
    print(format_report(results))


def read_errors(error: subprocess.CalledProcessError) -> str:
    """Return what a failed command wrote to its error stream, where that was kept apart."""
    return (error.stderr or b"").decode(errors="replace")


if __name__ == "__main__":
    main()
