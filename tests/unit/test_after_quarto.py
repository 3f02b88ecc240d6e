"""The script that Quarto runs after a render: downloads, and the list of works in Dutch."""

import runpy
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "report" / "na_render.py"
ENGLISH = '<div id="ref-bos2020" class="csl-entry" role="listitem">\nBos, and Vos. 2020.\n</div>'
DUTCH = ENGLISH.replace("and", "en")


def run(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("QUARTO_PROJECT_ROOT", str(root))
    monkeypatch.setenv("QUARTO_PROJECT_OUTPUT_DIR", "_site")
    monkeypatch.setenv("LOB_BUILDING", "1")
    return runpy.run_path(str(SCRIPT))["main"]()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "_site"
    folder.mkdir()
    (folder / "hoofdstuk.html").write_text(f'<div id="refs" style="display: none">{DUTCH}</div>', "utf-8")
    (folder / "colofon.html").write_text(f'<div id="refs" class="references">{ENGLISH}</div>', "utf-8")
    return folder


def test_the_list_of_works_takes_each_work_as_its_chapter_has_it(site, monkeypatch):
    assert run(site.parent, monkeypatch) == 0
    assert (site / "colofon.html").read_text("utf-8") == f'<div id="refs" class="references">{DUTCH}</div>'


def test_a_work_that_no_chapter_cites_stays_as_it_is(site, monkeypatch):
    (site / "hoofdstuk.html").write_text("<p>niets geciteerd</p>", "utf-8")
    run(site.parent, monkeypatch)
    assert ENGLISH in (site / "colofon.html").read_text("utf-8")


def test_downloads_are_put_into_the_site(site, monkeypatch):
    made = site.parent / "build" / "downloads" / "data"
    made.mkdir(parents=True)
    (made / "tabel.csv").write_text("a,b\n", "utf-8")
    run(site.parent, monkeypatch)
    assert (site / "data" / "tabel.csv").read_text("utf-8") == "a,b\n"


def test_without_a_site_there_is_nothing_to_do(tmp_path, monkeypatch):
    assert run(tmp_path, monkeypatch) == 0
