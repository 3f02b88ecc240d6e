"""A kernel manager whose sockets lie in a private folder: no ports that another kernel may take first."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager

from lobanalysis.execution.warm.template import make_home


class PlacedManager(AsyncKernelManager):
    """The stock manager with connection file and sockets in a folder of its own, which others cannot enter.

    On Windows, where zmq has no such sockets, it is the stock manager with its ports.
    """

    place: Path | None = None

    def make_place(self) -> Path:
        """Make the folder; return it."""
        return make_home()

    async def _async_pre_start_kernel(self, **kw: Any) -> tuple[list[str], dict[str, Any]]:
        if self.place is None and os.name == "posix":
            self._take_place(self.make_place())
        return await super()._async_pre_start_kernel(**kw)

    pre_start_kernel = _async_pre_start_kernel

    def _take_place(self, place: Path) -> None:
        self.place = place
        self.transport = "ipc"
        self.transport_encryption = "disabled"
        self.connection_file = str(place / "kernel.json")
        self.ip = str(place / "s")

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if self.place and not restart:
            shutil.rmtree(self.place, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources
