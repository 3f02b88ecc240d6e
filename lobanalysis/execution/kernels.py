"""The kernel that notebooks run in: this interpreter's, never some other `python3` of the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import zmq
from jupyter_client.kernelspec import KernelSpec
from traitlets import default

from lobanalysis.execution.memory_watch import MemoryWatch
from lobanalysis.execution.warm.manager import WarmManager
from lobanalysis.execution.warm.place import PlacedManager
from lobanalysis.execution.warm.template import Template

KERNEL_NAME = "python3"


def describe_kernel(profile: Path) -> KernelSpec:
    """Return the specification of a plain kernel of this interpreter.

    `profile` is an IPython folder of the project: start-up files and settings of the user's own would
    make results depend on the machine. The history, a database shared by all kernels, is off, and so is
    the kernel application's own log: what goes wrong in a cell stands in the notebook.
    """
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    return KernelSpec(
        argv=[*argv, "--HistoryManager.enabled=False", "--IPKernelApp.log_level=50"],
        display_name="Python 3",
        language="python",
        env={"IPYTHONDIR": str(profile)},
        metadata={"supported_encryption": ["curve"]},
    )


class OwnKernelManager(PlacedManager):
    """A kernel manager that starts this interpreter, whatever kernels the machine has.

    The folder `profile` and the watch over its memory are set on the class that `bind_kernel` makes.
    """

    profile: Path
    watch: MemoryWatch

    @default("transport_encryption")
    def _encrypt_where_possible(self) -> str:
        """Encrypt ports where zmq can: answers pass through them, and others share the machine."""
        return "auto" if zmq.has("curve") else "disabled"

    @property
    def kernel_spec(self) -> KernelSpec:
        """Specification of the kernel to start."""
        return describe_kernel(self.profile)

    async def _async_launch_kernel(self, kernel_cmd: list[str], **options: object) -> None:
        """Start the kernel, and to watch it."""
        await super()._async_launch_kernel(kernel_cmd, **options)
        self.watch.start(self.provisioner.pid)


class OwnWarmManager(OwnKernelManager, WarmManager):
    """The same for kernels forked from a template process."""


def bind_kernel(profile: Path, watch: MemoryWatch, template: Template | None) -> type[OwnKernelManager]:
    """Return the kernel manager class of one run, ready for nbclient's `kernel_manager_class`."""
    profile.mkdir(parents=True, exist_ok=True)
    own = {"profile": profile, "watch": watch}
    if template is None:
        return type("BoundKernelManager", (OwnKernelManager,), own)
    return type("BoundWarmManager", (OwnWarmManager,), own | {"template": template})
