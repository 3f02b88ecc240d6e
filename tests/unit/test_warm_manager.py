import asyncio
import logging
from functools import wraps

import pytest

from lobanalysis.execution.warm.manager import AsyncKernelManager, WarmManager, settle


def pause(method):
    @wraps(method)
    async def paused(self):
        await method(self)
        await asyncio.sleep(60)

    return paused


class Manager:
    owns_kernel, _attempted_start, _ready = True, False, None
    log = logging.getLogger("test")

    async def begin(self):
        self.began = True

    async def fail(self):
        raise RuntimeError("no kernel")


def test_a_start_marks_the_manager_ready_without_the_pause():
    manager = Manager()
    asyncio.run(settle(pause(Manager.begin))(manager))
    assert manager.began
    assert manager._ready.result() is None


def test_a_failed_start_is_what_ready_tells():
    manager = Manager()
    with pytest.raises(RuntimeError, match="no kernel"):
        asyncio.run(settle(pause(Manager.fail))(manager))
    assert str(manager._ready.exception()) == "no kernel"


def test_a_second_start_has_a_future_of_its_own_and_the_first_one_keeps_that_of_who_waited():
    async def start_twice():
        manager = Manager()
        manager._ready = waited = asyncio.get_running_loop().create_future()
        await settle(pause(Manager.begin))(manager)
        manager._attempted_start = True
        await settle(pause(Manager.begin))(manager)
        return waited, manager._ready

    first, second = asyncio.run(start_twice())
    assert first.done()
    assert second.done()
    assert first is not second


def test_a_method_that_is_not_wrapped_stays_as_it_is():
    assert settle(Manager.begin) is Manager.begin


@pytest.mark.parametrize("name", ["start_kernel", "shutdown_kernel"])
def test_the_methods_of_this_jupyter_client_are_the_ones_that_pause(name):
    private = f"_async_{name}"
    assert getattr(WarmManager, private) is not getattr(AsyncKernelManager, private)
    assert getattr(WarmManager, name) is getattr(WarmManager, private)
