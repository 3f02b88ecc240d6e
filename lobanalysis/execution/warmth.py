"""Which packages the kernels of this project find loaded, and what is told of an ordinary kernel."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from lobanalysis.execution.warm.environment import find_platform_misfit
from lobanalysis.execution.warm.template import Template, open_template

# Third parties that the modules of the notebooks import; never a module of this project. Not scipy: notebooks
# read tables that are there already, and it would take longer to load than all the rest. Pillow loads its
# five with the first picture that it writes.
MODULES = (
    "numpy",
    "pandas",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.style",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "PIL.PpmImagePlugin",
    "pandas.io.formats.csvs",
    "pandera.pandas",
    "pydantic",
    "yaml",
    "rapidfuzz",
    "filelock",
)
LOGGER = "lobanalysis.execution.warm"


def open_warmth(cold: bool = False) -> AbstractContextManager[Template | None]:
    """Return a context with the process to fork kernels from, or with None where they are to be ordinary."""
    if cold or find_platform_misfit():
        return nullcontext()
    return open_template(MODULES)


class Notes(logging.Handler):
    """Keeps messages instead of showing them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.lines.append(record.getMessage())


@contextmanager
def collect_notes() -> Iterator[list[str]]:
    """Yield a list that gets a line for each kernel that had to be an ordinary one, and why."""
    logger, notes, propagate = logging.getLogger(LOGGER), Notes(), logging.getLogger(LOGGER).propagate
    logger.addHandler(notes)
    logger.propagate = False
    try:
        yield notes.lines
    finally:
        logger.removeHandler(notes)
        logger.propagate = propagate
