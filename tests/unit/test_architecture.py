"""Does the code keep to its architecture: one direction, no broad catches, no print, small modules?"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "lobanalysis"
STAGES = ("intake", "coding", "analysis", "presentation", "execution", "publishing")
BLIND = {"presentation", "execution", "publishing"}
COMMANDS = {
    "cli.py",
    "code_cli.py",
    "code_exchange_cli.py",
    "code_sheets_cli.py",
    "code_suggest_cli.py",
    "disclosure_cli.py",
}
JOINERS = COMMANDS | {
    "claims",
    "building",
    "editions",
    "gate",
    "pipeline.py",
    "stages.py",
    "notebooks",
    "provenance.py",
    "rendering.py",
    "upkeep.py",
}
SHARED = {
    "collector",
    "errors",
    "files",
    "imports",
    "paths",
    "plain_text",
    "plain_yaml",
    "reading",
    "side_by_side",
    "table_text",
}
# Modules of 200 lines or more, with the reason that they stay whole.
LONG = {
    "analysis/attack.py": "the attack on a table: what follows from what is shown, with its integer programs",
    "analysis/disclosure.py": "the suppression of one row; its argument reads from top to bottom",
    "errors.py": "the whole tree of errors with its exit codes",
    "execution/observe.py": "one file that a kernel loads as an extension, standard library only",
    "execution/worker.py": "the life of a worker: its loop, its notebook, its end",
    "notebooks/study.py": "one short method for each thing that a notebook may show",
}
# The template of the kernels is a program of its own, for Linux only: loaded as `_zygote`, so its modules
# name each other relatively; it forks, and it must outlive whatever a package or a notebook throws at it.
TEMPLATE = "execution/warm/zygote/"
# What the process that looks for removed strings meets may hold one: it tells kind and place only.
DISCREET = "gate/beside.py"
LIGHT = ("cli", "paths", "errors", "execution.stamps", "stages", "pipeline", "rendering", "upkeep")
HEAVY = {"pandas", "numpy", "matplotlib", "scipy", "pandera", "papermill", "nbformat", "deduce", "pydantic"}
PRINTING = {"print", "pprint", "sys.stdout.write", "sys.stderr.write", "typer.echo"}
Node = TypeVar("Node", bound=ast.AST)
RELATIVE = "a relative import"
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


@lru_cache
def parse(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def find_imports(tree: ast.Module) -> set[str]:
    """Return the names that a module imports, also inside functions: lobanalysis.errors, pandas, …"""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            if node.level:
                found.add(RELATIVE)
                continue
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def find_parts(module: str) -> set[str]:
    """Return the parts of this package that a module imports: stages and modules at the top."""
    names = (name.split(".") for name in find_imports(parse(module)))
    tops = {path.split("/")[0].removesuffix(".py") for path in MODULES}
    return {name[1] for name in names if name[0] == "lobanalysis" and len(name) > 1} & tops


def find_nodes(tree: ast.Module, kind: type[Node]) -> Iterator[Node]:
    return (node for node in ast.walk(tree) if isinstance(node, kind))


def allowed_parts(stage: str) -> set[str]:
    """Return what a stage may import: itself and earlier stages; the last three know nothing of answers."""
    earlier = set() if stage in BLIND else set(STAGES[: STAGES.index(stage)])
    return SHARED | {stage} | earlier


def find_broad_catches(tree: ast.Module) -> list[str]:
    """Return what catches every exception without passing it on."""
    handlers = [
        (ast.unparse(node.type) if node.type else "", node) for node in find_nodes(tree, ast.ExceptHandler)
    ]
    return [
        name
        for name, node in handlers
        if name in {"", "Exception", "BaseException"} and ast.unparse(node.body[-1]) != "raise"
    ]


def find_calls(tree: ast.Module) -> set[str]:
    return {ast.unparse(node.func) for node in find_nodes(tree, ast.Call)}


def find_unnamed_encodings(tree: ast.Module) -> list[int]:
    """Return the lines that read or write text without naming its encoding."""
    calls = [node for node in find_nodes(tree, ast.Call) if isinstance(node.func, ast.Attribute)]
    texts = [node for node in calls if node.func.attr in {"read_text", "write_text"}]
    return [node.lineno for node in texts if not any(word.arg == "encoding" for word in node.keywords)]


def find_shells(tree: ast.Module) -> set[str]:
    """Return what goes through a shell, or cannot be on Windows."""
    words = {word.arg for node in find_nodes(tree, ast.Call) for word in node.keywords}
    return (words & {"shell", "preexec_fn"}) | (find_calls(tree) & {"os.system", "os.popen", "os.fork"})


def find_in_all(find: Callable[[ast.Module], object], but: str | tuple[str, ...] = "-") -> dict[str, object]:
    """Return per module what was found there; modules without anything, and those in `but`, are left out."""
    modules = [module for module in MODULES if not module.startswith(but)]
    return {module: found for module in modules if (found := find(parse(module)))}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_earlier_stages_and_the_last_three_import_none(stage):
    modules = [name for name in MODULES if name.startswith(f"{stage}/")]
    assert {name: find_parts(name) - allowed_parts(stage) for name in modules} == dict.fromkeys(
        modules, set()
    )


def test_only_the_joining_modules_at_the_top_see_a_stage():
    tops = [name for name in MODULES if name.split("/")[0] not in STAGES]
    assert {name.split("/")[0] for name in tops if find_parts(name) & set(STAGES)} <= JOINERS


def test_only_the_template_of_the_kernels_imports_relatively():
    assert find_in_all(lambda tree: RELATIVE in find_imports(tree), but=TEMPLATE) == {}


def test_the_test_on_direction_sees_an_import_inside_a_function():
    tree = ast.parse("def read():\n    from lobanalysis.intake.export import read_export\n")
    assert "lobanalysis.intake.export" in find_imports(tree)


def test_no_module_swallows_every_exception():
    assert find_in_all(find_broad_catches, but=(TEMPLATE, DISCREET)) == {}


def test_an_exception_that_is_passed_on_after_clearing_up_is_not_swallowed():
    swallowed = "try:\n    f()\nexcept Exception:\n    {}"
    passed = "try:\n    f()\nexcept:\n    g()\n    raise"
    assert find_broad_catches(ast.parse(swallowed)) == ["Exception"]
    assert find_broad_catches(ast.parse(passed)) == []


def test_only_the_command_line_prints():
    found = find_in_all(lambda tree: find_calls(tree) & PRINTING)
    assert set(found) <= COMMANDS


def test_modules_are_short_or_on_the_list_with_a_reason():
    lengths = {name: len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) for name in MODULES}
    assert {name for name, lines in lengths.items() if lines >= 200} <= set(LONG)
    assert all(len(reason.split()) > 5 for reason in LONG.values())


def test_there_is_no_drawer_of_utilities():
    assert not [name for name in MODULES if Path(name).stem in {"utils", "util", "helpers", "common", "misc"}]


def test_every_module_says_what_it_is_for():
    modules = [name for name in MODULES if not name.endswith("__init__.py")]
    assert [name for name in modules if not ast.get_docstring(parse(name))] == []


def test_text_is_read_and_written_with_its_encoding_named():
    assert find_in_all(find_unnamed_encodings) == {}


def test_no_program_is_run_through_a_shell_or_by_what_windows_lacks():
    assert find_in_all(find_shells, but=TEMPLATE) == {}


@pytest.mark.parametrize("module", LIGHT)
def test_what_an_unchanged_run_needs_loads_no_heavy_library(module):
    code = f"import sys, lobanalysis.{module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert not {name.split(".")[0] for name in done.stdout.split()} & HEAVY
