"""Does the code in documents and docstrings run, and do what it says?"""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import pkgutil
from types import ModuleType

import pytest
from documents import ROOT, find_all_blocks

import lobanalysis
from lobanalysis import presentation

PYTHON = find_all_blocks("python")


@pytest.mark.parametrize("block", PYTHON, ids=lambda block: block.document)
def test_python_in_a_document_runs_as_a_notebook_cell_and_shows_something(block, study):
    *before, last = "\n".join(block.lines).strip().rsplit("\n", 1)
    names = {name: getattr(presentation, name) for name in presentation.__all__} | {"study": study}
    exec(compile("\n".join(before), block.document, "exec"), names)
    assert eval(compile(last, block.document, "eval"), names)._repr_mimebundle_()


def test_there_is_python_in_the_documents():
    assert PYTHON


def list_modules() -> list[ModuleType]:
    """Return every module of the package, and the module of the benchmarks that has examples.

    A `__main__` is a program: importing it would run it.
    """
    found = [
        each
        for each in pkgutil.walk_packages(lobanalysis.__path__, "lobanalysis.")
        if "__main__" not in each.name
    ]
    spec = importlib.util.spec_from_file_location("benchmark_tables", ROOT / "benchmarks" / "tables.py")
    tables = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tables)
    return [tables, *(importlib.import_module(module.name) for module in found)]


def run_examples(module: ModuleType) -> tuple[doctest.TestResults, list[str]]:
    """Run the examples in a module's docstrings; return the counts and what went wrong."""
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    for test in doctest.DocTestFinder().find(module):
        runner.run(test, out=told.append)
    return runner.summarize(verbose=False), told


def test_every_example_in_a_docstring_runs():
    results = [run_examples(module) for module in list_modules()]
    assert [text for _, told in results for text in told] == []
    assert sum(counts.attempted for counts, _ in results) > 150


def test_a_wrong_example_is_noticed():
    module = ModuleType("wrong")
    module.__doc__ = ">>> 1 + 1\n3"
    assert run_examples(module)[0].failed == 1
