"""The scan in a process beside the build, which reads what is finished while the rest is still being made.

What was removed stays in that process: only findings come back.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.errors import LobError, RenderError
from lobanalysis.execution.warm.zygote.preload import find_threads, settle_threads
from lobanalysis.imports import EXAMPLES, skip_slow_import
from lobanalysis.paths import Project

if TYPE_CHECKING:
    from lobanalysis.gate.scan import Scan

PATIENCE = 5.0


class Searcher:
    """A process that knows the removed strings of a wave, and looks for them in what it is given."""

    def __init__(self, project: Project, wave: str) -> None:
        context = choose_start()
        self._lock = threading.Lock()
        self._end, other = context.Pipe()
        inherited = [self._end] if context.get_start_method() == "fork" else []
        self._process = context.Process(target=serve, args=(other, inherited, project, wave), daemon=True)
        self._process.start()
        other.close()

    def look_ahead(self, name: str, content: bytes) -> None:
        """Have a file of the site looked at before the site is whole; does not wait for what is found."""
        self._send(name, content)

    def scan(self, site: Path, fresh: bool) -> Scan:
        """Return the scan of a finished site; `fresh` reads also what was found clean before.

        Raises
        ------
        LobError
            When what was removed cannot be told, or the process has ended.
        """
        self._send(site, fresh)
        try:
            answer = self._end.recv()
        except (EOFError, OSError) as error:
            raise RenderError(
                "_site", "the look for what was removed broke off", "a scan to its end", "is memory full?"
            ) from error
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def close(self) -> None:
        """End the process, also one that is still busy."""
        self._end.close()
        self._process.terminate()
        self._process.join(PATIENCE)

    def _send(self, *message: object) -> None:
        with self._lock:
            try:
                self._end.send(message)
            except OSError:  # it has ended: `scan` says so
                return


def choose_start() -> BaseContext:
    """Return how the process starts: forked where that is safe, which a process with one thread is."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    settle_threads()
    return multiprocessing.get_context("spawn" if find_threads() else "fork")


def serve(connection: Connection, inherited: list[Connection], project: Project, wave: str) -> None:
    """Read what was removed, then look for it in what comes, until the other end is closed.

    `inherited` are the ends of the parent that a fork has too: while it held them, nothing would close.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    for end in inherited:
        end.close()
    try:
        answer_all(connection, project, wave)
    except (EOFError, OSError):
        return


def answer_all(connection: Connection, project: Project, wave: str) -> None:
    """Answer each request for a scan; what goes wrong is the answer too."""
    with skip_slow_import(EXAMPLES):
        from lobanalysis.gate.search import SiteSearch

        search = attempt(partial(SiteSearch, project, wave))
    while True:
        first, second = connection.recv()
        if isinstance(first, Path):
            failed = isinstance(search, Exception)
            connection.send(search if failed else attempt(partial(search.scan, first, second)))
        elif not isinstance(search, Exception):
            attempt(partial(search.look_ahead, first, second))


def attempt(work: Callable[[], object]) -> object:
    """Return what `work` returns, or the error that it ends in.

    Of an error that is not expected only kind and place are told: its message may hold what was removed.
    """
    try:
        return work()
    except LobError as problem:
        return problem
    except Exception as problem:
        place = traceback.extract_tb(problem.__traceback__)[-1]
        return RuntimeError(f"{type(problem).__name__} in {Path(place.filename).name}, line {place.lineno}")
