"""A process that a template forked for us, looking like one that `subprocess` started."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from lobanalysis.execution.warm.template import Template
from lobanalysis.execution.warm.zygote.wire import send_request, split_replies

READY_SECONDS = 60.0
STREAMS = (1, 2)


class TemplateError(RuntimeError):
    """No kernel could be had from the template; the message is the reason, in a few words."""


class ForkedProcess:
    """A process that is not our child, with what `subprocess.Popen` has and jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket) -> None:
        self.connection, self.received = connection, b""
        self.pid, self.returncode, self.ready, self.refusal = 0, None, False, ""

    def poll(self) -> int | None:
        """Return the exit code, negative for a signal, or None while the process runs."""
        self._listen(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code as soon as there is one.

        Raises
        ------
        subprocess.TimeoutExpired
            When the process still runs after `timeout` seconds.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.returncode is None:
            left = None if deadline is None else deadline - time.monotonic()
            if left is not None and left <= 0:
                raise subprocess.TimeoutExpired("kernel", timeout)
            self._listen(left)
        return self.returncode

    async def wait_end(self) -> None:
        """Wait until the process has ended, leaving the event loop to others."""
        loop, told = asyncio.get_running_loop(), asyncio.Event()
        while self.poll() is None:
            told.clear()
            loop.add_reader(self.connection, told.set)
            try:
                await told.wait()
            finally:
                loop.remove_reader(self.connection)

    def wait_ready(self, seconds: float) -> None:
        """Wait until the kernel has bound its sockets or ended.

        Raises
        ------
        TemplateError
            When the template refuses, is gone or does not answer.
        """
        deadline = time.monotonic() + seconds
        while not self.ready and self.returncode is None and not self.refusal:
            left = deadline - time.monotonic()
            if left <= 0:
                self._leave(-signal.SIGKILL)
                raise TemplateError("the template process does not answer")
            self._listen(left)
        if self.refusal:
            raise TemplateError(self.refusal)

    def send_signal(self, signum: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)

    def _listen(self, seconds: float | None) -> None:
        if self.returncode is not None or not select.select([self.connection], [], [], seconds)[0]:
            return
        try:
            part = self.connection.recv(4096)
        except ConnectionError:
            part = b""
        if not part:
            self._lose()
            return
        replies, self.received = split_replies(self.received + part)
        for kind, value in replies:
            self._take(kind, value)

    def _take(self, kind: str, value: str) -> None:
        if kind == "P":
            self.pid = int(value)
        elif kind == "R":
            self.ready = True
        elif kind == "N":
            self.refusal = value
            self._leave(-signal.SIGKILL)
        elif kind == "X":
            self._leave(int(value))

    def _lose(self) -> None:
        """Take note that the template is gone: a kernel does not outlive it."""
        if not self.pid:
            self.refusal = "the template process has ended"
        else:
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except OSError:
                pass
        self._leave(-signal.SIGKILL)

    def _leave(self, code: int) -> None:
        self.returncode = code
        self.connection.close()


def fork_kernel(
    template: Template, command: list[str], environment: Mapping[str, str], folder: Path
) -> ForkedProcess:
    """Return a kernel forked from a template, its sockets bound (or already dead, like any other process).

    Raises
    ------
    TemplateError
        When the template is gone, refuses or does not answer.
    """
    import importlib.util

    launcher = importlib.util.find_spec("ipykernel_launcher")
    request = {
        "command": command,
        "launcher": launcher.origin,
        "arguments": command[3:],
        # As jupyter_client does; the kernel itself watches the template.
        "env": {**environment, "JPY_PARENT_PID": str(os.getpid())},
        "cwd": str(folder),
    }
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(template.address)
        send_request(connection, request, STREAMS)
    except OSError as problem:
        connection.close()
        raise TemplateError("the template process has ended") from problem
    process = ForkedProcess(connection)
    process.wait_ready(READY_SECONDS)
    return process
