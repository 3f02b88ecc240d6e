"""Where and when something was measured: machine, system, commit, load, and what else is installed."""

from __future__ import annotations

import datetime
import importlib.util
import os
import platform
import subprocess
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
CPU_FILE = Path("/proc/cpuinfo")
# Comes with JupyterLab; importing papermill then takes a second more.
SLOW = "rfc3987_syntax"


def read_git(*arguments: str) -> str:
    """Return what git prints."""
    command = ["git", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def read_commit() -> str:
    """Return the commit; when the package has changes on it, that is said."""
    changed = read_git("status", "--porcelain", "--untracked-files=no", "--", "lobanalysis", "notebooks")
    return read_git("rev-parse", "--short", "HEAD").strip() + (" with changes" if changed else "")


def name_processor() -> str:
    """Return the processor as the system names it."""
    if not CPU_FILE.is_file():
        return platform.processor()
    lines = CPU_FILE.read_text(encoding="utf-8").splitlines()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")


def name_environment() -> str:
    """Return whether JupyterLab is installed beside this interpreter's papermill."""
    return "with JupyterLab" if importlib.util.find_spec(SLOW) else "without JupyterLab"


def describe_machine() -> dict[str, str]:
    """Return date, commit and machine."""
    memory = psutil.virtual_memory().total / 1024**3
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "commit": read_commit(),
        "machine": f"{os.cpu_count()} × {name_processor()}, {memory:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "environment": name_environment(),
        "priority": f"{-os.nice(0)}" if hasattr(os, "nice") else "0",
    }


def read_load() -> float:
    """Return how many processes wanted a processor in the last minute."""
    return round(psutil.getloadavg()[0], 1)
