"""Measure how long the report takes and how much memory: from nothing, unchanged, and per stage.

`python benchmarks/report.py` works in copies of the working tree; see README.md beside this file.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import psutil
from measure import Run, measure_memory, measure_time
from tables import format_report, join_runs, take_medians

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).resolve().parent / "results"
REPORT = [sys.executable, "-m", "lobanalysis.cli", "report", "--engine", "pandoc"]
STAGES = [sys.executable, str(Path(__file__).resolve().parent / "stages.py")]
SETUP = [sys.executable, "tools/bootstrap.py", "--with", "report"]
SETUP_STAMP = ROOT / ".venv" / "lob-setup.json"
CHANGED_PROSE = "report/rollen.qmd"
SENTENCE = "\nDeze zin staat er alleen voor een meting.\n"
Measurements = dict[str, dict[str, float]]


def list_tree() -> list[Path]:
    """Return the files of the working tree that git knows or would take, from the root."""
    names = read_git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return [Path(name) for name in sorted(set(names)) if name and (ROOT / name).is_file()]


def copy_tree(target: Path) -> None:
    """Copy the working tree, without anything that was made, to a new folder."""
    for path in list_tree():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, target / path)


def find_environment(copy: Path) -> dict[str, str]:
    """Return the environment in which this interpreter runs the copy instead of what is installed."""
    return {**os.environ, "PYTHONPATH": str(copy), "LOB_PROJECT": str(copy)}


def run_scenarios(measure: Run, copy: Path) -> Measurements:
    """Return what each scenario costs in a fresh copy: made from nothing first, then what follows on it."""
    environment = find_environment(copy)
    runs = {"from nothing": measure(REPORT, copy, environment)}
    runs["unchanged"] = measure(REPORT, copy, environment)
    with (copy / CHANGED_PROSE).open("a", encoding="utf-8", newline="\n") as file:
        file.write(SENTENCE)
    runs["one chapter's prose changed"] = measure(REPORT, copy, environment)
    if SETUP_STAMP.is_file():
        runs["set-up, nothing to do"] = measure(SETUP, ROOT, os.environ)
    return runs


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


def describe_machine(repeats: int) -> dict[str, str]:
    """Return date, commit and machine; a commit with changes on it is marked."""
    changed = " with changes" if read_git("status", "--porcelain", "--untracked-files=no") else ""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "commit": read_git("rev-parse", "--short", "HEAD").strip() + changed,
        "machine": f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 1024**3:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "load before": f"{psutil.getloadavg()[0]:.1f}",
        "repeats": f"{repeats}; memory once",
    }


def read_git(*arguments: str) -> str:
    """Return what git prints."""
    command = ["git", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def write_results(results: Mapping[str, Any], folder: Path) -> None:
    """Write the results as JSON and as a Markdown page."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, indent=1, ensure_ascii=False) + "\n"
    (folder / "report.json").write_text(text, encoding="utf-8", newline="\n")
    (folder / "report.md").write_text(format_report(results), encoding="utf-8", newline="\n")


def measure_all(repeats: int, provisional: str) -> Iterator[dict[str, Any]]:
    """Yield the results so far after each part: times as medians, then memory of one run of its own."""
    about = describe_machine(repeats)
    scenarios = repeat("time", repeats, partial(run_scenarios, measure_time))
    results = {"about": about, "provisional": provisional, "scenarios": scenarios, "stages": {}}
    yield results
    results = results | {"stages": repeat("stages", repeats, run_stages)}
    yield results
    memory = repeat("memory", 1, partial(run_scenarios, measure_memory))
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
