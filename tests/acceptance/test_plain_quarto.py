"""Does a site that Quarto made, by itself or for `lobanalysis report`, pass the gate or stop the command?"""

from __future__ import annotations

import csv
import os
import subprocess
import sys

import pytest
import yaml
from clone import WORKING_TREE
from small_project import Small

from lobanalysis.publishing.quarto import find_quarto

SCRIPT = "report/na_render.py"
QUARTO = find_quarto()
needs_quarto = pytest.mark.skipif(QUARTO is None, reason="missing program: quarto")


@pytest.fixture
def small(small_built, tmp_path) -> Small:
    """Return a built small report with the script that Quarto runs at the end."""
    small = small_built.copy(tmp_path / "project")
    small.write(SCRIPT, (WORKING_TREE / SCRIPT).read_text(encoding="utf-8"))
    config = yaml.safe_load(small.read("_quarto.yml"))
    config["project"]["post-render"] = SCRIPT
    small.write("_quarto.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False))
    return small


def find_secret(small: Small) -> str:
    """Return what the privacy step removes: a school of the register, which is made up."""
    with (small.root / "data/2020/register.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file, delimiter=";"))["naam"]


def plant(small: Small, name: str) -> None:
    """Let a page name a school, its words cut by a tag where it is made already."""
    first, rest = find_secret(small)[:3], find_secret(small)[3:]
    text, end = small.read(name), "</main>" if name.endswith(".html") else ""
    added = f"<p>Zie {first}<b>{rest}</b>.</p>{end}" if end else f"\nZie {first}{rest}.\n"
    small.write(name, text.replace(end, added, 1) if end else text + added)


def end_quarto(small: Small, **variables: str) -> subprocess.CompletedProcess:
    """Do what Quarto does at the end of `quarto render`: run the script in the project."""
    environment = small.environment(QUARTO_PROJECT_OUTPUT_DIR="_site", **variables)
    return run([sys.executable, SCRIPT], small, environment)


def run(command: list[str], small: Small, environment: dict[str, str]) -> subprocess.CompletedProcess:
    return subprocess.run(
        command, cwd=small.root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_script_at_the_end_of_quarto_passes_what_is_right(small):
    done = end_quarto(small)
    assert (done.returncode, done.stderr) == (0, "")
    assert "_site: nothing that was removed is in it" in done.stdout


def test_the_script_at_the_end_of_quarto_stops_at_a_removed_string(small):
    plant(small, "_site/report/een.html")
    done = end_quarto(small)
    assert done.returncode == 14 and "report/een.html, text: 1 school" in done.stderr
    assert find_secret(small) not in done.stdout + done.stderr


def test_a_build_checks_by_itself_so_the_script_only_copies(small):
    plant(small, "_site/report/een.html")
    (small.root / "_site/data/fig-een.csv").unlink()
    done = end_quarto(small, LOB_BUILDING="1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (small.root / "_site/data/fig-een.csv").is_file()


def test_without_this_program_the_script_says_that_nothing_was_checked(small):
    environment = small.environment(QUARTO_PROJECT_OUTPUT_DIR="_site")
    environment.pop("PYTHONPATH")
    done = run([sys.executable, "-S", SCRIPT], small, environment)
    assert done.returncode == 1 and "this site was not checked" in done.stderr


def test_a_site_without_tables_to_hold_it_against_is_one_error(small):
    for path in (small.root / "build/2020/tables").glob("*.csv"):
        path.unlink()
    done = small.run("disclosure", "scan")
    assert (
        done.returncode == 2 and "there are no tables yet" in done.stderr and "Traceback" not in done.stderr
    )


@pytest.mark.long
@needs_quarto
def test_a_plain_quarto_render_stops_at_a_removed_string(small):
    plant(small, "report/een.qmd")
    environment = small.environment(QUARTO_PYTHON=sys.executable, NO_COLOR="1")
    done = run([QUARTO, "render", "--to", "html"], small, environment)
    assert done.returncode != 0 and "report/een.html, text: 1 school" in done.stderr
    assert find_secret(small) not in done.stdout + done.stderr


@pytest.mark.long
@needs_quarto
def test_the_report_with_quarto_stops_at_a_removed_string_and_leaves_the_last_site(small):
    before = small.hash("_site")
    plant(small, "report/een.qmd")
    done = small.run("report", "--engine", "quarto", QUARTO_PATH=os.fspath(QUARTO))
    assert done.returncode == 14 and "report/een.html, text: 1 school" in done.stderr
    assert find_secret(small) not in done.stdout + done.stderr and small.hash("_site") == before
