import os
import threading

import pytest

from lobanalysis.execution import observe
from lobanalysis.execution.observe import Observer, hash_listing, is_project_path, not_observed


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "project"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "a.csv").write_text("a", encoding="utf-8")
    return folder


@pytest.fixture
def observer(root, tmp_path):
    return Observer(str(tmp_path / "seen.json"), [str(root)])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/p/data/a.csv", True),
        ("/p/report/woorden.csv", True),
        ("/p/build/2020/tables/result/a.csv", True),
        ("/p/build/notebooks/a.ipynb", False),
        ("/p/build/2020/stamps/a.json", False),
        ("/p/_site/a.html", False),
        ("/p/.git/HEAD", False),
        ("/p/.venv/lib/site-packages/a.py", False),
        ("/p", False),
        ("/pp/data/a.csv", False),
        ("/etc/passwd", False),
    ],
)
def test_of_what_was_made_only_the_tables_belong_to_the_project(path, expected):
    assert is_project_path(path, "/p") == expected


def test_a_file_that_is_read_is_kept_with_its_content_at_that_moment(observer, root):
    observer.hook("open", (str(root / "data" / "a.csv"), "r", 0))
    first = dict(observer.files)
    (root / "data" / "a.csv").write_text("b", encoding="utf-8")
    observer.hook("open", (str(root / "data" / "a.csv"), "r", 0))
    assert list(first) == [str(root / "data" / "a.csv")] and observer.files == first


def test_a_file_that_is_only_written_is_not_kept(observer, root):
    observer.hook("open", (str(root / "data" / "a.csv"), "w", 0))
    observer.hook("open", (str(root / "data" / "a.csv"), None, os.O_WRONLY))
    assert observer.files == {}


def test_a_file_that_was_looked_for_in_vain_is_kept_as_absent(observer, root):
    observer.hook("open", (str(root / "data" / "niet.csv"), "rb", 0))
    assert list(observer.files.values()) == ["absent"]


@pytest.mark.parametrize("argument", [3, None, b"/p/data", object()])
def test_what_is_no_path_is_passed_over(observer, argument):
    observer.hook("open", (argument, "r", 0))
    observer.hook("os.listdir", (argument,))
    assert observer.files == observer.folders == {}


def test_checking_whether_something_changed_is_not_using_it(observer, root):
    with not_observed():
        observer.hook("open", (str(root / "data" / "a.csv"), "r", 0))
    assert observer.files == {}


def test_checking_in_one_thread_leaves_another_observed(observer, root):
    event = ("open", (str(root / "data" / "a.csv"), "r", 0))
    with not_observed():
        thread = threading.Thread(target=observer.hook, args=event)
        thread.start()
        thread.join()
    assert len(observer.files) == 1


def test_a_compiled_module_counts_as_its_source(observer, root):
    (root / "words.py").write_text("a = 1", encoding="utf-8")
    observer.hook("open", (str(root / "__pycache__" / "words.cpython-312.pyc"), "rb", 0))
    assert list(observer.modules) == [str(root / "words.py")] and observer.files == {}


def test_the_observer_itself_is_not_used_by_a_notebook(tmp_path):
    observer = Observer(str(tmp_path / "seen.json"), [os.path.dirname(os.path.dirname(observe.__file__))])
    observer.hook("open", (observe.__file__, "rb", 0))
    assert observer.modules == {}


def test_a_listing_changes_with_a_new_file_and_not_with_compiled_modules(root):
    before = hash_listing(str(root / "data"))
    (root / "data" / "__pycache__").mkdir()
    assert hash_listing(str(root / "data")) == before
    (root / "data" / "b.csv").write_text("", encoding="utf-8")
    assert hash_listing(str(root / "data")) != before


def test_without_a_request_nothing_is_observed(monkeypatch):
    monkeypatch.delenv(observe.VARIABLE, raising=False)
    observe.load_ipython_extension(None)


def test_an_observation_that_cannot_be_written_is_none(root):
    observer = Observer(str(root / "geen" / "map" / "seen.json"), [str(root)])
    observer.write()
    assert not (root / "geen").exists()
