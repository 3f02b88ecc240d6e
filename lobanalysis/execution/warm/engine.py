"""The papermill engine `warm`: `papermill --engine warm in.ipynb out.ipynb`, or many through its API."""

from __future__ import annotations

import atexit
import logging
import os
from contextlib import ExitStack
from functools import cache

from papermill.engines import NBClientEngine, papermill_engines

from lobanalysis.execution.warm.environment import find_platform_misfit
from lobanalysis.execution.warm.manager import bind_manager
from lobanalysis.execution.warm.template import Template, open_template

NAME = "warm"
log = logging.getLogger("lobanalysis.execution.warm")


@cache
def share_template(owner: int) -> Template:
    """Return the template process of this process (`owner` is its id), started the first time."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(open_template())


class WarmEngine(NBClientEngine):
    """Papermill's own engine with kernels forked from a template process where that fits."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, template=None, **kwargs):
        """Execute the cells; `template` is shared by whoever passes it, else this process has its own."""
        misfit = find_platform_misfit()
        if misfit:
            log.warning("ordinary kernel: %s", misfit)
        else:
            kwargs["kernel_manager_class"] = bind_manager(template or share_template(os.getpid()))
        super().execute_managed_notebook(nb_man, kernel_name, **kwargs)


def register_engine() -> str:
    """Make the engine known to papermill without an installed entry point; return its name."""
    papermill_engines.register(NAME, WarmEngine)
    return NAME
