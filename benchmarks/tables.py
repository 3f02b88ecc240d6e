"""Medians of repeated measurements, and the table that shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

TITLE = "# Making the report: time and memory\n\nWritten by `benchmarks/report.py`; medians."
HEAD = """| What | Wall time | CPU time | Peak memory | Processes | Wanted |
| --- | --: | --: | --: | --: | --- |
"""
STAGE_HEAD = """| Stage | Wall time | CPU time |
| --- | --: | --: |
"""
WANTED = {"from nothing": "60 s, 1.5 GiB", "unchanged": "5 s"}


def take_medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the median of each key over repeated runs.

    Examples
    --------
    >>> take_medians([{"wall": 1.0}, {"wall": 9.0}, {"wall": 2.0}])
    {'wall': 2.0}
    """
    return {key: median(run[key] for run in runs) for key in runs[0]}


def format_scenario(name: str, run: Mapping[str, float]) -> str:
    """Return the row of one scenario.

    Examples
    --------
    >>> format_scenario("unchanged", {"wall": 0.84, "cpu": 0.8, "memory": 40.2, "processes": 1})
    '| unchanged | 0.84 s | 0.80 s | 40 MiB | 1 | 5 s |'
    """
    numbers = f"{run['wall']:.2f} s | {run['cpu']:.2f} s | {run['memory']:.0f} MiB | {run['processes']:.0f}"
    return f"| {name} | {numbers} | {WANTED.get(name, '')} |"


def format_stage(name: str, run: Mapping[str, float]) -> str:
    """Return the row of one stage."""
    return f"| {name} | {run['wall']:.2f} s | {run['cpu']:.2f} s |"


def format_report(results: Mapping[str, Any]) -> str:
    """Return the Markdown page of a benchmark: where and when, scenarios, stages."""
    scenarios = "\n".join(format_scenario(*item) for item in results["scenarios"].items())
    stages = "\n".join(format_stage(*item) for item in results["stages"].items())
    note = f"**Provisional: {results['provisional']}.**\n\n" if results["provisional"] else ""
    about = "\n".join(f"- {key}: {value}" for key, value in results["about"].items())
    return (
        f"{TITLE}\n\n{note}{about}\n\n{HEAD}{scenarios}\n\n## Stages, from nothing\n\n{STAGE_HEAD}{stages}\n"
    )
