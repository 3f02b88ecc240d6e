"""Making `.venv` and installing into it, in two pip calls: the hashed lock, then the package itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from provision.stamp import LOCKS, UNDER_WAY

PROBE = "import pip, sys; sys.exit(sys.version_info < (3, 11))"


class SetupError(Exception):
    """The set-up cannot go on; the text says why and what to do."""


def find_python(venv: Path) -> Path:
    """Return the path of the interpreter of an environment, there or not."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run_quietly(command: list[str], log: Path, timeout: float | None = None) -> int:
    """Run a program with its output in a log file; return its exit code."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as stream:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, timeout=timeout
        ).returncode


def read_tail(log: Path, lines: int = 6) -> str:
    """Return the last lines of a log that are no mere warnings."""
    text = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
    told = [line for line in text.splitlines() if line.strip() and not line.startswith("WARNING:")]
    return "\n".join(told[-lines:])


def is_usable(venv: Path, log: Path) -> bool:
    """Return whether the environment's Python runs, is new enough and has pip."""
    python = find_python(venv)
    return python.exists() and run_quietly([str(python), "-c", PROBE], log) == 0


def make_environment(venv: Path, log: Path) -> None:
    """Make `venv` anew, taking away what is there.

    Raises
    ------
    SetupError
        When Python cannot make one.
    """
    if venv.exists():
        shutil.rmtree(venv)
    code = run_quietly([sys.executable, "-m", "venv", str(venv)], log)
    if code != 0 or not is_usable(venv, log):
        raise SetupError(
            f"no environment could be made in {venv}.\n{read_tail(log)}\n"
            "Hint: Python needs its module venv (on Debian and Ubuntu: package python3-venv)."
        )


def add_pip(venv: Path, log: Path) -> None:
    """Give an environment that runs but has no pip (made by uv, say) the pip of its Python."""
    if find_python(venv).exists():
        run_quietly([str(find_python(venv)), "-m", "ensurepip"], log)


def repair_environment(venv: Path, log: Path, say=print) -> None:
    """Leave a usable environment in `venv`: the present one, one given pip, or a new one."""
    if (venv / UNDER_WAY).exists():
        say("Set-up: an earlier installation was interrupted; .venv is made anew.")
        return make_environment(venv, log)
    if not is_usable(venv, log):
        add_pip(venv, log)
    if not is_usable(venv, log):
        make_environment(venv, log)


def install(venv: Path, arguments: list[str], log: Path) -> None:
    """Run one pip installation; it is marked as under way until pip has ended by itself.

    Raises
    ------
    SetupError
        When pip fails; with the end of its output.
    """
    mark = venv / UNDER_WAY
    mark.touch()
    command = [str(find_python(venv)), "-m", "pip", "install", "--disable-pip-version-check", *arguments]
    code = run_quietly(command, log)
    if code >= 0:
        mark.unlink()
    if code != 0:
        raise SetupError(f"pip failed; its whole output is in {log}.\n{read_tail(log)}")


def install_lock(root: Path, venv: Path, purpose: str, log: Path) -> None:
    """Install everything that a purpose needs, each file checked against its hash."""
    install(venv, ["--require-hashes", "-r", str(root / LOCKS[purpose])], log)


def install_package(root: Path, venv: Path, log: Path) -> None:
    """Install the project itself, editable, with what the lock brought."""
    install(venv, ["--no-deps", "--no-build-isolation", "-e", str(root)], log)
