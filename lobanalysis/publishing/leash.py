"""A program that must not outlive this one: it and all that it started end when who asked for it is gone.

Run as a script it is the process in between: `python leash.py OWNER_PID PROGRAM ARGUMENT…`. Standard library
only.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

LOOK_SECONDS = 0.25
LOST = 1


def run_on_leash(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Return a finished program with what it printed, run in `folder`.

    However this process ends, the program and what it started end too; on Windows only the program itself.
    """
    between = [] if os.name == "nt" else [sys.executable, "-I", "-S", __file__, str(os.getpid())]
    process = subprocess.Popen(
        [*between, *command],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        out, err = process.communicate()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    return subprocess.CompletedProcess(list(command), process.returncode, out, err)


def stop(*_: object) -> None:
    """End on request."""
    raise SystemExit(LOST)


def hold(owner: int, command: Sequence[str]) -> int:
    """Return the exit code of a program; its group ends when this process is told to, or `owner` is gone."""
    signal.signal(signal.SIGTERM, stop)
    process = subprocess.Popen(command, start_new_session=True)
    try:
        while os.getppid() == owner:
            try:
                return process.wait(LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        return LOST
    finally:
        end_group(process)


def end_group(process: subprocess.Popen) -> None:
    """End what is left of a program's group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    sys.exit(hold(int(sys.argv[1]), sys.argv[2:]))
