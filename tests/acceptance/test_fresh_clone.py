"""From a fresh clone of the working tree to the report: whole, readable for all, and of no machine."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
import yaml
from bs4 import BeautifulSoup
from pypdf import PdfReader
from texts import list_descriptions, read_text, read_texts

PDF, DOCX = "rapportage-lob.pdf", "rapportage-lob.docx"
LOCAL = re.compile(r"file://|(?<![\w/.:])/(?:work|home|root|Users|tmp|mnt|private|var/folders)/\w|[A-Z]:\\")
LOADS = {"script": "src", "img": "src", "source": "src", "iframe": "src", "embed": "src", "object": "data"}
REQUEST = re.compile(r"""(?:url\(|@import|fetch\(|import\(|importScripts\()\s*['"]?(?:https?:)?//""")


@pytest.fixture(scope="module")
def site(built) -> Path:
    return built.clone.root / "_site"


@pytest.fixture(scope="module")
def pages(site) -> dict[str, BeautifulSoup]:
    """Return the pages of the site by their address."""
    found = sorted(site.rglob("*.html"))
    return {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text("utf-8"), "lxml") for path in found
    }


@pytest.fixture(scope="module")
def chapters(built) -> list[str]:
    """Return the pages that `_quarto.yml` names: index, chapters, appendices."""
    book = yaml.safe_load(built.clone.read("_quarto.yml"))["book"]
    sources = [*book["chapters"], *book["appendices"]]
    names = [item if isinstance(item, str) else part for item in sources for part in list_parts(item)]
    return [name.replace(".qmd", ".html") for name in names]


def list_parts(item: str | dict) -> list[str]:
    """Return the files of an entry in the book's list."""
    return [item] if isinstance(item, str) else item["chapters"]


def find_figures(pages: dict[str, BeautifulSoup]) -> set[str]:
    """Return the identifiers of all figures in the pages."""
    return {
        tag["id"] for page in pages.values() for tag in page.select('figure[id^="fig-"], div[id^="fig-"]')
    }


def test_one_command_makes_the_report_without_a_complaint(built):
    assert (built.code, built.complained) == (0, "")
    assert "12 notebooks: 12 ran, 0 unchanged, 0 failed." in built.printed


def test_the_clone_runs_its_own_code_and_not_that_of_the_working_tree(built):
    code = "import lobanalysis; print(lobanalysis.__file__)"
    found = built.clone.call(built.clone.python, "-c", code, cwd=built.clone.root.parent).stdout.strip()
    assert Path(found).is_relative_to(built.clone.root)


def test_the_site_has_the_summary_five_chapters_and_six_appendices(pages, chapters):
    assert len(chapters) == 13 and chapters[0] == "index.html"
    assert set(chapters) == set(pages)
    assert [name for name in chapters if len(pages[name].main.get_text().split()) < 60] == []


def test_every_page_is_dutch_and_says_that_the_answers_are_synthetic(pages):
    assert {page.html["lang"] for page in pages.values()} == {"nl"}
    assert [name for name, page in pages.items() if "synthetisch" not in page.main.get_text().lower()] == []


def test_every_figure_of_the_notebooks_is_in_the_site(pages, built):
    made = {path.stem for path in (built.clone.root / "build" / "figures").glob("*.png")}
    assert len(made) > 20
    assert find_figures(pages) == made


def test_the_pdf_is_tagged_dutch_and_describes_every_figure(site, pages):
    reader = PdfReader(site / PDF)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"].startswith("nl")
    descriptions = list_descriptions(reader)
    assert len(descriptions) >= len(find_figures(pages))
    assert [text for text in descriptions if len(text) < 20] == []
    assert read_text(site / PDF).lower().count("synthetisch") >= 2 and len(reader.pages) > 20


def test_the_word_file_has_every_figure_as_a_described_png(site, pages):
    document = docx.Document(site / DOCX)
    pictures = document.element.body.xpath(".//pic:cNvPr | .//wp:docPr")
    assert len(document.inline_shapes) >= len(find_figures(pages))
    assert [item.get("id") for item in pictures if not (item.get("descr") or "").strip()] == []
    kinds = {part.partname.ext for part in document.part.package.iter_parts() if "/media/" in part.partname}
    assert kinds == {"png"}


def test_claims_prints_each_published_figure_and_that_all_are_met(built):
    done = built.clone.run("claims")
    lines = done.stdout.strip().splitlines()
    assert (done.returncode, lines[-1]) == (0, "23 of 23 published figures met")
    assert [line.split()[0] for line in lines if line.startswith("P")] == [f"P{n:02}" for n in range(1, 24)]


def test_a_second_run_does_nothing_and_loads_nothing_heavy(copy):
    before = copy.hash("build", "_site", "_variables.yml")
    script = (
        "import sys\nfrom lobanalysis.cli import app\n"
        "app(['report', '--engine', 'pandoc'], standalone_mode=False)\n"
        "print(sorted({'pandas', 'matplotlib', 'deduce', 'papermill', 'nbformat'} & set(sys.modules)))"
    )
    done = copy.call(copy.python, "-c", script)
    assert done.stdout.splitlines() == [
        "12 notebooks: 0 ran, 12 unchanged, 0 failed.",
        "site: unchanged (_site/index.html)",
        "[]",
    ]
    assert copy.hash("build", "_site", "_variables.yml") == before


def test_nothing_published_holds_a_path_of_this_machine(built, site):
    root = built.clone.root
    texts = read_texts(site) | {
        f"{name}/{path}": text
        for name in ("notebooks", "downloads", "figures")
        for path, text in read_texts(root / "build" / name).items()
    }
    own = {str(root), root.as_posix(), str(Path.home()), str(built.clone.env)} - {"/"}
    wrong = [name for name, text in texts.items() if LOCAL.search(text) or any(path in text for path in own)]
    assert len(texts) > 150 and wrong == []


def test_no_file_of_the_site_holds_the_folder_of_the_project_in_its_bytes(built, site):
    own = built.clone.root.as_posix().encode()
    assert [path.name for path in site.rglob("*") if path.is_file() and own in path.read_bytes()] == []


def test_no_page_loads_anything_from_another_host(pages, site):
    loads = [
        f"{name}: {tag.name}"
        for name, page in pages.items()
        for tag in page.find_all([*LOADS, "link"])
        if urlsplit(tag.get(LOADS.get(tag.name, "href"), "")).netloc
    ]
    files = [path for kind in ("css", "js", "svg", "html") for path in site.rglob(f"*.{kind}")]
    asks = [path.name for path in files if REQUEST.search(path.read_text("utf-8"))]
    assert (loads, asks) == ([], [])
