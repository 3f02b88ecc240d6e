import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lobanalysis.execution.warm import environment
from lobanalysis.execution.warm.environment import find_misfit, select_baked
from lobanalysis.execution.warm.forked import TemplateError, fork_kernel
from lobanalysis.execution.warm.template import KERNEL, SCIENCE, Template, make_home, open_template
from lobanalysis.execution.warm.zygote.wire import split_replies

COMMAND = [sys.executable, "-m", "ipykernel_launcher", "-f", "kernel.json"]
ENVIRONMENT = {"HOME": "/home/a", "PATH": "/bin"}


@pytest.fixture
def described(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "find_platform_misfit", lambda: "")
    baked = tuple(select_baked(ENVIRONMENT).items())
    return Template(tmp_path, sys.executable, tmp_path, (*KERNEL, *SCIENCE), baked, 0)


def test_the_same_interpreter_environment_and_folder_fit(described, tmp_path):
    assert find_misfit(described, COMMAND, ENVIRONMENT, tmp_path) == ""
    assert find_misfit(described, COMMAND, ENVIRONMENT | {"EDITOR": "vi"}, tmp_path) == ""


def test_another_interpreter_does_not_fit_though_it_be_a_link_to_the_same_file(described, tmp_path):
    link = tmp_path / "python"
    link.symlink_to(sys.executable)
    assert "another interpreter" in find_misfit(described, [str(link), *COMMAND[1:]], ENVIRONMENT, tmp_path)


def test_another_program_of_this_interpreter_does_not_fit(described, tmp_path):
    command = [sys.executable, "-m", "other_kernel", "-f", "kernel.json"]
    assert "ipykernel_launcher" in find_misfit(described, command, ENVIRONMENT, tmp_path)


@pytest.mark.parametrize(
    "name",
    ["MPLBACKEND", "MPLCONFIGDIR", "PYTHONPATH", "PYTHONHASHSEED", "LC_ALL", "OMP_NUM_THREADS", "LANG"],
)
def test_a_variable_that_is_read_at_import_does_not_fit_when_it_differs(name, described, tmp_path):
    assert find_misfit(described, COMMAND, ENVIRONMENT | {name: "1"}, tmp_path).endswith(name)


def test_a_variable_that_is_gone_does_not_fit(described, tmp_path):
    assert find_misfit(described, COMMAND, {"PATH": "/bin"}, tmp_path).endswith("HOME")


def test_settings_of_matplotlib_in_the_folder_do_not_fit(described, tmp_path):
    (tmp_path / "matplotlibrc").write_text("font.size: 20", encoding="utf-8")
    assert "matplotlibrc" in find_misfit(described, COMMAND, ENVIRONMENT, tmp_path)


def test_a_module_in_the_folder_that_hides_a_package_does_not_fit(described, tmp_path):
    (tmp_path / "pandas.py").write_text("", encoding="utf-8")
    assert "module pandas" in find_misfit(described, COMMAND, ENVIRONMENT, tmp_path)


def test_a_folder_that_is_not_there_does_not_fit(described, tmp_path):
    assert "does not exist" in find_misfit(described, COMMAND, ENVIRONMENT, tmp_path / "gone")


def test_a_relative_path_for_modules_does_not_fit_in_another_folder(described, tmp_path):
    relative = ENVIRONMENT | {"PYTHONPATH": "src"}
    baked = tuple(select_baked(relative).items())
    other = Template(tmp_path, sys.executable, tmp_path / "other", KERNEL, baked, 0)
    assert "PYTHONPATH" in find_misfit(other, COMMAND, relative, tmp_path)


def test_another_system_does_not_fit(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    template = Template(tmp_path, sys.executable, tmp_path, (), (), 0)
    assert "Linux" in find_misfit(template, COMMAND, {}, tmp_path)


def test_the_folder_of_a_template_is_closed_to_others_and_short_enough_for_a_socket():
    home = make_home()
    assert home.stat().st_mode & 0o777 == 0o700
    assert len(str(home)) < 100
    home.rmdir()


def test_replies_are_read_whole_however_they_arrive():
    assert split_replies(b"P 1\nR") == ([("P", "1")], b"R")
    assert split_replies(b"R\nX -9\n") == ([("R", ""), ("X", "-9")], b"")


needs_fork = pytest.mark.skipif(
    bool(environment.find_platform_misfit()), reason="kernels are forked on Linux"
)


def find_refusal(folder, module, content, monkeypatch):
    """Return why a template refuses that loads a module of this content, as if it were installed."""
    place = folder / "site-packages"
    place.mkdir()
    (place / f"{module}.py").write_text(content, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(place))
    with open_template([module]) as template, pytest.raises(TemplateError) as caught:
        fork_kernel(template, COMMAND, os.environ, folder)
    return str(caught.value)


@needs_fork
def test_a_package_that_starts_a_thread_is_a_reason_to_refuse(tmp_path, monkeypatch):
    content = "import threading, time\nthreading.Thread(target=time.sleep, args=(99,), daemon=True).start()"
    assert "threads (1)" in find_refusal(tmp_path, "starts_thread", content, monkeypatch)


@needs_fork
@pytest.mark.parametrize("content", ["import matplotlib_inline.config", "import lobanalysis", "1 / 0"])
def test_a_package_that_must_not_be_loaded_or_fails_is_a_reason_to_refuse(content, tmp_path, monkeypatch):
    root = str(Path(__file__).parents[2])
    content = f"import sys\nsys.path.append({root!r})\n{content}"
    refusal = find_refusal(tmp_path, "loads_wrong", content, monkeypatch)
    assert any(word in refusal for word in ("matplotlib_inline", "lobanalysis", "ZeroDivisionError"))


@needs_fork
def test_a_template_that_is_gone_is_said_to_be(tmp_path):
    with open_template([]) as template:
        pass
    with pytest.raises(TemplateError, match="has ended"):
        fork_kernel(template, COMMAND, os.environ, tmp_path)
    assert not template.home.exists()


def read_connection(folder):
    """Return the file of a connection over sockets in `folder`."""
    from jupyter_client.connect import write_connection_file

    return write_connection_file(
        str(folder / "kernel.json"), transport="ipc", ip=str(folder / "s"), key=b"a"
    )[0]


@needs_fork
def test_a_forked_process_looks_like_one_of_subprocess(template):
    folder = make_home()
    process = fork_kernel(template, [*COMMAND[:-1], read_connection(folder)], os.environ, folder)
    assert len(list(folder.glob("s-*"))) == 5
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.01)
    process.terminate()
    assert process.wait(10) == process.returncode == -15
    process.kill()
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


@needs_fork
def test_a_client_answers_soon_after_the_sockets_are_there(tmp_path, template):
    import asyncio

    from lobanalysis.execution.warm.manager import bind_manager

    async def measure():
        manager = bind_manager(template)(kernel_name="python3")
        await manager.start_kernel()
        client = manager.client()
        start = time.monotonic()
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        seconds = time.monotonic() - start
        client.stop_channels()
        await manager.shutdown_kernel()
        return seconds

    # A lost race between connecting and binding costs 0.1 s each time, silence 0.2 s.
    assert min(asyncio.run(measure()) for _ in range(3)) < 0.1
