"""Killed, interrupted or asked to end at any moment: the site stays whole, and the next run is right."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass

import pytest
from faults import (
    Moment,
    expect_code,
    find_broken,
    find_leftovers,
    find_running,
    strike,
    wait_for_silence,
    wait_until,
)
from small_project import READ, Small, write_cells

pytestmark = pytest.mark.skipif(not os.path.isdir("/proc"), reason="no /proc to look for processes in")
QUARTO = "deno"  # the program in which Quarto runs
KILL, TERM, INT = signal.SIGKILL, signal.SIGTERM, signal.SIGINT
SETTINGS, PROSE = "data/2020/wave.yml", "report/een.qmd"
INTAKE = (
    Moment("the export is read", "open", "reacties.csv", write=False),
    Moment("the intake writes", "open", ".intake-new"),
    Moment("the intake puts tables in place", "os.rename", ".intake-new", 3),
)
TABLES = (
    Moment("the coding puts tables in place", "os.rename", "tables/coded/", 3),
    Moment("the analysis puts tables in place", "os.rename", "tables/result/", 3),
)
RUN = (
    Moment("a worker writes the notebook", "open", ".01_een.", 1, "worker"),
    Moment("a worker puts products in place", "os.rename", "downloads/data", 1, "worker"),
)
RENDER = (
    Moment("pandoc starts", "subprocess.Popen", "pandoc", 2),
    Moment("pages are written", "open", "_site.new/report"),
    Moment("pagefind starts", "subprocess.Popen", "pagefind"),
    Moment("downloads are copied", "open", "_site.new/data"),
)
SWAP = (
    Moment("just before the swap", "ctypes.dlsym", "renameat2"),
    Moment("just after the swap", "shutil.rmtree", "_site.new", after="renameat2"),
    Moment("the render is noted", "os.rename", "stamps/site.json"),
)


@dataclass(frozen=True)
class Struck:
    """What was left after a process got a signal: the command's code, what it said, and what was found."""

    code: int
    said: str
    running: list[str]
    broken: list[str]
    site: dict[str, str]


def look(small: Small, code: int, said: str) -> Struck:
    """Return what is left of a project after a fault."""
    running = wait_for_silence(small.root)
    return Struck(code, said, running, find_broken(small.root), small.hash("_site"))


def change(small: Small, name: str, text: str) -> None:
    """Add a line to a source, so that there is something to do."""
    small.write(name, small.read(name) + text)


class Story:
    """A project that gets one fault after the other, and then one run to the end."""

    def __init__(self, small: Small) -> None:
        self.small, self.struck = small, {}
        self.sources = {name: small.read(name) for name in (SETTINGS, PROSE, "notebooks/01_een.ipynb")}
        self.good = small.hash("_site")

    def hit(self, moment: Moment, number: signal.Signals) -> None:
        """Put one fault in and look; tables are written only when they are not there as they should be."""
        for path in (self.small.root / "build/2020/tables/result").glob("*.csv"):
            if moment in TABLES:
                path.unlink()
        done = strike(self.small, moment, number)
        self.struck[moment.name, number.name] = look(self.small, done.returncode, done.stderr)

    def hit_sleeping(self, number: signal.Signals) -> None:
        """Give the command a signal while a kernel is busy."""
        awake = self.small.root / "build" / "wakker"
        awake.unlink(missing_ok=True)
        wait = "Path('build/wakker').touch(); time.sleep(600)"
        write_cells(self.small, "01_een", wait, READ.format("account"))
        process = self.small.start("report", "--engine", "pandoc")
        wait_until(awake.is_file, process)
        process.send_signal(number)
        said = process.communicate(timeout=120)[1]
        self.struck["a kernel is busy", number.name] = look(self.small, process.returncode, said)

    def restore(self) -> None:
        for name, text in self.sources.items():
            self.small.write(name, text)


def tell(small: Small, choose) -> Story:
    """Put faults into one project: `choose` gives for the place of a moment the signals that it gets."""
    story, place = Story(small), 0
    for source, moments in ((SETTINGS, (*INTAKE, *TABLES)), (PROSE, (*RENDER, *SWAP))):
        for moment in moments:
            for number in choose(place):
                change(small, source, f"# {len(story.struck)}\n" if source == SETTINGS else "\nEen zin.\n")
                story.hit(moment, number)
            place += 1
    for number in (KILL, TERM, INT):
        story.hit_sleeping(number)
    story.restore()
    story.last = small.report()
    story.left = find_leftovers(small.root)
    return story


@pytest.fixture(scope="module")
def story(small_built, tmp_path_factory) -> Story:
    """Return the story with one signal per moment, in turn."""
    small = small_built.copy(tmp_path_factory.mktemp("signalen") / "project")
    return tell(small, lambda place: [(KILL, TERM, KILL, INT)[place % 4]])


@pytest.fixture(scope="module")
def whole_story(small_built, tmp_path_factory) -> Story:
    """Return the story with each signal at each moment."""
    small = small_built.copy(tmp_path_factory.mktemp("alle-signalen") / "project")
    return tell(small, lambda place: (KILL, TERM, INT))


def check_story(story: Story) -> None:
    """Check what every fault has to leave, all at once."""
    for (moment, number), struck in story.struck.items():
        where = f"{moment}, {number}"
        assert struck.code == expect_code(signal.Signals[number]), (where, struck.said)
        if number != "SIGKILL":
            assert struck.said.endswith("; the last good site is still in place\n"), where
        assert struck.running == [], where
        assert struck.broken == [], where
        assert struck.site and "_site/index.html" in struck.site, where


def check_sites(story: Story) -> None:
    """Check that until the swap the site stays as it was, and is a whole new one after it."""
    after = {SWAP[1].name, SWAP[2].name}
    names = list(story.struck)
    first_new = next(place for place, (moment, _) in enumerate(names) if moment in after)
    for name in names[:first_new]:
        assert story.struck[name].site == story.good, name
    for name in names[first_new:]:
        site = story.struck[name].site
        assert site != story.good and list_pages(site) == list_pages(story.good), name


def list_pages(site: dict[str, str]) -> set[str]:
    """Return the files of a site but those of the search index, which are called after what they hold."""
    return {name for name in site if "/pagefind/" not in name}


def test_every_moment_leaves_a_whole_site_no_half_file_and_no_process(story):
    assert len(story.struck) == 15
    check_story(story)


def test_until_the_swap_the_site_is_the_old_one_and_after_it_the_new_one(story):
    check_sites(story)


def test_the_next_run_completes_by_itself_and_makes_the_very_same_site(story):
    assert (story.last.returncode, story.last.stderr) == (0, "")
    assert story.left == []
    assert story.small.hash("_site") == story.good


@pytest.mark.long
def test_each_signal_at_each_moment_leaves_all_of_that_true(whole_story):
    assert len(whole_story.struck) == 39
    check_story(whole_story)
    check_sites(whole_story)
    assert (whole_story.last.returncode, whole_story.left) == (0, [])
    assert whole_story.small.hash("_site") == whole_story.good


@pytest.mark.parametrize("moment", RUN, ids=lambda moment: moment.name)
def test_a_worker_that_is_killed_costs_only_its_own_chapter(small_built, tmp_path, moment):
    small = small_built.copy(tmp_path / "project")
    write_cells(small, "01_een", "0", READ.format("interviews"))
    done = strike(small, moment, KILL)
    assert done.returncode == 32, done.stderr
    assert "report/een.qmd" in done.stderr and "its process was ended" in done.stderr
    assert (wait_for_silence(small.root), find_broken(small.root)) == ([], [])
    assert (small.report().returncode, find_leftovers(small.root)) == (0, [])


@pytest.mark.long
@pytest.mark.needs("quarto")
def test_quarto_does_not_outlive_a_build_that_is_killed(small_built, tmp_path):
    small = small_built.copy(tmp_path / "project")
    good = small.hash("_site")
    process = small.start("report", "--engine", "quarto")
    wait_until(lambda: any(QUARTO in command for command in find_running(small.root)), process)
    process.kill()
    process.communicate()
    assert wait_for_silence(small.root) == []
    assert small.hash("_site") == good
    assert (small.report().returncode, find_leftovers(small.root)) == (0, [])
