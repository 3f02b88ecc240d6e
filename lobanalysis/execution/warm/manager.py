"""A kernel manager and client for forked kernels: the stock ones without their waits.

Overrides methods that jupyter_client keeps private (tried with 8.10): the newest version is tried in CI.
"""

from __future__ import annotations

import asyncio
import signal
import tempfile
import time
import uuid
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from queue import Empty
from typing import Any, TypeVar

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager

from lobanalysis.execution.warm.forked import ForkedProcess
from lobanalysis.execution.warm.place import PlacedManager
from lobanalysis.execution.warm.provisioner import WarmProvisioner
from lobanalysis.execution.warm.template import Template, make_home

ANSWER_SECONDS = 1.0
ECHO_SECONDS = 0.2
POLL_SECONDS = 0.003
# A kernel that is busy after this long is interrupted; one that is idle never is.
QUIET_SECONDS = 0.5
Method = TypeVar("Method", bound=Callable[..., Any])


class WarmClient(AsyncKernelClient):
    """A client that waits for the answer to its own question instead of for silence."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while not await self._answers(self.kernel_info()):
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout:.0f} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _answers(self, question: str) -> bool:
        """Return whether a question is answered on shell, and its end announced on iopub."""
        try:
            reply = await self._find(self.shell_channel, question, "kernel_info_reply", ANSWER_SECONDS)
            while True:
                status = await self._find(self.iopub_channel, question, "status", ECHO_SECONDS)
                if status["content"]["execution_state"] == "idle":
                    break
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True

    async def _find(self, channel: Any, question: str, kind: str, seconds: float) -> dict[str, Any]:
        """Return the first message of a kind that belongs to a question; the rest is dropped."""
        while True:
            message = await channel.get_msg(timeout=seconds)
            if message["msg_type"] == kind and message["parent_header"].get("msg_id") == question:
                return message


def settle(method: Method) -> Method:
    """Return a method that `ready` waits for, without the pause that jupyter_client makes for its own tests.

    It pauses 10 ms when a kernel has started and 10 ms when it has ended. A version of jupyter_client that
    does this in another way keeps its own.
    """
    inner = getattr(method, "__wrapped__", None)
    if inner is None:
        return method

    @wraps(inner)
    async def settled(self: WarmManager, *args: Any, **kwargs: Any) -> None:
        if self._attempted_start or not self._ready:
            self._ready = asyncio.get_running_loop().create_future()
        try:
            await inner(self, *args, **kwargs)
        except Exception as problem:
            self._ready.set_exception(problem)
            self.log.exception(problem)
            raise
        if self.owns_kernel:
            self._ready.set_result(None)

    return settled


class WarmManager(PlacedManager):
    """A manager of forked kernels; `bind_manager` makes the class with the `template` to fork from."""

    template: Template

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.client_factory = WarmClient

    async def _async_pre_start_kernel(self, **kw: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.kernel_id = self.kernel_id or kw.pop("kernel_id", None) or str(uuid.uuid4())
            self.provisioner = WarmProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**kw)

    pre_start_kernel = _async_pre_start_kernel

    def make_place(self) -> Path:
        """Make the folder of this kernel in that of the template; return it."""
        home = self.template.home
        return Path(tempfile.mkdtemp(prefix="k-", dir=home)) if home.is_dir() else make_home()

    _async_start_kernel = start_kernel = settle(AsyncKernelManager._async_start_kernel)
    _async_shutdown_kernel = shutdown_kernel = settle(AsyncKernelManager._async_shutdown_kernel)

    async def _async_wait(self, pollinterval: float = POLL_SECONDS) -> None:
        """Wait for the end of the kernel; that of a fork is told, that of an ordinary process asked for."""
        process = self.provisioner and self.provisioner.process
        if isinstance(process, ForkedProcess):
            await process.wait_end()
        else:
            await super()._async_wait(pollinterval)

    async def _async_interrupt_kernel(self) -> None:
        """Interrupt a kernel, but not as a part of shutting down: between two cells it might lose that."""
        if not self.shutting_down:
            await super()._async_interrupt_kernel()

    interrupt_kernel = _async_interrupt_kernel

    async def _async_finish_shutdown(
        self, waittime: float | None = None, pollinterval: float = POLL_SECONDS, restart: bool = False
    ) -> None:
        """Wait for the end; a kernel that is still in a cell is interrupted first."""
        try:
            await asyncio.wait_for(self._async_wait(pollinterval=POLL_SECONDS), QUIET_SECONDS)
        except TimeoutError:
            if self.has_kernel:
                await self._async_signal_kernel(signal.SIGINT)
        await super()._async_finish_shutdown(waittime, POLL_SECONDS, restart)

    finish_shutdown = _async_finish_shutdown


@cache
def bind_manager(template: Template) -> type[WarmManager]:
    """Return the manager class for a template, ready for nbclient's `kernel_manager_class`."""
    return type("BoundWarmManager", (WarmManager,), {"template": template})
