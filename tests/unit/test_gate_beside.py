"""Does the process that looks for what was removed answer the same early, late and when something breaks?"""

from __future__ import annotations

import os
import signal

import pytest
from made_up_wave import ANNA, find_nobody, make_project
from planted_sites import NAME, make_page

from lobanalysis.errors import LobError, RenderError, SourceError
from lobanalysis.gate.beside import Searcher, attempt
from lobanalysis.intake.stage import run_intake

WAVE = "2031"


@pytest.fixture
def project(tmp_path):
    """Return a project with a made-up wave, its tables made."""
    project = make_project(tmp_path / "golf", [ANNA])
    run_intake(project, WAVE, find_persons=find_nobody)
    return project


@pytest.fixture
def searcher(project):
    """Yield a process that looks for what was removed from the wave."""
    searcher = Searcher(project, WAVE)
    yield searcher
    searcher.close()


def write_page(folder, name, text):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(make_page(text))
    return path


def test_what_was_looked_at_ahead_is_found_in_the_site_and_counts_as_read(searcher, tmp_path):
    path = write_page(tmp_path / "site", "een.html", f"met {NAME}")
    write_page(tmp_path / "site", "twee.html", "niets bijzonders")
    searcher.look_ahead("een.html", path)
    done = searcher.scan(tmp_path / "site")
    assert [finding.file for finding in done.findings] == ["een.html"]
    assert done.read == 2


def test_a_file_that_changed_after_it_was_looked_at_is_read_again(searcher, tmp_path):
    searcher.look_ahead("een.html", write_page(tmp_path / "before", "een.html", "niets bijzonders"))
    write_page(tmp_path / "site", "een.html", f"met {NAME}")
    assert [finding.file for finding in searcher.scan(tmp_path / "site").findings] == ["een.html"]


def test_a_file_that_is_gone_when_it_is_looked_at_is_none_of_the_site(searcher, tmp_path):
    searcher.look_ahead("weg.html", tmp_path / "weg.html")
    write_page(tmp_path / "site", "een.html", f"met {NAME}")
    assert [finding.file for finding in searcher.scan(tmp_path / "site").findings] == ["een.html"]


def test_a_fresh_scan_reads_everything_and_keeps_what_is_clean_for_the_next(project, searcher, tmp_path):
    write_page(tmp_path / "site", "een.html", "niets bijzonders")
    fresh = Searcher(project, WAVE, fresh=True)
    assert [fresh.scan(tmp_path / "site").read for _ in range(2)] == [1, 1]
    fresh.close()
    done = searcher.scan(tmp_path / "site")
    assert (done.read, done.known) == (0, 1)


def test_a_wave_that_cannot_be_read_is_told_by_the_scan_and_not_before(project, tmp_path):
    (project.wave(WAVE) / "register.csv").unlink()
    searcher = Searcher(project, WAVE)
    searcher.look_ahead("een.html", write_page(tmp_path / "site", "een.html", "niets bijzonders"))
    with pytest.raises(SourceError, match=r"register\.csv: file is missing"):
        searcher.scan(tmp_path / "site")
    searcher.close()


def test_a_process_that_was_killed_stops_the_build_with_one_clear_error(searcher, tmp_path):
    os.kill(searcher._process.pid, signal.SIGKILL)
    searcher._process.join()
    searcher.look_ahead("een.html", write_page(tmp_path / "site", "een.html", "niets bijzonders"))
    with pytest.raises(RenderError, match="broke off") as caught:
        searcher.scan(tmp_path / "site")
    assert isinstance(caught.value, LobError)


def test_an_unexpected_error_is_told_without_what_it_is_about():
    problem = attempt(lambda: {}[NAME])
    assert isinstance(problem, RuntimeError)
    assert str(problem).startswith("KeyError in test_gate_beside.py, line")


def test_the_process_is_gone_after_it_was_closed(project):
    searcher = Searcher(project, WAVE)
    searcher.close()
    assert not searcher._process.is_alive()
