"""What was measured, one JSON object per line: nothing is lost when a long run is broken off."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

RESULTS = Path(__file__).resolve().parent / "results"
Sample = dict[str, Any]


def append_sample(path: Path, sample: Mapping[str, Any]) -> None:
    """Add a sample to a file of samples."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(sample, ensure_ascii=False) + "\n")


def read_samples(path: Path) -> list[Sample]:
    """Return all samples in a file, in the order in which they were taken."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def group_samples(samples: Iterable[Sample], *keys: str) -> dict[tuple[Any, ...], list[Sample]]:
    """Return the samples that agree on all keys together."""
    groups = defaultdict(list)
    for sample in samples:
        groups[tuple(sample[key] for key in keys)].append(sample)
    return dict(groups)


def take_median(samples: Iterable[Sample], value: str = "wall") -> float:
    """Return the median of a value.

    Examples
    --------
    >>> take_median([{"wall": 1.0}, {"wall": 9.0}, {"wall": 2.0}])
    2.0
    """
    return median(sample[value] for sample in samples if value in sample)
