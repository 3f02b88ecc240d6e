"""The kernel that notebooks run in: this interpreter's, never some other `python3` of the machine."""

from __future__ import annotations

import sys
from pathlib import Path

import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

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


class OwnKernelManager(AsyncKernelManager):
    """A kernel manager that starts this interpreter, whatever kernels the machine has.

    The folder `profile` is set on the class that `bind_kernel` makes.
    """

    profile: Path

    @default("transport_encryption")
    def _encrypt_where_possible(self) -> str:
        """Encrypt the channels where zmq can: answers pass through them, and others share the machine."""
        return "auto" if zmq.has("curve") else "disabled"

    @property
    def kernel_spec(self) -> KernelSpec:
        """Specification of the kernel to start."""
        return describe_kernel(self.profile)


def bind_kernel(profile: Path) -> type[OwnKernelManager]:
    """Return the kernel manager class for a profile folder, ready for nbclient's `kernel_manager_class`."""
    profile.mkdir(parents=True, exist_ok=True)
    return type("BoundKernelManager", (OwnKernelManager,), {"profile": profile})
