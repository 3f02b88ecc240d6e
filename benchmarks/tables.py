"""Medians of repeated measurements, and the table that shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

TITLE = "# Making the report: time and memory\n\nWritten by `benchmarks/report.py`; medians."
HEAD = """| What | Wall time | CPU time | Peak memory | Largest process | Wanted |
| --- | --: | --: | --: | --: | --- |
"""
STAGE_HEAD = """| Stage | Wall time | CPU time |
| --- | --: | --: |
"""
Measurements = Mapping[str, Mapping[str, float]]
WANTED = {
    "from nothing": "20 s, 1.5 GiB",
    "unchanged": "3 s",
    "one chapter's prose changed": "5 s",
    "all editions, from nothing": "90 s",
}


def take_medians(runs: Sequence[Measurements]) -> dict[str, dict[str, float]]:
    """Return, per name, the median of each value over repeated runs.

    Examples
    --------
    >>> take_medians([{"site": {"wall": 1.0}}, {"site": {"wall": 9.0}}, {"site": {"wall": 2.0}}])
    {'site': {'wall': 2.0}}
    """
    return {
        name: {key: median(run[name][key] for run in runs) for key in values}
        for name, values in runs[0].items()
    }


def join_runs(left: Measurements, right: Measurements) -> dict[str, dict[str, float]]:
    """Return the values of both per name.

    Examples
    --------
    >>> join_runs({"site": {"wall": 1.0}}, {"site": {"memory": 9.0}})
    {'site': {'wall': 1.0, 'memory': 9.0}}
    """
    return {name: {**values, **right.get(name, {})} for name, values in left.items()}


def format_value(run: Mapping[str, float], key: str, unit: str, digits: int) -> str:
    """Return a value with its unit; a dash when it was not measured.

    Examples
    --------
    >>> format_value({"wall": 0.844}, "wall", "s", 2), format_value({}, "memory", "MiB", 0)
    ('0.84 s', '–')
    """
    return f"{run[key]:.{digits}f} {unit}" if key in run else "–"


def format_scenario(name: str, run: Mapping[str, float]) -> str:
    """Return the row of one scenario.

    Examples
    --------
    >>> format_scenario("unchanged", {"wall": 0.84, "cpu": 0.8, "memory": 40.2, "largest": 40.2})
    '| unchanged | 0.84 s | 0.80 s | 40 MiB | 40 MiB | 3 s |'
    """
    times = [format_value(run, key, "s", 2) for key in ("wall", "cpu")]
    memory = [format_value(run, key, "MiB", 0) for key in ("memory", "largest")]
    return f"| {' | '.join([name, *times, *memory, WANTED.get(name, '')])} |"


def format_stage(name: str, run: Mapping[str, float]) -> str:
    """Return the row of one stage."""
    return f"| {name} | {format_value(run, 'wall', 's', 2)} | {format_value(run, 'cpu', 's', 2)} |"


def format_report(results: Mapping[str, Any]) -> str:
    """Return the Markdown page of a benchmark: where and when, scenarios, stages."""
    scenarios = "\n".join(format_scenario(*item) for item in results["scenarios"].items())
    stages = "\n".join(format_stage(*item) for item in results["stages"].items())
    note = f"**Provisional: {results['provisional']}.**\n\n" if results["provisional"] else ""
    about = "\n".join(f"- {key}: {value}" for key, value in results["about"].items())
    return (
        f"{TITLE}\n\n{note}{about}\n\n{HEAD}{scenarios}\n\n## Stages, from nothing\n\n{STAGE_HEAD}{stages}\n"
    )
