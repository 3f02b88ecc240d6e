"""Whether a kernel can be forked from a template, or why it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lobanalysis.execution.warm.template import Template

# Read when Python starts or when a package is imported: another value later would go unnoticed.
BAKED = (
    "PYTHON",
    "MPL",
    "LC_",
    "LANG",
    "OMP_",
    "OPENBLAS_",
    "MKL_",
    "NUMEXPR_",
    "NPY_",
    "PANDAS_",
    "COVERAGE_",
    "LD_",
    "GLIBC_TUNABLES",
    "MALLOC_",
    "XDG_",
    "HOME",
    "VIRTUAL_ENV",
    "CONDA_",
)
LAUNCHER = ["-m", "ipykernel_launcher"]


def find_platform_misfit() -> str:
    """Return why this machine cannot fork kernels, or an empty text."""
    if sys.platform != "linux":
        return "kernels are forked on Linux only"
    return "" if hasattr(os, "pidfd_open") else "this Python does not know process descriptors"


def select_baked(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that decide at start or import.

    Examples
    --------
    >>> select_baked({"MPLBACKEND": "agg", "EDITOR": "vi"})
    {'MPLBACKEND': 'agg'}
    """
    return {name: value for name, value in sorted(environment.items()) if name.startswith(BAKED)}


def find_misfit(template: Template, command: list[str], environment: Mapping[str, str], folder: Path) -> str:
    """Return why a kernel with this command, environment and working directory cannot be forked, or ''."""
    return (
        find_platform_misfit()
        or find_command_misfit(template, command)
        or find_environment_misfit(template, environment)
        or find_folder_misfit(template, environment, folder)
    )


def find_command_misfit(template: Template, command: list[str]) -> str:
    """Return in what way a command does not start this interpreter's ipykernel, or an empty text."""
    if os.path.abspath(command[0]) != os.path.abspath(template.python):
        return "the kernel is of another interpreter"
    return "" if command[1:3] == LAUNCHER else "the kernel is not started by ipykernel_launcher"


def find_environment_misfit(template: Template, environment: Mapping[str, str]) -> str:
    """Return which variables differ from the template's, or an empty text."""
    wanted, baked = select_baked(environment), dict(template.baked)
    names = sorted(name for name in wanted.keys() | baked.keys() if wanted.get(name) != baked.get(name))
    return f"the environment differs: {', '.join(names)}" if names else ""


def find_folder_misfit(template: Template, environment: Mapping[str, str], folder: Path) -> str:
    """Return what in the working directory would have made the imports come out otherwise, or an empty text.

    In a kernel that directory comes before the installed packages.
    """
    if not folder.is_dir():
        return "the working directory does not exist"
    if (folder / "matplotlibrc").exists():
        return "the working directory has a matplotlibrc"
    path = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
    if folder != template.folder and not all(os.path.isabs(entry) for entry in path):
        return "PYTHONPATH is relative and the working directory another one"
    hidden = find_hidden(template, folder)
    return f"the working directory has a module {hidden} of its own" if hidden else ""


def find_hidden(template: Template, folder: Path) -> str:
    """Return the first package loaded ahead that a module in `folder` hides, or an empty text."""
    names = sorted({name.split(".")[0] for name in template.modules})
    hidden = (name for name in names if (folder / f"{name}.py").exists() or (folder / name).is_dir())
    return next(hidden, "")
