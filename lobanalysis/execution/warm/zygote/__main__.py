"""Entry of the template process: `python …/zygote/__main__.py SOCKET_FD OWNER_PID JSON`.

Nothing of this project may be importable or imported here that a kernel would then have.
"""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import shutil
import signal
import socket
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
NAME = "_zygote"


def load_package() -> None:
    """Make the modules beside this file importable as a package, without a folder on the path."""
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != HERE]
    init = os.path.join(HERE, "__init__.py")
    spec = importlib.util.spec_from_file_location(NAME, init, submodule_search_locations=[HERE])
    sys.modules[NAME] = importlib.util.module_from_spec(spec)


def stop(*_: object) -> None:
    """End on request of the owner."""
    raise SystemExit(0)


def leave() -> None:
    """End at once: what packages do at exit is done, but a thousand modules are not taken apart first."""
    atexit._run_exitfuncs()
    os._exit(0)


def main() -> None:
    """Import ahead, then serve until the owner is gone, and leave nothing behind."""
    descriptor, owner, settings = int(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])
    listener = socket.socket(fileno=descriptor)
    listener.set_inheritable(False)
    load_package()
    from _zygote.preload import preload
    from _zygote.serve import Nursery

    template = os.getpid()
    signal.signal(signal.SIGTERM, stop)
    nursery = None
    try:
        nursery = Nursery(listener, *preload(settings["modules"]))
        nursery.serve(owner)
    finally:
        if os.getpid() == template:
            if nursery:
                nursery.end()
            shutil.rmtree(settings["folder"], ignore_errors=True)
            leave()


main()
