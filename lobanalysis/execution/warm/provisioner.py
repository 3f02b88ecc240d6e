"""Starting a kernel: forked where that fits, else in the ordinary way, saying why."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from lobanalysis.execution.warm.environment import find_misfit
from lobanalysis.execution.warm.forked import ForkedProcess, TemplateError, fork_kernel

log = logging.getLogger("lobanalysis.execution.warm")
# What jupyter_client passes to every process; anything more asks for an ordinary one.
KNOWN = {"env", "cwd", "kernel_id", "extra_arguments"}


class WarmProvisioner(LocalProvisioner):
    """A local provisioner whose process may be a fork; its manager's `template` says of what."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel and return how to connect to it."""
        try:
            process = self.fork(cmd, kwargs)
        except TemplateError as problem:
            log.warning("ordinary kernel: %s", problem)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    def fork(self, command: list[str], options: dict[str, Any]) -> ForkedProcess:
        """Return a forked kernel.

        Raises
        ------
        TemplateError
            With the reason when an ordinary one has to do.
        """
        template = self.parent.template
        unknown = sorted(options.keys() - KNOWN)
        if unknown:
            raise TemplateError(f"it is started with {', '.join(unknown)}")
        folder = Path(options.get("cwd") or os.getcwd())
        misfit = find_misfit(template, command, options["env"], folder)
        if misfit:
            raise TemplateError(misfit)
        return fork_kernel(template, command, options["env"], folder)
