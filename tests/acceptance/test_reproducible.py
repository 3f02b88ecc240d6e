"""Two builds in other folders, time zones, locales, orders of rows and with other workers: the same bytes."""

from __future__ import annotations

import re
import shutil

import pytest
from clone import WORKING_TREE
from small_project import NOTEBOOKS, READ, Small, make_small, write_cells

ROW = re.compile(r"^(?P<kind>[A-Za-z][\w ,]+?) +(?P<files>\d+) +(?P<differing>\d+)$")


def read_table(printed: str) -> dict[str, tuple[int, int]]:
    """Return files compared and files that differ, by kind."""
    rows = filter(None, map(ROW.match, printed.splitlines()))
    return {row["kind"]: (int(row["files"]), int(row["differing"])) for row in rows}


def check_equal(done, **least: int) -> None:
    """Check that nothing differs, and that of each kind enough was compared."""
    table = read_table(done.stdout)
    assert {kind: differing for kind, (_, differing) in table.items() if differing} == {}, done.stdout
    assert (done.returncode, done.stderr) == (0, "")
    assert {kind: n for kind, n in least.items() if table[kind.replace("_", " ")][0] < n} == {}


def test_two_builds_of_a_small_report_are_the_same_in_every_byte(tmp_path):
    small = make_small(tmp_path / "project")
    write_cells(small, NOTEBOOKS[0], "print({'a', 'b', 'c'})", READ.format("account"))
    done = small.run("check", "--reproducible")
    check_equal(done, result_tables=60, pages=3, PDF=1, Word=1, data_files=4)
    assert not (small.root / "build").exists() and not (small.root / "_site").exists()


def copy_tree(target) -> Small:
    """Return the sources of the working tree as a project of its own."""
    config = ("index.qmd", "_quarto.yml", "_quarto-edities.yml", "requirements.lock")
    for name in ("data", "notebooks", "report", "benchmarks/results", *config):
        source = WORKING_TREE / name
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target / name) if source.is_dir() else shutil.copy(source, target / name)
    return Small(target)


@pytest.mark.long
def test_two_builds_of_the_whole_report_with_editions_are_the_same_in_every_byte(tmp_path):
    done = copy_tree(tmp_path / "project").run("check", "--reproducible", "--edition", "kind")
    check_equal(done, result_tables=100, pages=35, PDF=1, Word=1, data_files=40)


@pytest.mark.long
@pytest.mark.needs("quarto")
def test_two_builds_with_quarto_are_the_same_but_for_what_is_documented(tmp_path):
    done = copy_tree(tmp_path / "project").run("check", "--reproducible", "--engine", "quarto")
    check_equal(done, result_tables=100, pages=12, PDF=1, Word=1, data_files=40)
