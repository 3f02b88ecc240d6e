"""Starting and ending a template process; light, so that it can begin while the rest is still importing."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.execution.warm.environment import select_baked

ENTRY = Path(__file__).parent / "zygote" / "__main__.py"
STOP_SECONDS = 5
WAITING = 128
# The address of a unix socket has room for 107 bytes.
LONGEST = 60

# What every kernel loads, when it starts or with its first cell, and never with effects of its own.
KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "ipykernel.datapub",
    "debugpy",
    "psutil",
    "sqlite3",
    "pdb",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
)
SCIENCE = ("numpy", "pandas", "matplotlib.pyplot", "matplotlib.backends.backend_agg")


@dataclass(frozen=True)
class Template:
    """Where a template process listens, and what its kernels will be like; small enough to pass on.

    `home` is a private folder for its socket and those of the kernels, `folder` the working directory that it
    was started in, `baked` the environment that its imports saw.
    """

    home: Path
    python: str
    folder: Path
    modules: tuple[str, ...]
    baked: tuple[tuple[str, str], ...]
    pid: int

    @property
    def address(self) -> str:
        """Path of the socket."""
        return str(self.home / "s")


def make_home() -> Path:
    """Make a folder that only this user can enter; return it."""
    usual = tempfile.gettempdir()
    return Path(tempfile.mkdtemp(prefix="warm-", dir=usual if len(usual) <= LONGEST else "/tmp"))


def listen(address: str) -> socket.socket:
    """Return a socket that listens; requests wait there until the template has done its imports."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(address)
    listener.listen(WAITING)
    return listener


def spawn(home: Path, modules: Sequence[str]) -> subprocess.Popen:
    """Start the process; the caller's own copy of the socket is closed."""
    with listen(str(home / "s")) as listener:
        settings = json.dumps({"modules": list(modules), "folder": str(home)})
        command = [sys.executable, str(ENTRY), str(listener.fileno()), str(os.getpid()), settings]
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )


def stop(process: subprocess.Popen, home: Path) -> None:
    """End a template process with its kernels, and remove its folder."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    shutil.rmtree(home, ignore_errors=True)


@contextmanager
def open_template(modules: Sequence[str] = SCIENCE) -> Iterator[Template]:
    """Yield a template process of this interpreter, environment and working directory; end it afterwards.

    It is given out at once: kernels that are asked for wait until the imports are done.

    Parameters
    ----------
    modules : sequence of str
        What to load ahead besides what every kernel needs: installed packages that start no threads. Packages
        that are absent are left out.
    """
    home = make_home()
    loaded = (*KERNEL, *modules)
    process = spawn(home, loaded)
    baked = tuple(select_baked(os.environ).items())
    try:
        yield Template(home, sys.executable, Path.cwd(), loaded, baked, process.pid)
    finally:
        stop(process, home)
