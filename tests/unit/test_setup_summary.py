"""The last line of `make test`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
EXAMPLE = """
import pytest

def test_that_passes(): pass
def test_that_fails(): assert False
@pytest.fixture
def broken(): raise ValueError
def test_that_cannot_start(broken): pass
@pytest.mark.needs("no-such-program")
def test_that_needs_a_program(): assert False
@pytest.mark.skip(reason="missing program: quarto")
def test_of_quarto(): assert False
"""


@pytest.fixture(params=[[], ["-n", "2"]], ids=["one process", "two processes"])
def lines(tmp_path, request):
    shutil.copy(CONFTEST, tmp_path / "conftest.py")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = needs\n", encoding="utf-8")
    (tmp_path / "test_example.py").write_text(EXAMPLE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *request.param],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.splitlines()


def test_the_last_line_counts_plainly_and_the_one_before_names_missing_programs(lines):
    assert lines[-1] == "1 passed, 2 failed, 2 skipped"
    assert lines[-2].startswith("skipped for want of a program: quarto: 1, chromium: 0")
