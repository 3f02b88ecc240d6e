"""A notebook that fails: its chapter says so, the others are made, and the command has a code of its own."""

from __future__ import annotations

import json

import docx
import pytest
from bs4 import BeautifulSoup
from test_errors import KEPT, change_notebook, check_message
from texts import read_text

FAILED = "04_borging"
PAGE = "_site/report/borging.html"
NOTICE = "Dit hoofdstuk kon niet opnieuw worden gemaakt."


def find_notices(project) -> dict[str, str]:
    """Return the notice of each page that has one."""
    found = {}
    for page in sorted((project.root / "_site").rglob("*.html")):
        for box in BeautifulSoup(page.read_text("utf-8"), "lxml").select(".melding-hoofdstuk"):
            found[page.relative_to(project.root).as_posix()] = box.text
    return found


@pytest.fixture(scope="module")
def story(built, tmp_path_factory):
    """Return what happened with a notebook that raised, beside one that changed, and once it was mended."""
    project = built.clone.copy(tmp_path_factory.mktemp("mislukt") / "project")
    good = project.read(f"notebooks/{FAILED}.ipynb")
    change_notebook(project, FAILED, 4, 'raise ValueError("Zwaluw" + "hof zei nee")')
    change_notebook(project, "16_colofon", 3, "wave")
    failed = project.run("report", "--engine", "pandoc")
    state, notices = project.hash(*KEPT), find_notices(project)
    partial = json.loads(project.read(f"build/executed/national/{FAILED}.ipynb"))
    texts = [read_text(project.root / "_site/rapportage-lob.pdf"), read_word(project)]
    project.write(f"notebooks/{FAILED}.ipynb", good)
    mended = project.run("report", "--engine", "pandoc")
    return project, failed, state, notices, partial, texts, mended


def read_word(project) -> str:
    document = docx.Document(project.root / "_site/rapportage-lob.docx")
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_command_names_the_chapter_the_cell_and_no_data_and_ends_with_its_own_code(story):
    failed = story[1]
    words = ("report/borging.qmd", FAILED, "cell 5", "ValueError", "Hint:", "build/executed")
    check_message(failed, 32, words)
    assert "Zwaluwhof" not in failed.stderr + failed.stdout
    assert "notebook 16_colofon: ran" in failed.stdout and f"notebook {FAILED}: failed" in failed.stdout
    assert "site: made" in failed.stdout


def test_only_the_page_of_that_chapter_says_that_it_could_not_be_made(story):
    notices = story[3]
    assert list(notices) == [PAGE] and notices[PAGE].strip().startswith(NOTICE)


def test_pdf_and_word_say_so_too(story):
    assert [" ".join(text.split()).count(NOTICE) for text in story[5]] == [1, 1]


def test_all_other_pages_are_made_and_what_the_chapter_shows_is_of_the_last_version(story, built):
    before, now = built.clone.hash(*KEPT), story[2]
    changed = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    pages = {name for name in changed if name.endswith(".html")}
    assert pages - {"_site/report/colofon.html"} == {PAGE}
    made = {name for name in changed if name.startswith("build/") and not name.endswith((".pdf", ".docx"))}
    assert {name for name in made if "16_colofon" not in name} == set()


def test_the_notebook_is_kept_up_to_the_cell_that_failed(story):
    outputs = [output for cell in story[4]["cells"] for output in cell.get("outputs", [])]
    assert "error" in {output["output_type"] for output in outputs}


def test_the_notice_goes_when_the_notebook_is_mended(story):
    project, *_, mended = story
    assert (mended.returncode, mended.stderr) == (0, "")
    assert find_notices(project) == {} and not (project.root / "build/failures.json").exists()
