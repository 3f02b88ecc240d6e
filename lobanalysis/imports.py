"""Imports that other packages do by the way and that cost more than the rest: left out in our processes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Imported by pandera, where it is installed, to make examples of tables: half a second that only tests need.
EXAMPLES = "hypothesis"


@contextmanager
def skip_slow_import(name: str) -> Iterator[None]:
    """Make a module seem absent inside the block, unless it was loaded already.

    For the entry point of a process of our own: a library must not do this to its caller.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
