"""Skipping tests whose program is absent, and the last line of `make test`, which counts them."""

from __future__ import annotations

import re
import shutil
import signal
import sys
import threading
from pathlib import Path

import pytest

PROGRAMS = {
    "quarto": ("quarto",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "chromedriver": ("chromedriver",),
    "pdftoppm": ("pdftoppm",),
    "soffice": ("soffice", "libreoffice"),
}
BESIDE = str(Path(sys.executable).parent)
COUNTED = {"passed": ("passed", "xpassed"), "failed": ("failed", "error"), "skipped": ("skipped", "xfailed")}


# Started in the background, a shell lets its programs ignore Control-C, and theirs too: tests that interrupt
# a program need it to listen.
if (
    threading.current_thread() is threading.main_thread()
    and signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def wave_tables() -> Path:
    """Return the tables of wave 2020 of this project, made where they are missing; to copy, not to change."""
    from lobanalysis.paths import find_project
    from lobanalysis.stages import make_tables

    make_tables(find_project(), "2020")
    return find_project().tables("2020")


@pytest.fixture(scope="session")
def warmth():
    """A template process that the tests of a session fork kernels from, None where that cannot be."""
    from lobanalysis.execution.warm.environment import find_platform_misfit
    from lobanalysis.execution.warm.template import open_template

    if find_platform_misfit():
        yield None
        return
    with open_template() as shared:
        yield shared


@pytest.fixture
def template(warmth):
    """The same for tests that need one."""
    if warmth is None:
        pytest.skip("kernels are forked on Linux only")
    return warmth


@pytest.fixture
def own_template(template):
    """A template process of one test, to do harm to."""
    from lobanalysis.execution.warm.template import open_template

    with open_template([]) as own:
        yield own


def find_program(name: str) -> str | None:
    """Return the path of a program, beside this interpreter or on PATH."""
    names = PROGRAMS.get(name, (name,))
    return next(filter(None, (shutil.which(n, path=BESIDE) or shutil.which(n) for n in names)), None)


def pytest_runtest_setup(item):
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            if find_program(name) is None:
                pytest.skip(f"missing program: {name}")


def count_outcomes(stats: dict) -> str:
    """Return the plain closing line: passed, failed (errors too), skipped."""
    counts = {word: sum(len(stats.get(kind, [])) for kind in kinds) for word, kinds in COUNTED.items()}
    return ", ".join(f"{n} {word}" for word, n in counts.items())


def count_missing(stats: dict) -> str:
    """Return per program how many tests were skipped for want of it."""
    reasons = [str(report.longrepr) for report in stats.get("skipped", [])]
    counts = {
        name: sum(bool(re.search(rf"\b{name}\b", r, re.IGNORECASE)) for r in reasons) for name in PROGRAMS
    }
    return "skipped for want of a program: " + ", ".join(f"{name}: {n}" for name, n in counts.items())


def pytest_terminal_summary(terminalreporter, config):
    config.closing_lines = [count_missing(terminalreporter.stats), count_outcomes(terminalreporter.stats)]


def pytest_unconfigure(config):
    for line in getattr(config, "closing_lines", []):
        print(line, flush=True)
