"""A fork made ahead: it waits for a request and becomes its kernel, so that nobody waits for the forking."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass

from .kernel import detach, run_kernel
from .wire import STREAMS, receive_request, send_request


@dataclass
class Spare:
    """A fork that has no request yet: its process, and where it waits for one."""

    pid: int
    connection: socket.socket

    def take(self, request: dict, streams: list[int], client: socket.socket) -> None:
        """Hand over a request with its streams and the connection to who asked; it is a kernel from then on.

        Raises
        ------
        OSError
            When the process is gone.
        """
        with self.connection:
            send_request(self.connection, request, [*streams, client.fileno()])


def fork_spare(leave: Callable[[], None], environment: dict[str, str]) -> Spare:
    """Return a new fork that waits; in the fork this never returns.

    `leave` closes there what belongs to the template and to other kernels; `environment` is added to that of
    the request.
    """
    ours, theirs = socket.socketpair()
    template = os.getpid()
    pid = os.fork()
    if not pid:
        try:
            ours.close()
            leave()
            detach()
            wait_request(theirs, environment, template)
        finally:
            os._exit(1)
    theirs.close()
    return Spare(pid, ours)


def wait_request(connection: socket.socket, environment: dict[str, str], template: int) -> None:
    """Run the kernel that is asked for, to its end; return when the template is gone before it asks."""
    try:
        with connection:
            request, (*streams, client) = receive_request(connection, STREAMS + 1)
    except (OSError, EOFError, ValueError):
        return
    request["env"] = {**environment, **request["env"]}
    run_kernel(request, streams, socket.socket(fileno=client), template)
