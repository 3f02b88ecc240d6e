"""However a kernel ends, it ends as an ordinary one does: the same error and the same saved notebook."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest
from warm_runs import execute, list_differences, run_cells, write_notebook

ENDINGS = {
    "os exit": "import os\nos._exit(7)",
    "killed": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "segfault": "import ctypes\nctypes.string_at(0)",
    "sys exit": "import sys\nsys.exit(0)",
    "sys exit with an error": "import sys\nsys.exit(2)",
    "interrupted by itself": "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)",
    "busy too long": "while True:\n    pass",
    "busy too long in C": "import re\nre.match('(a+)+$', 'a' * 40 + 'b')",
}
LIMITS = {"busy too long": 1, "busy too long in C": 1}


def find_ending(source, target, template, **options):
    try:
        execute(source, target, template, **options)
    except Exception as problem:
        return type(problem), str(problem).splitlines()[0]
    return None, ""


@pytest.mark.parametrize("name", ENDINGS)
def test_a_kernel_that_ends_early_gives_the_same_error_and_notebook(name, tmp_path, template):
    source = write_notebook(tmp_path / "in.ipynb", "print(1)", ENDINGS[name], "print(2)")
    targets = tmp_path / "warm.ipynb", tmp_path / "cold.ipynb"
    options = {"execution_timeout": LIMITS[name]} if name in LIMITS else {}
    warm, cold = (
        find_ending(source, t, k, **options) for t, k in zip(targets, (template, None), strict=True)
    )
    assert warm == cold
    assert targets[0].exists() == targets[1].exists()
    if targets[0].exists():
        assert not list_differences(*targets)


def test_a_cell_that_is_interrupted_for_its_time_shows_that_in_the_notebook(tmp_path, template):
    options = {"execution_timeout": 1, "interrupt_on_timeout": True}
    source = write_notebook(tmp_path / "in.ipynb", "import time\ntime.sleep(30)")
    targets = tmp_path / "warm.ipynb", tmp_path / "cold.ipynb"
    warm, cold = (
        find_ending(source, t, k, **options) for t, k in zip(targets, (template, None), strict=True)
    )
    assert warm == cold
    assert not list_differences(*targets)
    assert "KeyboardInterrupt" in targets[0].read_text(encoding="utf-8")


def test_exit_handlers_run_open_files_are_written_and_threads_waited_for(tmp_path, template):
    run_cells(
        tmp_path,
        template,
        f"import atexit, pathlib, threading, time\nplace = pathlib.Path({str(tmp_path)!r})",
        "atexit.register(lambda: (place / 'handler').write_text('ran'))",
        "left_open = open(place / 'file', 'w')\nleft_open.write('written') and None",
        "def finish():\n    time.sleep(0.3)\n    (place / 'thread').write_text('done')\n"
        "threading.Thread(target=finish).start()",
    )
    assert [(tmp_path / name).read_text() for name in ("handler", "file", "thread")] == [
        "ran",
        "written",
        "done",
    ]


def test_processes_that_a_notebook_started_end_with_it(tmp_path, template):
    started = run_cells(tmp_path, template, "import subprocess\nprint(subprocess.Popen(['sleep', '77']).pid)")
    assert not is_running(int(started[-1]))


OWNER = """
import os, sys
from pathlib import Path
from lobanalysis.execution.warm.template import open_template
sys.path[:0] = sys.argv[2].split(os.pathsep)
from warm_runs import run_cells
with open_template(["numpy"]) as template:
    print(template.pid, template.home, flush=True)
    run_cells(Path(sys.argv[1]), template, "print(1)\\nimport os, time\\n"
              f"open({sys.argv[1] + '/pid'!r}, 'w').write(str(os.getpid()))", "time.sleep(60)")
"""


def is_running(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_for(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_when_the_owner_is_killed_template_kernel_and_folder_go_within_two_seconds(tmp_path):
    path = os.pathsep.join(entry for entry in sys.path if entry)
    command = [sys.executable, "-c", OWNER, str(tmp_path), path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as owner:
        pid, home = owner.stdout.readline().split()
        file = tmp_path / "pid"
        assert wait_for(lambda: file.exists() and file.read_text(), 60)
        assert wait_for(lambda: len(psutil.Process(int(pid)).children()) == 2, 5)  # and the next kernel
        processes = [int(pid), *(child.pid for child in psutil.Process(int(pid)).children())]
        assert int(file.read_text()) in processes
        assert all(map(is_running, processes))
        owner.kill()
    assert wait_for(lambda: not any(map(is_running, processes)), 2)
    assert not os.path.exists(home)


def test_when_the_template_is_killed_the_next_run_has_an_ordinary_kernel(tmp_path, own_template, caplog):
    assert run_cells(tmp_path, own_template, "print(1)")[-1] == "1\n"
    os.kill(own_template.pid, signal.SIGKILL)
    assert run_cells(tmp_path, own_template, "print(2)")[-1] == "2\n"
    assert "ordinary kernel: the template process has ended" in caplog.messages


def test_when_the_fork_that_waits_is_killed_the_next_run_has_another(tmp_path, own_template, caplog):
    family = psutil.Process(own_template.pid)
    cell = "import os\nprint(os.getppid())"
    for _ in range(2):
        assert wait_for(family.children, 5)
        family.children()[0].kill()
        assert run_cells(tmp_path, own_template, cell)[-1] == f"{own_template.pid}\n"
    assert not caplog.messages
    assert len(family.children()) == 1


def test_a_kernel_whose_template_is_killed_is_a_dead_kernel(tmp_path, own_template):
    kill = f"import os, time\nos.kill({own_template.pid}, 9)\ntime.sleep(30)"
    source = write_notebook(tmp_path / "in.ipynb", kill)
    assert find_ending(source, tmp_path / "out.ipynb", own_template)[0].__name__ == "DeadKernelError"
