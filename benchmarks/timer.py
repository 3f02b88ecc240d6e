"""The time that one command takes, by hyperfine where it is installed: wall time and processor time."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from measure import measure_time

HYPERFINE = shutil.which("hyperfine")


def time_command(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> dict[str, float]:
    """Return the seconds waited and the processor seconds of one run of a command.

    hyperfine measures without a shell; where it is not installed, `measure_time` does.

    Raises
    ------
    subprocess.CalledProcessError
        When the command fails.
    """
    if HYPERFINE is None:
        return measure_time(command, folder, environment)
    with tempfile.TemporaryDirectory() as place:
        export = Path(place) / "times.json"
        options = ["--shell=none", "--runs=1", "--style=none", "--export-json", str(export)]
        subprocess.run(
            [HYPERFINE, *options, shlex.join(command)],
            cwd=folder,
            env=dict(environment),
            check=True,
            capture_output=True,
        )
        return read_time(json.loads(export.read_text(encoding="utf-8")))


def read_time(exported: Mapping[str, list[dict[str, float]]]) -> dict[str, float]:
    """Return wall and processor seconds from hyperfine's own file.

    Examples
    --------
    >>> read_time({"results": [{"mean": 2.5, "user": 3.0, "system": 0.5}]})
    {'wall': 2.5, 'cpu': 3.5}
    """
    result = exported["results"][0]
    return {"wall": result["mean"], "cpu": result["user"] + result["system"]}


def name_timer() -> str:
    """Return what measured."""
    if HYPERFINE is None:
        return "Python's own clock"
    version = subprocess.run([HYPERFINE, "--version"], check=True, capture_output=True, encoding="utf-8")
    return version.stdout.strip()
