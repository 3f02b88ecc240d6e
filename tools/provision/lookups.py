"""The look-up files of the de-identification, built once: a minute or two that no run should wait for."""

from __future__ import annotations

import subprocess
from pathlib import Path

from provision.environment import find_python

BUILD = "from lobanalysis.intake.name_lists import build_lookups; build_lookups()"


def start_build(venv: Path, root: Path, log: Path) -> subprocess.Popen:
    """Start building the look-up files in the background; output goes to a log."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as stream:
        return subprocess.Popen(
            [str(find_python(venv)), "-c", BUILD],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
