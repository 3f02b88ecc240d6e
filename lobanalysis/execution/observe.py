"""What a notebook uses, seen from inside its kernel: files that it reads, folders that it lists, modules.

An IPython extension of the standard library alone, so that it runs in any kernel. Without a request in the
environment it does nothing; with one it writes what it saw after every cell, and shows nothing itself.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

VARIABLE = "LOB_OBSERVE"
ABSENT = "absent"
NOT_PROJECT = frozenset({"__pycache__", "site-packages", "_site", "node_modules"})
IMPORT_SYSTEM = "importlib"
_state = threading.local()


@contextmanager
def not_observed() -> Iterator[None]:
    """Leave what is read inside the block out of the observation: it looks whether something changed."""
    before = getattr(_state, "paused", False)
    _state.paused = True
    try:
        yield
    finally:
        _state.paused = before


def hash_content(path: str) -> str:
    """Return the SHA-256 of a file's content, or that there is no such file."""
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ABSENT


def hash_listing(path: str) -> str:
    """Return a hash of the names in a folder, or that there is no such folder."""
    try:
        names = sorted(
            name for name in os.listdir(path) if name != "__pycache__" and not name.startswith(".")
        )
    except OSError:
        return ABSENT
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def is_project_path(path: str, root: str) -> bool:
    """Return whether a path lies in the project; of what was made, only the tables do.

    Examples
    --------
    >>> is_project_path("/p/build/2020/tables/a.csv", "/p"), is_project_path("/p/build/a.csv", "/p")
    (True, False)
    """
    if not path.startswith(root + os.sep) or is_in_environment(path, root):
        return False
    parts = path[len(root) + 1 :].split(os.sep)
    if any(part.startswith(".") or part.endswith(".egg-info") for part in parts) or NOT_PROJECT & set(parts):
        return False
    return parts[0] != "build" or parts[2:3] == ["tables"]


def is_in_environment(path: str, root: str) -> bool:
    """Return whether a path lies in an environment for Python that stands in the project's folder."""
    return sys.prefix.startswith(root + os.sep) and path.startswith(sys.prefix + os.sep)


def find_source(path: str) -> str:
    """Return the source file of a compiled module, and any other path as it is."""
    if not path.endswith(".pyc"):
        return path
    try:
        return importlib.util.source_from_cache(path)
    except (ValueError, NotImplementedError):
        return path


def is_reading(mode: object, flags: object) -> bool:
    """Return whether a file is opened to be read."""
    if isinstance(mode, str):
        return "r" in mode or "+" in mode
    return not isinstance(flags, int) or flags & (os.O_WRONLY | os.O_RDWR) != os.O_WRONLY


class Observer:
    """Collects what is used below `roots`, by content at that moment, and writes it to the file `target`."""

    def __init__(self, target: str, roots: list[str]) -> None:
        self.target, self.roots = target, roots
        self.files: dict[str, str] = {}
        self.folders: dict[str, str] = {}
        self.modules: dict[str, str] = {}
        self.before = set(sys.modules)
        self.seen = {name for name in sys.modules if is_own_module(name)}

    def hook(self, event: str, arguments: tuple) -> None:
        """Take an audit event: the opening of a file or the listing of a folder."""
        if event not in ("open", "os.listdir", "os.scandir") or getattr(_state, "paused", False):
            return
        with not_observed():
            if event != "open":
                self.see_folder(arguments[0] if arguments else None, sys._getframe(1).f_code.co_filename)
            elif is_reading(*arguments[1:3]):
                self.see_file(arguments[0])

    def see_file(self, path: object) -> None:
        """Remember a file of the project; a compiled module counts as its source."""
        if isinstance(path, (str, os.PathLike)):
            source = find_source(os.path.abspath(os.fspath(path)))
            kept = self.modules if source.endswith(".py") else self.files
            if source not in kept and self.is_watched(source) and not is_own_file(source):
                kept[source] = hash_content(source)

    def see_folder(self, path: object, caller: str) -> None:
        """Remember a folder of the project whose files were listed, unless to find a module."""
        if isinstance(path, (str, os.PathLike)) and IMPORT_SYSTEM not in caller:
            folder = os.path.abspath(os.fspath(path))
            if folder not in self.folders and self.is_watched(folder):
                self.folders[folder] = hash_listing(folder)

    def is_watched(self, path: str) -> bool:
        """Return whether a path lies in the project or in the folder of its package."""
        return any(is_project_path(path, root) for root in self.roots)

    def see_modules(self) -> None:
        """Remember the loaded modules of the project, also those that a template kernel loaded before."""
        for name, module in list(sys.modules.items()):
            if name not in self.seen and isinstance(module, ModuleType):
                self.seen.add(name)
                self.see_file(vars(module).get("__file__"))
                for package in find_packages(name):
                    self.see_file(vars(sys.modules[package]).get("__file__"))

    def write(self, *_: object) -> None:
        """Write what was seen up to now; what cannot be written is as if nothing had been seen."""
        with not_observed():
            self.see_modules()
            seen = {
                "files": self.files,
                "folders": self.folders,
                "modules": self.modules,
                "loaded": find_top_names(set(sys.modules)),
                "fresh": find_top_names(set(sys.modules) - self.before),
                "peak": measure_peak(),
            }
            try:
                with open(self.target + ".new", "w", encoding="utf-8") as file:
                    json.dump(seen, file)
                os.replace(self.target + ".new", self.target)
            except OSError:
                pass


def is_own_module(name: str) -> bool:
    """Return whether a module is this one or a package that it lies in."""
    return name == __name__ or __name__.startswith(name + ".")


def is_own_file(path: str) -> bool:
    """Return whether a path is that of this module, which notebooks do not use."""
    return path == os.path.abspath(__file__)


def find_packages(name: str) -> list[str]:
    """Return the loaded packages that a module lies in.

    Examples
    --------
    >>> find_packages("os.path")
    ['os']
    """
    parts = name.split(".")
    parents = [".".join(parts[:length]) for length in range(1, len(parts))]
    return [parent for parent in parents if isinstance(sys.modules.get(parent), ModuleType)]


def find_top_names(names: set[str]) -> list[str]:
    """Return the first parts of module names, those of the standard library left out."""
    return sorted({name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"__mp_main__"})


def measure_peak() -> int:
    """Return the most memory that this process had, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def load_ipython_extension(shell) -> None:
    """Start observing when the environment asks for it; the notebook does not see the request."""
    request = os.environ.pop(VARIABLE, "")
    if request:
        wanted = json.loads(request)
        observer = Observer(wanted["target"], wanted["roots"])
        sys.addaudithook(observer.hook)
        shell.events.register("post_run_cell", observer.write)
