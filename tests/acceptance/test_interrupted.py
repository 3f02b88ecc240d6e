"""Control-C at any moment: the last good site stays, and the next run makes exactly the same report."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from clone import Clone, make_environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Control-C is another signal on Windows")

SITE = "_site"
MADE = ("_site", "_variables.yml", "build/2020/tables", "build/figures", "build/downloads", "build/notebooks")
PATIENCE = 300
FAREWELL = 3  # seconds in which a kernel notices that its parent is gone


@dataclass(frozen=True)
class Stopped:
    """What a command that was interrupted left: its exit code, what it complained, the site's hashes."""

    code: int
    complained: str
    site: dict[str, str]


def interrupt(project: Clone, ready) -> Stopped:
    """Return what is left of `lobanalysis report` after Control-C as soon as `ready(printed so far)`."""
    printed, complained = project.root.with_suffix(".out"), project.root.with_suffix(".err")
    with printed.open("w") as out, complained.open("w") as err:
        process = subprocess.Popen(
            [project.command, "report", "--engine", "pandoc"],
            cwd=project.root,
            env=make_environment(project.env, {}),
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        wait_for(process, lambda: ready(printed.read_text("utf-8")))
        os.killpg(process.pid, signal.SIGINT)
        code = process.wait(PATIENCE)
    return Stopped(code, complained.read_text("utf-8"), project.hash(SITE))


def wait_for(process: subprocess.Popen, ready) -> None:
    """Wait until `ready()`, as long as the process lives."""
    end = time.monotonic() + PATIENCE
    while not ready():
        assert process.poll() is None and time.monotonic() < end, "it ended before it could be interrupted"
        time.sleep(0.02)


def find_running(project: Clone) -> list[str]:
    """Return the commands that still run in the folder of the project."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if place.resolve() == project.root:
                found.append((place.parent / "cmdline").read_text())
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def story(built, tmp_path_factory):
    """Return a project without tables, whose report was interrupted twice then made, and what happened."""
    project = built.clone.copy(tmp_path_factory.mktemp("onderbroken") / "elders", without=["build"])
    early = interrupt(project, lambda printed: "notebook 01_inleiding" in printed)
    time.sleep(FAREWELL)
    left = find_running(project)
    late = interrupt(project, lambda printed: (project.root / "_site.new").exists())
    last = project.run("report", "--engine", "pandoc")
    return project, early, late, last, left


@pytest.mark.parametrize("moment", [1, 2], ids=["while notebooks run", "while pages are made"])
def test_an_interrupted_run_says_so_and_leaves_the_last_good_site_whole(story, built, moment):
    stopped = story[moment]
    assert stopped.code == 130
    assert stopped.complained == "error: interrupted; the last good site is still in place\n"
    assert stopped.site == built.clone.hash(SITE)


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="no /proc to look for processes in")
def test_no_process_goes_on_after_an_interrupted_run(story):
    assert story[4] == []


def test_the_next_run_completes_the_report(story):
    project, *_, last, _ = story
    assert (last.returncode, last.stderr) == (0, "")
    leftovers = [path.name for path in project.root.rglob("*.new*")] + [
        path.name for path in project.root.glob("_site.*")
    ]
    assert leftovers == []


def test_what_is_made_again_at_another_place_is_equal_byte_for_byte(story, built):
    before, now = built.clone.hash(*MADE), story[0].hash(*MADE)
    differing = [name for name in before.keys() | now.keys() if before.get(name) != now.get(name)]
    assert sorted(differing) == []
