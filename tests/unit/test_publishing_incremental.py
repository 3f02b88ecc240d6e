"""Does a render that reuses what did not change give a full one's bytes, and make no more than it must?"""

from __future__ import annotations

import json
import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from made_up_report import ALT, SVG, make_notebook, write_report

from lobanalysis.errors import RenderError
from lobanalysis.paths import Project
from lobanalysis.publishing.cache import Cache, make_key
from lobanalysis.publishing.site import render_site

DOCUMENTS = {"pdf": 1, "docx": 1}
EMBED = "{{< embed /build/notebooks/01.ipynb#fig-een >}}"
LOOSE = '![Los](../figuren/fig-een.svg){#fig-los alt="Een los plaatje."}\n\n'


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of the made-up report, rendered once."""
    project = write_project(tmp_path_factory.mktemp("rapport"))
    render_site(project, "pandoc")
    return project.root


@pytest.fixture
def project(rendered: Path, tmp_path: Path) -> Project:
    """Return a rendered report that a test may change."""
    return Project(shutil.copytree(rendered, tmp_path / "rapport"))


def write_project(root: Path) -> Project:
    project = write_report(root)
    edit(project, "index.qmd", "Zie [het", "Zie @fig-een en [het")
    for name in ("data/x.csv", "data/fig-een.csv", "notebooks/01.ipynb"):
        write(project.downloads / name, "naam,n\n")
    return project


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def edit(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new, 1))


def change_picture(project: Project, old: str, new: str) -> None:
    notebook = json.dumps(make_notebook(ALT))
    write(project.rendered_notebooks / "01.ipynb", notebook.replace(old, new))


def read_site(project: Project) -> dict[str, bytes]:
    files = (path for path in project.site.rglob("*") if path.is_file())
    return {path.relative_to(project.site).as_posix(): path.read_bytes() for path in files}


def list_entries(project: Project) -> set[str]:
    return {path.name for path in (project.build / "pages").iterdir()}


def count_made(project: Project) -> dict[str, int]:
    """Render, and return how many parts of each kind were made anew."""
    before = list_entries(project)
    render_site(project, "pandoc")
    return dict(Counter(name.split("-")[0] for name in list_entries(project) - before))


def render_in_full(project: Project, folder: Path) -> dict[str, bytes]:
    """Return the site of the same sources rendered from nothing, elsewhere."""
    ignore = shutil.ignore_patterns("pages", "pdf", "docx", "_site", "rapportage-lob.*")
    copy = Project(shutil.copytree(project.root, folder, ignore=ignore))
    render_site(copy, "pandoc")
    return read_site(copy)


EDITS = {
    "prose": lambda p: edit(p, "report/bijlage.qmd", "Zie [hier", "Kijk nog eens. Zie [hier"),
    "title": lambda p: edit(p, "report/een.qmd", "# Eerste", "# Het eerste"),
    "new figure number": lambda p: edit(p, "report/een.qmd", EMBED, LOOSE + EMBED),
    "variable": lambda p: edit(p, "_variables.yml", '"4"', '"5"'),
    "notice": lambda p: edit(p, "_variables.yml", "zijn synthetisch", "zijn alle synthetisch"),
    "description": lambda p: write(p.figures / "fig-een.txt", "Een ander plaatje met staven."),
    "picture": lambda p: change_picture(p, "#17506b", "#6b1717"),
    "download": lambda p: write(p.downloads / "data/x.csv", "naam,n\nmentor,3\n"),
    "filter": lambda p: edit(p, "report/filters/lob.lua", '"Bron"', '"Herkomst"'),
    "book": lambda p: edit(p, "_quarto.yml", "Verzonnen groep", "Een groep"),
}


@pytest.mark.parametrize("seed", [2, 4])
def test_after_any_edits_the_bytes_are_those_of_a_full_render(project, tmp_path, seed):
    order = random.Random(seed).sample(sorted(EDITS), k=5)
    for number, name in enumerate(order):
        EDITS[name](project)
        render_site(project, "pandoc")
        if number % 2 == 0:
            full = render_in_full(project, tmp_path / str(number))
            assert read_site(project) == full, order[: number + 1]


def test_all_parts_are_kept_after_the_first_render(rendered):
    kinds = Counter(name.split("-")[0] for name in list_entries(Project(rendered)))
    assert kinds == {"draft": 3, "page": 3, "search": 1, "typst": 3, **DOCUMENTS}


def test_a_second_render_makes_nothing_and_gives_the_same_bytes(project):
    before = read_site(project)
    assert count_made(project) == {}
    assert read_site(project) == before


def test_changed_prose_renders_its_own_page_the_search_index_and_the_documents(project):
    EDITS["prose"](project)
    assert count_made(project) == {"draft": 1, "page": 1, "search": 1, "typst": 1, **DOCUMENTS}


def test_a_changed_title_reads_one_chapter_and_renders_every_page(project):
    EDITS["title"](project)
    assert count_made(project) == {"draft": 1, "page": 3, "search": 1, "typst": 1, **DOCUMENTS}
    assert b"Het eerste" in read_site(project)["report/bijlage.html"]


def test_a_figure_that_gets_another_number_renders_the_pages_that_refer_to_it(project):
    EDITS["new figure number"](project)
    assert count_made(project) == {"draft": 1, "page": 2, "search": 1, "typst": 2, **DOCUMENTS}
    assert "Figuur\xa01.2".encode() in read_site(project)["index.html"]


def test_a_variable_that_no_chapter_uses_renders_nothing(project):
    edit(project, "_variables.yml", "n: {", 'ongebruikt: "9"\nn: {')
    assert count_made(project) == {}


def test_a_changed_picture_renders_no_page_but_stands_in_site_and_pdf(project):
    EDITS["picture"](project)
    assert count_made(project) == {"pdf": 1}
    assert b"#6b1717" in read_site(project)["figuren/fig-een.svg"]
    assert SVG.encode() != read_site(project)["figuren/fig-een.svg"]


def test_a_changed_description_of_a_picture_makes_the_word_file_only(project):
    EDITS["description"](project)
    assert count_made(project) == {"docx": 1}


def test_a_changed_download_is_copied_and_nothing_is_rendered(project):
    EDITS["download"](project)
    assert count_made(project) == {}
    assert read_site(project)["data/x.csv"] == b"naam,n\nmentor,3\n"


def test_what_was_undone_is_not_made_again(project):
    path = project.root / "index.qmd"
    text = path.read_text(encoding="utf-8")
    write(path, text + "\nNog een zin.\n")
    render_site(project, "pandoc")
    write(path, text)
    assert count_made(project) == {}


def test_force_makes_every_part_anew(project):
    cache = Cache(project.build / "pages")
    for name in list_entries(project):
        if name.startswith("page-"):
            cache.write(name, b"niet deze")
    render_site(project, "pandoc", force=True)
    assert b"niet deze" not in read_site(project)["index.html"]


def test_a_page_of_the_site_that_was_edited_does_not_change_the_cache(project):
    before = read_site(project)
    (project.site / "index.html").write_bytes(b"veranderd")
    render_site(project, "pandoc")
    assert read_site(project) == before


def test_a_failed_render_leaves_site_and_cache_usable(project):
    before = read_site(project)
    index = (project.root / "index.qmd").read_text(encoding="utf-8")
    write(project.root / "index.qmd", index + "\nZie @fig-weg en {{< var n.weg >}}.\n")
    with pytest.raises(RenderError, match=r"unknown reference @fig-weg(.|\n)*unknown var n\.weg"):
        render_site(project, "pandoc")
    assert read_site(project) == before
    write(project.root / "index.qmd", index)
    assert count_made(project) == {}


def test_a_damaged_entry_counts_as_absent(tmp_path):
    cache = Cache(tmp_path)
    cache.write("page-a", b"inhoud")
    (tmp_path / "page-a").write_bytes((tmp_path / "page-a").read_bytes()[:-1])
    assert cache.read("page-a") is None
    assert cache.remember("page-a", lambda: b"inhoud") == b"inhoud" == cache.read("page-a")


def test_what_was_used_longest_ago_goes_when_the_cache_is_full(tmp_path):
    cache = Cache(tmp_path)
    for age, key in enumerate(("a", "b", "c")):
        cache.write(key, b"x" * 100)
        os.utime(tmp_path / key, (1000 - age, 1000 - age))
    assert cache.read("c") is not None
    cache.prune(limit=350)
    assert {path.name for path in tmp_path.iterdir()} == {"a", "c"}


def test_a_key_differs_with_each_of_its_parts():
    assert make_key("a", "x", {"y": 1}) == make_key("a", "x", {"y": 1})
    assert len({make_key("a", "x", ["y"]), make_key("a", ["x"], "y"), make_key("b", "x", ["y"])}) == 3
