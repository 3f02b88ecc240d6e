"""The template's loop: a fork for each request, tell how each kernel ended, go when the owner goes."""

from __future__ import annotations

import os
import selectors
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from .spare import Spare, fork_spare
from .wire import receive_request, send_reply

OWNER_SECONDS = 0.25
REQUEST_SECONDS = 10


@dataclass
class Kernel:
    """A running kernel: its process, the descriptor that tells its end, and who asked for it."""

    pid: int
    ending: int
    connection: socket.socket


class Nursery:
    """All kernels of a template, and the socket where they are asked for.

    `refusal` is why none can be had, empty when they can; `environment` is added to that of each kernel. The
    next kernel is forked when there is nothing else to do: its client then need not wait for that.
    """

    def __init__(self, listener: socket.socket, refusal: str, environment: dict[str, str]) -> None:
        self.listener, self.refusal, self.environment = listener, refusal, environment
        self.selector = selectors.DefaultSelector()
        self.kernels: dict[int, Kernel] = {}
        self.spare: Spare | None = None
        self.selector.register(listener, selectors.EVENT_READ, self.accept)

    def serve(self, owner: int) -> None:
        """Serve until the process `owner` is gone."""
        while os.getppid() == owner:
            for key, _ in self.selector.select(OWNER_SECONDS):
                handle: Callable = key.data
                handle()
            if not self.spare and not self.refusal:
                with suppress(OSError):
                    self.spare = fork_spare(self.leave, self.environment)

    def accept(self) -> None:
        """Take a request and fork a kernel for it, or say why not."""
        connection, _ = self.listener.accept()
        connection.settimeout(REQUEST_SECONDS)
        try:
            request, streams = receive_request(connection)
        except (OSError, EOFError, ValueError):
            connection.close()
            return
        connection.settimeout(None)
        if self.refusal:
            send_reply(connection, "N", self.refusal)
            connection.close()
        else:
            self.start(request, streams, connection)
        for stream in streams:
            os.close(stream)

    def start(self, request: dict, streams: list[int], connection: socket.socket) -> None:
        """Let a fork become the kernel that is asked for, and watch it from now on."""
        pid = self.give(request, streams, connection)
        kernel = Kernel(pid, os.pidfd_open(pid), connection)
        self.kernels[pid] = kernel
        self.selector.register(kernel.ending, selectors.EVENT_READ, lambda: self.reap(kernel))
        self.selector.register(connection, selectors.EVENT_READ, lambda: self.drop(kernel))
        send_reply(connection, "P", pid)

    def give(self, request: dict, streams: list[int], connection: socket.socket) -> int:
        """Give a request to the fork that waits, or to a new one when it is gone; return its process."""
        spare, self.spare = self.spare, None
        if spare:
            try:
                spare.take(request, streams, connection)
                return spare.pid
            except OSError:
                os.waitpid(spare.pid, 0)
        spare = fork_spare(self.leave, self.environment)
        spare.take(request, streams, connection)
        return spare.pid

    def leave(self) -> None:
        """Close, in a fork, what belongs to the template and to other kernels."""
        self.selector.close()
        self.listener.close()
        for kernel in self.kernels.values():
            os.close(kernel.ending)
            kernel.connection.close()

    def reap(self, kernel: Kernel) -> None:
        """Collect a kernel that ended and tell its exit code."""
        if self.kernels.pop(kernel.pid, None) is None:
            return
        code = os.waitstatus_to_exitcode(os.waitpid(kernel.pid, 0)[1])
        self.selector.unregister(kernel.ending)
        os.close(kernel.ending)
        send_reply(kernel.connection, "X", code)
        self.forget(kernel)

    def drop(self, kernel: Kernel) -> None:
        """End a kernel whose client is gone; nothing else comes through this connection."""
        if kernel.pid in self.kernels:
            self.forget(kernel)
            kill_group(kernel.pid)

    def forget(self, kernel: Kernel) -> None:
        """Stop listening to a client."""
        if kernel.connection.fileno() >= 0:
            self.selector.unregister(kernel.connection)
            kernel.connection.close()

    def end(self) -> None:
        """End all kernels, and the fork that waits to be one."""
        for pid in [*self.kernels, *([self.spare.pid] if self.spare else [])]:
            kill_group(pid)


def kill_group(pid: int) -> None:
    """Kill a kernel and what it started, as far as they still run."""
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
