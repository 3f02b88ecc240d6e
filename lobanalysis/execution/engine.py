"""The papermill engine of this project: this interpreter's kernel, forked or ordinary, within limits.

Another way of starting kernels is another kernel manager; everything around it stays the same.
"""

from __future__ import annotations

import logging
from pathlib import Path

from nbclient.exceptions import CellTimeoutError
from papermill.engines import NBClientEngine, papermill_engines
from papermill.iorw import write_ipynb
from papermill.log import logger as papermill_log

from lobanalysis.execution.kernels import bind_kernel
from lobanalysis.execution.limits import LimitError, Limits, format_limit, format_size
from lobanalysis.execution.memory_watch import MemoryWatch, end_group

OWN = "lob"


class OwnEngine(NBClientEngine):
    """Papermill's own engine with the kernel of this interpreter.

    `profile` is the IPython folder, `partial` the file that gets the notebook when the kernel itself fails
    (a failing cell is papermill's own business: it writes the notebook and marks the cell), `template` the
    process to fork the kernel from, None for an ordinary one.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, profile, partial, template, limits, **kwargs):
        """Execute the cells; keep what there is when the kernel dies, is stopped or does not answer."""
        watch = MemoryWatch(limits.memory)
        manager = bind_kernel(Path(profile), watch, template)
        try:
            super().execute_managed_notebook(
                nb_man,
                kernel_name,
                kernel_manager_class=manager,
                execution_timeout=limits.cell_seconds,
                **kwargs,
            )
        except (RuntimeError, TimeoutError) as problem:
            write_ipynb(nb_man.nb, partial)
            reason = explain_limit(problem, watch, limits)
            if reason:
                raise LimitError(reason, find_last_started(nb_man.nb)) from problem
            raise
        finally:
            watch.stop()
            end_group(watch.pid)


def explain_limit(problem: Exception, watch: MemoryWatch, limits: Limits) -> str:
    """Return which limit ended a run, empty when it was something else."""
    if watch.stopped:
        return f"stopped at {format_size(watch.stopped)}, limit {format_limit(watch.limit)}"
    if isinstance(problem, CellTimeoutError):
        return f"stopped after {limits.cell_seconds} s, limit {limits.cell_seconds} s for one cell"
    return ""


def find_last_started(notebook: dict) -> int:
    """Return the position of the cell that was running last, from papermill's notes."""
    started = [bool(cell["metadata"].get("papermill", {}).get("start_time")) for cell in notebook["cells"]]
    return max((place for place, was in enumerate(started) if was), default=0)


def register_engine() -> str:
    """Make the engine known to papermill, whose log stays silent since errors are ours; return its name."""
    if not papermill_log.handlers:
        papermill_log.addHandler(logging.NullHandler())
    papermill_engines.register(OWN, OwnEngine)
    return OWN
