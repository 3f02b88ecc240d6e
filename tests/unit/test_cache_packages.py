import pytest

from lobanalysis.execution import packages
from lobanalysis.execution.packages import find_imports, find_packages, hash_package, read_pins

LOCK = """# made by a tool
Jupyter_Client==8.0 ; python_version < '3.12' \\
    --hash=sha256:aa
jupyter-client==9.0 ; python_version >= '3.12' \\
    --hash=sha256:bb
numpy==2.4
"""


@pytest.fixture
def made_up(monkeypatch):
    """Three libraries: `draw` needs `count`, `other` stands alone; `kernel` belongs to the runners."""
    modules = {name: [name] for name in ("draw", "count", "other", "kernel")}
    monkeypatch.setattr(packages, "map_modules", lambda: modules)
    monkeypatch.setattr(packages, "find_required", lambda name: ("count",) if name == "draw" else ())
    monkeypatch.setattr(packages, "RUNNERS", ("kernel",))


def test_a_package_keeps_all_its_pins_without_fingerprints(tmp_path):
    (tmp_path / "a.lock").write_text(LOCK, encoding="utf-8")
    pins = read_pins(tmp_path / "a.lock")
    assert [line.split(" ;")[0] for line in pins["jupyter-client"]] == [
        "Jupyter_Client==8.0",
        "jupyter-client==9.0",
    ]
    assert pins["numpy"] == ["numpy==2.4"]


def test_without_a_lock_there_are_no_pins(tmp_path):
    assert read_pins(tmp_path / "a.lock") == {}


def test_the_hash_of_a_package_follows_its_pin_and_no_other():
    before = hash_package("numpy", {"numpy": ["numpy==1"], "b": ["b==1"]})
    assert before == hash_package("numpy", {"numpy": ["numpy==1"], "b": ["b==2"]})
    assert before != hash_package("numpy", {"numpy": ["numpy==2"]})


def test_the_hash_of_a_package_follows_the_installed_version(monkeypatch):
    before = hash_package("numpy", {})
    monkeypatch.setattr(packages, "find_version", lambda name: "0.0")
    assert hash_package("numpy", {}) != before


def test_imports_for_type_checkers_are_not_imports():
    code = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas\ndef f():\n    import numpy"
    )
    assert find_imports(code) == {"typing", "numpy"}


def test_what_is_no_python_imports_nothing():
    assert find_imports("%matplotlib inline") == frozenset()


def test_an_imported_library_counts_with_what_it_requires(made_up):
    loaded = frozenset({"draw", "count", "other"})
    assert find_packages(["import draw"], loaded, frozenset()) == {"draw", "count"}


def test_a_library_that_a_template_kernel_had_loaded_counts_only_when_imported(made_up):
    loaded = frozenset({"draw", "count", "other"})
    assert find_packages(["import other"], loaded, frozenset()) == {"other"}


def test_a_library_that_the_notebook_brought_in_counts_and_one_of_the_kernel_does_not(made_up):
    loaded = frozenset({"other", "kernel"})
    assert find_packages(["pass"], loaded, loaded) == {"other"}


def test_an_import_that_was_never_reached_does_not_count(made_up):
    assert find_packages(["def f():\n    import draw"], frozenset({"other"}), frozenset()) == set()
