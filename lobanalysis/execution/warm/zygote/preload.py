"""What the template imports, and whether it may be forked afterwards."""

from __future__ import annotations

import builtins
import gc
import importlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .streams import skip_empty_flushes

# Draws the figures of the kernel it is imported in; imported too early it finds no kernel, and all
# figures are missing without an error.
FORBIDDEN = "matplotlib_inline"
OWN = ("__main__", "_zygote")
# What these packages load only when a table is shown or a figure is drawn.
LATE = {
    "pandas": ("pandas.io.formats.string", "pandas.io.formats.html", "pandas.io.formats.csvs"),
    "matplotlib": (
        "matplotlib.style",
        "matplotlib.backends.backend_mixed",
        "matplotlib.backends.backend_svg",
    ),
}
TASKS = "/proc/self/task"
THREAD_SECONDS = 1.0


def preload(names: list[str]) -> tuple[str, dict[str, str]]:
    """Import modules; return why kernels must not be forked, empty when they may, and the new environment.

    Garbage is not looked for meanwhile: looking would take a fifth of the time. All that is there at the end
    is set apart, so that a collection in a kernel does not touch it, and so copy it.
    """
    gc.disable()
    before = dict(os.environ)
    problem = import_modules(names) or import_modules(list_late()) or find_wrong_module()
    if not problem:
        quiet_streams()
        list_backends()
        warm_figures()
        settle_threads()
        problem = find_threads()
    changed = {name: value for name, value in os.environ.items() if before.get(name) != value}
    if "MPLCONFIGDIR" in changed:
        problem = problem or "matplotlib has no folder of its own for its settings"
    gc.freeze()
    gc.enable()
    return problem, changed


class ZMQInteractiveShell:
    """What packages that look for a notebook at import find: a shell of this name, with a kernel."""

    kernel = None


@contextmanager
def seem_kernel() -> Iterator[None]:
    """Let imports in the block believe that they happen in a kernel: pandas then shows twenty columns."""
    builtins.get_ipython = ZMQInteractiveShell
    try:
        yield
    finally:
        del builtins.get_ipython


def import_modules(names: list[str]) -> str:
    """Import modules in order; return what went wrong, or an empty text. Absent packages are left out."""
    with seem_kernel():
        return next(filter(None, map(import_module, names)), "")


def list_late() -> list[str]:
    """Return what the packages that are loaded would load with the first output of a notebook."""
    return [name for package, names in LATE.items() if package in sys.modules for name in names]


def import_module(name: str) -> str:
    """Import a module; return what went wrong, or an empty text."""
    try:
        importlib.import_module(name)
    except ModuleNotFoundError:
        return ""
    except Exception as problem:  # whatever a package does at import: no template then
        return f"{name} cannot be imported ahead ({type(problem).__name__})"
    return ""


def find_wrong_module() -> str:
    """Return which loaded module must not be there, or an empty text.

    A module that is being worked on changes between runs, so only installed packages may be loaded ahead.
    """
    if FORBIDDEN in sys.modules:
        return f"{FORBIDDEN} was loaded ahead"
    roots = list_roots()
    for name, module in sorted(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and name.split(".")[0] not in OWN and not is_installed(file, roots):
            return f"{name}, loaded ahead, is not an installed package"
    return ""


def list_roots() -> tuple[str, ...]:
    """Return the folders of this Python and of its environment, each ending in a separator."""
    roots = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix, os.path.dirname(os.__file__)}
    return tuple(sorted(os.path.realpath(root) + os.sep for root in roots))


def is_installed(file: str, roots: tuple[str, ...]) -> bool:
    """Return whether a module's file belongs to this Python, its environment or a folder of packages."""
    return "site-packages" in file.split(os.sep) or os.path.realpath(file).startswith(roots)


def quiet_streams() -> None:
    """Let the streams of kernels, when ipykernel is loaded, be flushed without waiting for nothing."""
    if "ipykernel.iostream" in sys.modules:
        skip_empty_flushes(sys.modules["ipykernel.iostream"].OutStream)


def list_backends() -> None:
    """Let matplotlib, when it is loaded, look through what is installed for other ways of drawing, once.

    It only learns their names: none of them is loaded.
    """
    if "matplotlib" in sys.modules:
        from matplotlib.backends.registry import backend_registry

        backend_registry.list_all()


def warm_figures() -> None:
    """Draw a figure without pyplot, when matplotlib is loaded: fonts and their files are then known."""
    if "matplotlib" not in sys.modules:
        return
    import io

    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.bar(["a", "b"], [1, 2])
    axes.set_title("a")
    canvas.print_figure(io.BytesIO(), format="png", bbox_inches="tight")


def settle_threads() -> None:
    """Fork once for nothing: pools of a numerical library end their threads at a fork."""
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    deadline = time.monotonic() + THREAD_SECONDS
    while len(os.listdir(TASKS)) > 1 and time.monotonic() < deadline:
        time.sleep(0.001)


def find_threads() -> str:
    """Return how many threads too many there are, or an empty text: only a process with one may be forked."""
    extra = len(os.listdir(TASKS)) - 1
    return f"the packages loaded ahead started threads ({extra})" if extra else ""
