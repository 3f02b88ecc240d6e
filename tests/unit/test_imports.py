import sys

import pytest

from lobanalysis.imports import skip_slow_import


def test_a_module_is_absent_inside_the_block_and_back_after_it(tmp_path, monkeypatch):
    (tmp_path / "slow_example.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with skip_slow_import("slow_example"):
        with pytest.raises(ImportError):
            import slow_example
    import slow_example  # noqa: F401

    del sys.modules["slow_example"]


def test_a_module_that_is_loaded_already_stays_loaded():
    loaded = sys.modules["json"]
    with skip_slow_import("json"):
        assert sys.modules["json"] is loaded
    assert sys.modules["json"] is loaded
