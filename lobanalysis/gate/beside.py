"""The scan in a process beside the build, which reads what is finished while the rest is still being made.

What was removed stays in that process: only findings come back.
"""

from __future__ import annotations

import os
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.errors import LobError, RenderError
from lobanalysis.imports import EXAMPLES, skip_slow_import
from lobanalysis.paths import Project
from lobanalysis.side_by_side import choose_start, leave_signals

if TYPE_CHECKING:
    from lobanalysis.gate.scan import Scan

PATIENCE = 5.0
NICENESS = 5


class Searcher:
    """A process that knows the removed strings of a wave, and looks for them in what it is given.

    With `fresh` it also reads what was found clean before.
    """

    def __init__(self, project: Project, wave: str, fresh: bool = False) -> None:
        context = choose_start()
        self._lock = threading.Lock()
        self._end, other = context.Pipe()
        inherited = [self._end] if context.get_start_method() == "fork" else []
        self._process = context.Process(
            target=serve, args=(other, inherited, project, wave, fresh), daemon=True
        )
        self._process.start()
        other.close()

    def look_ahead(self, name: str, path: Path) -> None:
        """Have a file looked at that will be `name` in the site; does not wait for what is found."""
        self._send(path, name)

    def scan(self, site: Path) -> Scan:
        """Return the scan of a finished site.

        Raises
        ------
        LobError
            When what was removed cannot be told, or the process has ended.
        """
        self._send(site)
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

    def _send(self, path: Path, name: str = "") -> None:
        with self._lock:
            try:
                self._end.send((path, name))
            except OSError:  # it has ended: `scan` says so
                return


def serve(
    connection: Connection, inherited: list[Connection], project: Project, wave: str, fresh: bool
) -> None:
    """Read what was removed, then look for it in what comes, until the other end is closed.

    `inherited` are the ends of the parent that a fork has too: while it held them, nothing would close.
    """
    leave_signals()
    with suppress(OSError):  # it does not matter when it is done, unless something waits for it
        os.nice(NICENESS)
    for end in inherited:
        end.close()
    try:
        answer_all(connection, project, wave, fresh)
    except (EOFError, OSError):
        return


def answer_all(connection: Connection, project: Project, wave: str, fresh: bool) -> None:
    """Look at each file that comes with a name, and answer each site; what goes wrong is the answer too."""
    with skip_slow_import(EXAMPLES):
        from lobanalysis.gate.search import SiteSearch

        search = attempt(partial(SiteSearch, project, wave, fresh))
    while True:
        path, name = connection.recv()
        failed = isinstance(search, Exception)
        if not name:
            connection.send(search if failed else attempt(partial(search.scan, path)))
        elif not failed:
            attempt(partial(search.look_ahead, name, path))


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
