"""Quarto, tried once: its PyPI package downloads a program, which many networks refuse."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

from provision.environment import find_python

VERSION = "1.10.18"
LIMIT = 60.0
MEMORY = "quarto.json"


def find_quarto(venv: Path) -> str | None:
    """Return the path of Quarto: that of `.venv`, or the one on PATH."""
    return shutil.which("quarto", path=str(find_python(venv).parent)) or shutil.which("quarto")


def read_memory(folder: Path) -> dict[str, str]:
    """Return what was remembered of an earlier try; empty when there was none."""
    try:
        content = json.loads((folder / MEMORY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write_memory(folder: Path, outcome: str) -> None:
    """Remember how a try of this version ended."""
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"version": VERSION, "outcome": outcome}, indent=1)
    (folder / MEMORY).write_text(content + "\n", encoding="utf-8", newline="\n")


def start_try(venv: Path, log: Path) -> subprocess.Popen:
    """Start the installation of Quarto, in a process group of its own so that it can be ended whole."""
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [str(find_python(venv)), "-m", "pip", "install", "--disable-pip-version-check", "--no-deps"]
    with log.open("wb") as stream:
        return subprocess.Popen(
            [*command, f"quarto-cli=={VERSION}"],
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=os.name != "nt",
        )


def end_try(process: subprocess.Popen) -> None:
    """End an installation with everything that it started."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for_try(process: subprocess.Popen, seconds: float) -> str:
    """Return how a try ended: `installed`, `failed` or `took too long` (and was then ended)."""
    try:
        return "installed" if process.wait(timeout=max(seconds, 0)) == 0 else "failed"
    except subprocess.TimeoutExpired:
        end_try(process)
        return "took too long"


def is_to_try(venv: Path, folder: Path) -> bool:
    """Return whether Quarto is absent and this version was not tried before."""
    return find_quarto(venv) is None and read_memory(folder).get("version") != VERSION


def describe(outcome: str) -> str:
    """Return the one line that says what came of the try."""
    if outcome == "installed":
        return f"Set-up: Quarto {VERSION} is installed and makes the report."
    return (
        f"Set-up: Quarto {VERSION} could not be installed ({outcome}); pandoc makes the report. "
        "Try again with: python3 tools/bootstrap.py --retry-quarto"
    )
