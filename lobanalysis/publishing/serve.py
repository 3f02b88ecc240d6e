"""Show the site in a browser by a small server on this machine; search needs one."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from lobanalysis.errors import RenderError, UsageError

ADDRESS = "127.0.0.1"
TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css", ".html": "text/html"}


class QuietHandler(SimpleHTTPRequestHandler):
    """Serve files without a line in the log for each, and with fixed types on every system."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


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
