"""What goes on beside a build: another build, a source that changes, a clock that jumps."""

from __future__ import annotations

import os
import select
from pathlib import Path

import pytest
from clone import WORKING_TREE
from faults import BREAKPOINT, find_broken, find_leftovers, wait_for_silence, wait_until
from small_project import READ, Small, write_cells

from lobanalysis.building.turns import WAITING

REGISTER = "data/2020/register.csv"
SCHOOL = "999Z;Zwaluwhof College;Nergenshuizen;Groningen;Noord;ROC;4100\n"
TWICE = ("report", "--engine", "pandoc")


def wait_in(small: Small, notebook: str, table: str) -> tuple[Path, Path]:
    """Let a notebook say that it is busy and wait for a sign; return the file that it makes and the sign."""
    wait = "Path('build/wakker').touch()\nwhile not Path('build/verder').exists(): time.sleep(0.05)"
    write_cells(small, notebook, wait, READ.format(table))
    return small.root / "build" / "wakker", small.root / "build" / "verder"


@pytest.fixture(scope="module")
def meeting(small_built, tmp_path_factory):
    """Return a project in which a second build began while the first was busy, and both."""
    small = small_built.copy(tmp_path_factory.mktemp("samen") / "project")
    awake, sign = wait_in(small, "01_een", "account")
    first = small.start(*TWICE)
    wait_until(awake.is_file, first)
    second = small.start(*TWICE)
    line = (
        second.stdout.readline() if select.select([second.stdout], [], [], 60)[0] else "nothing in a minute"
    )
    site = small.hash("_site")
    sign.touch()
    outcomes = [(*process.communicate(timeout=300), process.returncode) for process in (first, second)]
    return small, small_built.hash("_site"), line, site, outcomes


def test_a_second_build_says_that_it_waits(meeting):
    small, good, line, site, _ = meeting
    assert line == WAITING + "\n" and site == good


def test_both_builds_end_well_and_the_second_has_nothing_left_to_do(meeting):
    small, good, _, _, ((_, complained, code), (printed, moaned, other)) = meeting
    assert (code, other, complained, moaned) == (0, 0, "", "")
    assert printed.splitlines() == [
        "2 notebooks: 0 ran, 2 unchanged, 0 failed.",
        "site: unchanged (_site/index.html)",
    ]
    assert small.hash("_site") != good
    assert (find_leftovers(small.root), find_broken(small.root), wait_for_silence(small.root)) == ([], [], [])


@pytest.fixture(scope="module")
def changed(small_built, tmp_path_factory):
    """Return a project in which the register got a school more while a kernel was busy, and the build."""
    small = small_built.copy(tmp_path_factory.mktemp("intussen") / "project")
    small.write("index.qmd", small.read("index.qmd") + "\nIn het register: {{< var n.register >}}.\n")
    count = "import csv\ntable = csv.DictReader(open('build/2020/tables/response.csv', encoding='utf-8'))\n"
    count += "rows = [int(row['population']) for row in table if row['variable'] == 'total'][0]"
    write_cells(small, "01_een", count)
    awake, sign = wait_in(small, "02_twee", "response")
    process = small.start(*TWICE)
    wait_until(awake.is_file, process)
    small.write(REGISTER, small.read(REGISTER) + SCHOOL)
    sign.touch()
    printed, complained = process.communicate(timeout=600)
    return small, process.returncode, printed, complained


def test_a_source_that_changes_meanwhile_is_told_and_the_report_made_again(changed):
    _, code, printed, complained = changed
    assert (code, complained) == (0, "")
    assert f"sources changed during the run: {REGISTER} changed; made again" in printed
    assert printed.count("site: made") == 1


def test_text_and_figures_are_of_one_moment(changed):
    small = changed[0]
    assert "In het register: 61." in small.read("_site/index.html")
    assert "Er zijn 61 rijen geteld." in small.read("_site/report/een.html")


def test_a_clock_that_jumps_changes_nothing(small_built, tmp_path):
    small = small_built.copy(tmp_path / "project")
    write_cells(small, "01_een", "0", READ.format("interviews"))
    steady = small_built.copy(tmp_path / "rustig")
    write_cells(steady, "01_een", "0", READ.format("interviews"))
    done = small.report(LOB_CLOCK="1", PYTHONPATH=f"{BREAKPOINT}:{WORKING_TREE}")
    assert (done.returncode, done.stderr) == (0, "")
    assert steady.report().returncode == 0
    assert small.hash("_site", "_variables.yml") == steady.hash("_site", "_variables.yml")


def test_dates_of_files_from_the_past_or_the_future_mean_nothing(small_built, tmp_path):
    small = small_built.copy(tmp_path / "project")
    for place, path in enumerate(sorted(small.root.rglob("*"))):
        moment = (0, 4_000_000_000)[place % 2]
        os.utime(path, (moment, moment))
    assert "0 ran, 2 unchanged" in small.report().stdout
    small.write("report/een.qmd", small.read("report/een.qmd") + "\nEen zin.\n")
    os.utime(small.root / "report/een.qmd", (0, 0))
    assert "site: made" in small.report().stdout
