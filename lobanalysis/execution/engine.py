"""The papermill engine of this project: this interpreter's kernel, and a partial notebook whatever happens.

Another way of starting kernels is another engine; everything around it stays the same.
"""

from __future__ import annotations

import logging
from pathlib import Path

from papermill.engines import NBClientEngine, papermill_engines
from papermill.iorw import write_ipynb
from papermill.log import logger as papermill_log

from lobanalysis.execution.kernels import bind_kernel

PLAIN = "lob-plain"


class PlainEngine(NBClientEngine):
    """Papermill's own engine with the kernel of this interpreter.

    `profile` is the IPython folder, `partial` the file that gets the notebook when the kernel itself fails
    (a failing cell is papermill's own business: it writes the notebook and marks the cell).
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, profile, partial, **kwargs):
        """Execute the cells; keep what there is when the kernel dies or does not answer."""
        try:
            super().execute_managed_notebook(
                nb_man, kernel_name, kernel_manager_class=bind_kernel(Path(profile)), **kwargs
            )
        except (RuntimeError, TimeoutError):
            write_ipynb(nb_man.nb, partial)
            raise


def register_engine() -> str:
    """Make the engine known to papermill, whose log stays silent since errors are ours; return its name."""
    if not papermill_log.handlers:
        papermill_log.addHandler(logging.NullHandler())
    papermill_engines.register(PLAIN, PlainEngine)
    return PLAIN
