"""Show the site in a browser by a small server on this machine; search needs one."""

from __future__ import annotations

import io
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from lobanalysis.errors import RenderError, UsageError

ADDRESS = "127.0.0.1"
OWN_NAMES = frozenset({"127.0.0.1", "localhost"})
SECONDS = 30
TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css", ".html": "text/html"}


class QuietHandler(SimpleHTTPRequestHandler):
    """Serve the files of one folder, and no others, without a line in the log for each.

    A link out of the folder, a folder without `index.html` and a request that was meant for another host are
    refused: a page elsewhere may let its own name lead to this machine, to read what is served here.
    """

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}
    timeout = SECONDS

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer a request for a file of the folder; anything else is not found, or not meant for us."""
        if not is_own_host(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        if not self._is_inside():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: str) -> None:
        """Refuse to list a folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def _is_inside(self) -> bool:
        """Return whether what is asked for ends up inside the folder."""
        try:
            asked = Path(self.translate_path(self.path)).resolve()
        except (ValueError, OSError, RuntimeError):  # a null byte, half a character, a link to itself
            return False
        return asked.is_relative_to(Path(self.directory).resolve())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def is_own_host(host: str) -> bool:
    """Return whether a request was meant for this machine by the name that it was sent to.

    Examples
    --------
    >>> is_own_host("localhost:8000"), is_own_host("example.org"), is_own_host("")
    (True, False, False)
    """
    try:
        return urlsplit(f"//{host}").hostname in OWN_NAMES
    except ValueError:
        return False


def make_server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of `folder` on this machine only, not yet started; port 0 takes a free one.

    Raises
    ------
    RenderError
        When there is no site.
    UsageError
        When the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise RenderError(folder.name, "there is no site", hint="make it with lobanalysis report")
    try:
        return ThreadingHTTPServer((ADDRESS, port), partial(QuietHandler, directory=str(folder)))
    except OSError as error:
        raise UsageError(f"--port {port}", "the port is taken", hint="give another port") from error


def serve_site(folder: Path, port: int = 8000) -> None:
    """Serve `folder` on 127.0.0.1 until Ctrl-C."""
    with make_server(folder, port) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
