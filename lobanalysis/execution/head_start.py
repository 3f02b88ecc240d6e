"""What a set of notebooks needs and that can be started before it is known which will run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from lobanalysis.execution.pool import Worker, close_processes, start_process
from lobanalysis.execution.warm.template import Template
from lobanalysis.execution.warmth import open_warmth


@dataclass
class HeadStart:
    """A process to fork kernels from, None where kernels are to be ordinary, and worker processes.

    The pool takes the workers out of `staff` and ends them; those it does not take are ended with the block.
    """

    template: Template | None = None
    staff: list[Worker] = field(default_factory=list)

    def hire(self, count: int) -> None:
        """Start worker processes until there are `count`; they load papermill while the caller goes on."""
        while len(self.staff) < count:
            self.staff.append(start_process(self.staff, own_start="spawn"))


@contextmanager
def open_head_start(cold: bool = False) -> Iterator[HeadStart]:
    """Yield a head start with its template process started and no workers yet; end it afterwards."""
    with open_warmth(cold) as template:
        start = HeadStart(template)
        try:
            yield start
        finally:
            close_processes(start.staff)
