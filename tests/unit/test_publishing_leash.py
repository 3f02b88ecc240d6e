"""A program on a leash ends with whoever asked for it, and takes what it started along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lobanalysis.publishing.leash import run_on_leash

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/cmdline").exists(), reason="no /proc to look for processes in"
)
OWNER = """
import os, pathlib, sys
from lobanalysis.publishing.leash import run_on_leash
run_on_leash(["sh", "-c", "sleep 600 & touch begonnen; sleep 600"], pathlib.Path(sys.argv[1]), os.environ)
"""


def find_running(folder: Path) -> list[str]:
    """Return the processes that work in a folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if place.resolve() == folder:
                found.append((place.parent / "cmdline").read_text())
        except OSError:
            continue
    return found


def wait_for(ready) -> bool:
    """Return whether something becomes true within a while."""
    end = time.monotonic() + 60
    while not ready() and time.monotonic() < end:
        time.sleep(0.05)
    return ready()


def test_what_a_program_prints_and_its_code_come_back(tmp_path):
    done = run_on_leash(["sh", "-c", "echo uit; echo fout >&2; exit 3"], tmp_path, os.environ)
    assert (done.returncode, done.stdout, done.stderr) == (3, b"uit\n", b"fout\n")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_nothing_is_left_when_the_one_who_asked_is_gone(tmp_path, number):
    owner = subprocess.Popen([sys.executable, "-c", OWNER, str(tmp_path)], stderr=subprocess.DEVNULL)
    assert wait_for((tmp_path / "begonnen").exists)
    assert len(find_running(tmp_path)) >= 2
    owner.send_signal(number)
    owner.wait()
    assert wait_for(lambda: find_running(tmp_path) == [])
