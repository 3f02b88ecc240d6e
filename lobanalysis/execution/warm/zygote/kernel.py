"""A fork becomes what `python -m ipykernel_launcher` would have been, and ends like it."""

from __future__ import annotations

import atexit
import gc
import itertools
import os
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback

from .wire import send_reply

# The names of this package's modules: looking for them among all that are loaded would copy a thousand pages.
OWN = ("_zygote", *(f"_zygote.{name}" for name in ("kernel", "preload", "serve", "spare", "streams", "wire")))
JOIN_SECONDS = 1.0


def run_kernel(request: dict, streams: list[int], connection: socket.socket, template: int) -> None:
    """Run a kernel to its end and end the process; never returns."""
    code = 1
    try:
        dress(request, streams)
        code = serve_notebook(connection, template)
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    except BaseException:  # as the interpreter does with what nobody caught
        traceback.print_exc(file=sys.__stderr__)
    finally:
        flush()
        os._exit(code)


def detach() -> None:
    """Leave the template: a session of its own, the usual signals, and nothing that is the template's own."""
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    tempfile.tempdir = None
    threading._counter = itertools.count(1).__next__
    reseed()
    for name in OWN:
        sys.modules.pop(name, None)


def dress(request: dict, streams: list[int]) -> None:
    """Take over streams, folder, environment and arguments of who asked."""
    for place, stream in enumerate(streams, start=1):
        os.dup2(stream, place)
        os.close(stream)
    sys.stdout.reconfigure(line_buffering=os.isatty(1))
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    sys.argv[:] = [request["launcher"], *request["arguments"]]
    sys.orig_argv[:] = request["command"]


def reseed() -> None:
    """Give the generators that a fork copies a seed of their own; `random` does so by itself."""
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()


def serve_notebook(connection: socket.socket, template: int) -> int:
    """Run ipykernel until it is told to stop, then end what a notebook left running; return the exit code."""
    from ipykernel.kernelapp import IPKernelApp

    # The kernel watches its parent, which is the template, whatever the environment says.
    app = IPKernelApp.instance(parent_handle=template)
    app.initialize()
    choose_backend()
    send_reply(connection, "R")
    connection.close()
    app.start()
    close(app)
    return 0


def choose_backend() -> None:
    """Let matplotlib, loaded before there was a kernel, draw where it would if it were loaded now."""
    if "matplotlib" in sys.modules and os.environ.get("MPLBACKEND"):
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]


def close(app: object) -> None:
    """End as an interpreter does, but for taking its modules apart, which a fork would have to copy first.

    IPython empties the namespace in its exit handler, and the collection after it closes files left open. The
    control thread has to be gone before ipykernel's own exit handler stops what it still sends through.
    """
    app.control_thread.join(JOIN_SECONDS)
    threading._shutdown()
    atexit._run_exitfuncs()
    gc.collect()


def flush() -> None:
    """Write out what is left in the streams."""
    for stream in (sys.__stdout__, sys.__stderr__):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass
