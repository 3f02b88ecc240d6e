"""A kernel that dies, hangs or eats memory: stopped with its reason, and only its own chapter suffers."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from faults import find_broken, find_leftovers, wait_for_silence
from small_project import READ, write_cells

FAULTS = {
    "dies": ("os.kill(os.getpid(), 9)", {}, "its kernel stopped (DeadKernelError)"),
    "hangs and does not let itself be interrupted": (
        "while True:\n    try:\n        time.sleep(1)\n    except BaseException:\n        pass",
        {"LOB_CELL_SECONDS": "2"},
        "stopped after 2 s, limit 2 s for one cell, cell 4",
    ),
    "eats memory": (
        "taken = []\nwhile True:\n    taken.append(b'x' * 10**7)\n    time.sleep(0.02)",
        {"LOB_NOTEBOOK_MB": "300"},
        "MiB, limit 300 MiB, cell 4",
    ),
    "leaves a process behind": (
        "import subprocess\nsubprocess.Popen(['sleep', '600'])\nos._exit(3)",
        {},
        "its kernel stopped (DeadKernelError)",
    ),
}


@pytest.fixture(scope="module")
def story(small_built, tmp_path_factory):
    """Return a project in which one kernel after the other went wrong, and what each left."""
    small = small_built.copy(tmp_path_factory.mktemp("kernels") / "project")
    good, struck = small.hash("_site"), {}
    source = small.read("notebooks/01_een.ipynb")
    for name, (cell, limits, _) in FAULTS.items():
        write_cells(small, "01_een", cell, READ.format("interviews"))
        done = small.report(**limits)
        struck[name] = done, wait_for_silence(small.root), find_broken(small.root), read_pages(small)
    small.write("notebooks/01_een.ipynb", source)
    last = small.report()
    return small, good, struck, last


def read_pages(small) -> dict[str, tuple[bool, str]]:
    """Return of each chapter whether it has the notice, and its figure's description."""
    pages = {name: small.read(f"_site/report/{name}.html") for name in ("een", "twee")}
    trees = {name: BeautifulSoup(text, "lxml") for name, text in pages.items()}
    return {name: (bool(tree.select(".melding-hoofdstuk")), tree.img["alt"]) for name, tree in trees.items()}


@pytest.mark.parametrize("name", FAULTS)
def test_the_command_names_the_reason_and_ends_with_its_own_code(story, name):
    done = story[2][name][0]
    assert done.returncode == 32 and FAULTS[name][2] in done.stderr
    assert done.stderr.startswith("error: report/een.qmd: ") and "01_een" in done.stderr


@pytest.mark.parametrize("name", FAULTS)
def test_only_its_chapter_has_a_notice_and_both_show_what_is_right(story, name):
    _, running, broken, pages = story[2][name]
    assert (running, broken) == ([], [])
    assert pages == {"een": (True, "Er zijn 44 rijen geteld."), "twee": (False, "Er zijn 46 rijen geteld.")}


def test_the_next_run_makes_the_very_same_site_by_itself(story):
    small, good, _, last = story
    assert (last.returncode, last.stderr, find_leftovers(small.root)) == (0, "", [])
    assert small.hash("_site") == good
