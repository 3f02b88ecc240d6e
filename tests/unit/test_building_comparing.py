"""Two builds are compared file by file, and one byte is enough to differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from lobanalysis.building.comparing import Compared, compare_builds, format_comparison
from lobanalysis.building.reproducible import check_same, shuffle_rows
from lobanalysis.errors import DifferenceError
from lobanalysis.provenance import describe_file

FILES = {
    "build/2020/tables/result/kader.csv": "n\n1\n",
    "_variables.yml": "n: 1\n",
    "build/figures/fig-a.png": "png",
    "build/notebooks/04_borging.ipynb": "{}",
    "_site/report/figuren/fig-a.svg": "<svg/>",
    "_site/data/fig-a.csv": "n\n1\n",
    "_site/index.html": '<meta name="generator" content="x"><p>1</p>',
    "_site/rapport.pdf": "%PDF",
    "_site/rapport.docx": "PK",
    "_site/pagefind/pagefind.js": "1",
}


def write_build(root: Path, **changed: str) -> Path:
    for name, text in {**FILES, **changed}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_each_file_is_compared_once_under_its_own_kind(tmp_path):
    compared = compare_builds(write_build(tmp_path / "a"), write_build(tmp_path / "b"))
    assert [(part.files, part.differing) for part in compared] == [(1, ())] * len(FILES)
    check_same(compared)


@pytest.mark.parametrize("name", FILES)
def test_one_file_that_differs_is_named_and_is_an_error(tmp_path, name):
    one, other = write_build(tmp_path / "a"), write_build(tmp_path / "b", **{name: FILES[name] + " "})
    compared = compare_builds(one, other)
    assert [part.differing for part in compared if part.differing] == [(name,)]
    assert f"differs: {name}" in format_comparison(compared)
    with pytest.raises(DifferenceError, match=f"1 of {len(FILES)} files differ"):
        check_same(compared)


def test_a_file_that_one_build_lacks_differs(tmp_path):
    one, other = write_build(tmp_path / "a"), write_build(tmp_path / "b")
    (other / "_site/data/fig-a.csv").unlink()
    assert Compared("data files", 1, ("_site/data/fig-a.csv",)) in compare_builds(one, other)


def test_the_name_of_the_renderer_does_not_count(tmp_path):
    page = FILES["_site/index.html"].replace('"x"', '"quarto-1.10.18"')
    compared = compare_builds(
        write_build(tmp_path / "a"), write_build(tmp_path / "b", **{"_site/index.html": page})
    )
    assert [part.differing for part in compared if part.differing] == []


def test_rows_are_shuffled_but_headings_stay_and_nothing_is_lost(tmp_path):
    path = tmp_path / "data/2020/register.csv"
    path.parent.mkdir(parents=True)
    rows = [f"{place};school\n" for place in range(50)]
    path.write_text("".join(["brin;naam\n", *rows]), encoding="utf-8")
    assert shuffle_rows(tmp_path, "2020") == [path]
    head, *now = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert head == "brin;naam\n" and now != rows and sorted(now) == sorted(rows)


def test_the_fingerprint_of_a_table_does_not_depend_on_the_order_of_its_rows(tmp_path):
    prints = []
    for text in ("a;b\n1;2\n3;4\n", "a;b\n3;4\n1;2", "a;b\n1;2\n3;5\n"):
        (tmp_path / "x.csv").write_text(text, encoding="utf-8")
        prints.append(describe_file(tmp_path / "x.csv", tmp_path)[2])
    assert prints[0] == prints[1] != prints[2]
