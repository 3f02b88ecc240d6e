"""A notebook that failed: its last result stays while it is still true, and is replaced when it is not."""

from __future__ import annotations

import json

import pytest
from example_notebooks import code, good_cells, make_project, write_notebook

from lobanalysis.building.failing import show_stand_in
from lobanalysis.execution.places import find_manifest
from lobanalysis.execution.set import run_set
from lobanalysis.execution.stand_ins import ABSENT, KEPT, read_failures, take_failures
from lobanalysis.execution.tasks import list_tasks
from lobanalysis.paths import Project
from lobanalysis.publishing.banners import ABSENT_TEXT, KEPT_TEXT, find_banners, read_banners, write_banners
from lobanalysis.publishing.book import Chapter

READ = code("from pathlib import Path\ntext = Path('data/a.csv').read_text(encoding='utf-8')")
FAIL = code("raise ValueError('secret')")


class Book:
    chapters = (Chapter("report/borging.qmd", "1", False), Chapter("index.qmd", "", False))


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """Return a project whose notebook ran once, and then failed with the same and with other data."""
    project = Project(make_project(tmp_path_factory.mktemp("stand_in")))
    source = project.notebooks / "04_borging.ipynb"
    (project.root / "data").mkdir()
    (project.root / "data" / "a.csv").write_text("1", encoding="utf-8")
    write_notebook(source, [*good_cells(), READ])
    seen = []
    for text in (None, "1", "2"):
        if text:
            (project.root / "data" / "a.csv").write_text(text, encoding="utf-8")
            write_notebook(source, [*good_cells(), READ, FAIL])
        results = run_set(list_tasks(project, {"wave": "2020"}), project, workers=1)
        take_failures(results, project, show_stand_in)
        seen.append((read_failures(project), read_products(project)))
    return seen


def read_products(project: Project) -> dict[str, bytes]:
    folders = (project.rendered_notebooks, project.figures, project.downloads / "data")
    return {path.name: path.read_bytes() for folder in folders for path in sorted(folder.glob("*"))}


def test_a_notebook_that_is_right_leaves_no_record(story):
    assert story[0][0] == {}


def test_the_last_result_stays_while_the_data_are_the_same(story):
    assert story[1] == ({"04_borging": KEPT}, story[0][1])


def test_with_other_data_nothing_old_is_left(story):
    failures, products = story[2]
    assert failures == {"04_borging": ABSENT}
    assert products.keys() == story[0][1].keys()
    assert [name for name, content in products.items() if content == story[0][1][name]] == []
    assert b"ontbreekt" in products["fig-balken.csv"] and b"ontbreekt" in products["fig-balken.txt"]


def test_a_stand_in_has_the_labels_and_captions_of_the_notebook(story):
    cells = json.loads(story[2][1]["04_borging.ipynb"])["cells"]
    shown = [cell for cell in cells if cell.get("outputs")]
    assert ["label: fig-balken" in "".join(cell["source"]) for cell in shown] == [True, False]
    assert "secret" not in json.dumps(shown)


def test_without_a_record_of_the_last_run_its_result_is_not_trusted(tmp_path):
    project = Project(make_project(tmp_path / "project"))
    write_notebook(project.notebooks / "04_borging.ipynb", [*good_cells(), FAIL])
    tasks = list_tasks(project, {"wave": "2020"})
    results = run_set(tasks, project, workers=1)
    assert not find_manifest(project, "national", tasks[0].source).exists()
    take_failures(results, project, show_stand_in)
    assert read_failures(project) == {"04_borging": ABSENT}


def test_a_notice_stands_in_each_chapter_that_embeds_the_notebook(tmp_path):
    for name, embedded in (("report/borging.qmd", "04_borging"), ("index.qmd", "02_rollen")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{{{{< embed /build/notebooks/{embedded}.ipynb#fig-a >}}}}\n")
    assert find_banners(Book, tmp_path, {"04_borging": KEPT}) == {"report/borging.qmd": KEPT_TEXT}
    banners = find_banners(Book, tmp_path, {"04_borging": ABSENT, "02_rollen": KEPT})
    assert banners == {"report/borging.qmd": ABSENT_TEXT, "index.qmd": KEPT_TEXT}
    write_banners(tmp_path, banners)
    assert read_banners(tmp_path) == banners
    write_banners(tmp_path, {})
    assert read_banners(tmp_path) == {} and list((tmp_path / "build").iterdir()) == []
