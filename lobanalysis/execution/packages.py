"""Which libraries a notebook uses, by its import statements and those of its modules, and their pins."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from lobanalysis.execution.stamps import hash_value

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# The programs around a notebook: they decide how it runs and what its file looks like.
OWN = __name__.partition(".")[0]
RUNNERS = ("ipykernel", "ipython", "matplotlib-inline", "nbclient", "nbformat", "papermill")


def normalise_name(name: str) -> str:
    """Return the name of a package as registries compare it.

    Examples
    --------
    >>> normalise_name("Jupyter_Client")
    'jupyter-client'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(lock: Path) -> dict[str, list[str]]:
    """Return the pins of each package in a lock file: a line per pin, fingerprints left out.

    The same package can stand there more than once, for several versions of Python.
    """
    if not lock.is_file():
        return {}
    pins: dict[str, list[str]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if found := NAME.match(line):
            pins.setdefault(normalise_name(found[0]), []).append(line.rstrip(" \\"))
    return pins


def hash_package(name: str, pins: Mapping[str, list[str]]) -> str:
    """Return a hash of the pins of a package and of the version that is installed."""
    return hash_value([pins.get(name, []), find_version(name)])


def find_version(name: str) -> str:
    """Return the installed version of a package, empty when it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


@functools.lru_cache(maxsize=1)
def map_modules() -> dict[str, list[str]]:
    """Return the packages that each importable name comes from."""
    found = metadata.packages_distributions()
    return {name: sorted({normalise_name(each) for each in packages}) for name, packages in found.items()}


@functools.lru_cache(maxsize=4096)
def find_imports(source: str) -> frozenset[str]:
    """Return the first parts of the names that a piece of Python imports; nothing when it is no Python.

    Examples
    --------
    >>> sorted(find_imports("import os.path, re\\nfrom . import a\\nfrom b.c import d"))
    ['b', 'os', 're']
    """
    try:
        nodes = list(walk_run(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return frozenset(name.partition(".")[0] for name in names)


def walk_run(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a piece of Python that run: what only type checkers read is left out."""
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")):
            yield child
            yield from walk_run(child)


@functools.lru_cache(maxsize=1024)
def find_required(package: str) -> tuple[str, ...]:
    """Return the packages that a package cannot do without."""
    try:
        lines = metadata.requires(package) or []
    except metadata.PackageNotFoundError:
        return ()
    needed = (line for line in lines if "extra ==" not in line)
    return tuple(sorted({normalise_name(found[0]) for line in needed if (found := NAME.match(line))}))


def add_required(packages: Iterable[str]) -> set[str]:
    """Return packages with all that they require, and what those require."""
    found, waiting = set(), list(packages)
    while waiting:
        package = waiting.pop()
        if package not in found:
            found.add(package)
            waiting += find_required(package)
    return found


def find_packages(sources: Iterable[str], loaded: frozenset[str], fresh: frozenset[str]) -> set[str]:
    """Return the packages that pieces of Python use.

    Parameters
    ----------
    sources : iterable of str
        Code of the notebook and of the project's modules that it loaded.
    loaded, fresh : frozenset of str
        Names of all libraries in the kernel, and of those that were not there when it started. A forked
        kernel has some from the start: they count when a source, or a library that it uses, imports them.
    """
    by_module = {name: packages for name, packages in map_modules().items() if name != OWN}
    present = {package for name in loaded for package in by_module.get(name, [])}
    named = frozenset().union(*(find_imports(source) for source in sources)) & loaded
    direct = {package for name in named for package in by_module.get(name, [])}
    brought = {package for name in fresh for package in by_module.get(name, [])}
    return (add_required(direct) & present) | (brought - add_required(RUNNERS)) | direct
