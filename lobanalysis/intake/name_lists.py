"""Deduce with only what finds names: its look-up files for names, kept apart from those for places.

Of deduce's look-up files the lists of streets, places, hospitals and institutions take nearly all the room:
1.1 GB in memory. This project masks places by the register and finds only persons with deduce, so set-up
makes a copy without them, which loads at once. What it finds as a name stays the same (a test holds this).
"""

from __future__ import annotations

import json
import logging
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.collector import pause_collector

if TYPE_CHECKING:
    from deduce import Deduce

NOT_NAMES = ("street", "placename", "hospital", "healthcare_institution")
NAMES = "names"
CACHE = Path("cache") / "lookup_structs.pickle"


def build_lookups() -> None:
    """Build the look-up files for names once (one to two minutes); set-up calls this, a run never does.

    Nothing is done when they are there already.
    """
    if locate_names().is_file():
        return
    full = read_full_lookups()
    for name in NOT_NAMES:
        del full["lookup_structs"][name]
    target = locate_names()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}.new")
    beside.write_bytes(pickle.dumps(full))
    beside.replace(target)


def load_names() -> Deduce:
    """Return deduce with its finders of names only."""
    build_lookups()
    with keep_logging():
        from deduce import Deduce

    settings = json.loads((find_package() / "base_config.json").read_text(encoding="utf-8"))
    finders = {name: finder for name, finder in settings["annotators"].items() if finder["group"] == NAMES}
    folder = locate_names().parents[1]
    return Deduce(load_base_config=False, config=settings | {"annotators": finders}, cache_path=folder)


def read_full_lookups() -> dict:
    """Return deduce's own look-up files, built first when they are not there; its size is about 1.1 GB."""
    with keep_logging():
        from deduce import Deduce
    with pause_collector():
        Deduce()
        return pickle.loads((find_package() / "data" / "lookup" / CACHE).read_bytes())


def locate_names() -> Path:
    """Return where the look-up files for names of this version of deduce are."""
    from importlib.metadata import version

    return find_package() / "data" / f"{NAMES}-{version('deduce')}" / CACHE


def find_package() -> Path:
    """Return the folder of the installed deduce."""
    with keep_logging():
        import deduce

    return Path(deduce.__file__).parent


@contextmanager
def keep_logging() -> Iterator[None]:
    """Leave the root logger as it was: importing deduce turns on debug messages of every library."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    try:
        yield
    finally:
        root.setLevel(level)
        root.handlers[:] = handlers
