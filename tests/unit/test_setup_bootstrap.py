import ast
import subprocess
import sys
from pathlib import Path

import pytest
from bootstrap import check_python
from provision import command, environment, quarto
from provision.environment import SetupError, find_python
from provision.stamp import LOCKS, STAMP, UNDER_WAY, count_wanted, read_stamp, write_stamp

ROOT = Path(__file__).resolve().parents[2]
SETUP_FILES = [ROOT / "tools" / "bootstrap.py", *sorted((ROOT / "tools" / "provision").glob("*.py"))]


@pytest.fixture
def checkout(tmp_path):
    """Return a folder with locks, a package file and an environment that only has an interpreter's place."""
    for name in [*LOCKS.values(), "pyproject.toml"]:
        (tmp_path / name).write_text(name, encoding="utf-8")
    python = find_python(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def done(monkeypatch):
    """Return a list of what the set-up did, none of which is really done."""
    calls = []
    monkeypatch.setattr(environment, "repair_environment", lambda venv, log, say: calls.append("repair"))
    monkeypatch.setattr(environment, "make_environment", lambda venv, log: calls.append("make"))
    monkeypatch.setattr(environment, "install_lock", lambda root, venv, purpose, log: calls.append(purpose))
    monkeypatch.setattr(environment, "install_package", lambda root, venv, log: calls.append("package"))
    monkeypatch.setattr(command, "run_once", lambda r, v, m, stamp: {**stamp, "lookups": "built"})
    monkeypatch.setattr(quarto, "is_to_try", lambda venv, memory: False)
    return calls


def test_an_old_python_gets_one_clear_line():
    with pytest.raises(SystemExit, match=r"this is Python 3\.10\. Expected Python 3\.11 or later\. Hint:"):
        check_python((3, 10, 4))
    check_python((3, 11, 0))


def test_the_first_file_can_be_read_by_an_old_python():
    ast.parse(SETUP_FILES[0].read_text(encoding="utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize("path", SETUP_FILES, ids=lambda path: path.name)
def test_the_set_up_needs_the_standard_library_only(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} - sys.stdlib_module_names <= {"provision"}


def test_a_first_set_up_installs_the_lock_and_then_the_package(checkout, done):
    command.run_setup(checkout, "report")
    assert done == ["repair", "report", "package"]


def test_an_unchanged_set_up_does_nothing(checkout, done):
    command.run_setup(checkout, "report")
    done.clear()
    command.run_setup(checkout, "report")
    assert done == []


def test_a_changed_lock_is_installed_and_a_lock_of_another_purpose_is_not(checkout, done):
    command.run_setup(checkout, "report")
    done.clear()
    (checkout / LOCKS["lab"]).write_text("changed", encoding="utf-8")
    command.run_setup(checkout, "report")
    assert done == []
    (checkout / LOCKS["report"]).write_text("changed", encoding="utf-8")
    command.run_setup(checkout, "report")
    assert done == ["repair", "report", "package"]


def test_the_tests_lock_serves_a_report_too(checkout, done):
    command.run_setup(checkout, "test")
    done.clear()
    command.run_setup(checkout, "report")
    assert done == []


def test_a_changed_package_file_installs_the_package_only(checkout, done):
    command.run_setup(checkout, "report")
    done.clear()
    (checkout / "pyproject.toml").write_text("changed", encoding="utf-8")
    command.run_setup(checkout, "report")
    assert done == ["repair", "package"]


def test_the_environment_of_a_copied_checkout_is_made_anew(checkout, done):
    write_stamp(
        checkout / ".venv", {**count_wanted(checkout, "report"), "root": "/elsewhere", "lookups": "built"}
    )
    command.run_setup(checkout, "report")
    assert done[0] == "make"


def test_a_vanished_interpreter_is_noticed(checkout, done):
    command.run_setup(checkout, "report")
    done.clear()
    find_python(checkout / ".venv").unlink()
    command.run_setup(checkout, "report")
    assert done[0] == "repair"


def test_a_failing_installation_leaves_no_stamp(checkout, done, monkeypatch):
    def fail(root, venv, purpose, log):
        raise SetupError("pip failed")

    monkeypatch.setattr(environment, "install_lock", fail)
    with pytest.raises(SetupError):
        command.run_setup(checkout, "report")
    assert not (checkout / ".venv" / STAMP).exists()


def test_a_damaged_stamp_counts_as_none(tmp_path):
    (tmp_path / STAMP).write_text("{", encoding="utf-8")
    assert read_stamp(tmp_path) == {}


def make_plain_venv(folder):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder


def test_an_interrupted_installation_makes_the_environment_anew(tmp_path):
    venv = make_plain_venv(tmp_path / ".venv")
    (venv / UNDER_WAY).touch()
    (venv / "half").touch()
    said = []
    environment.repair_environment(venv, tmp_path / "log", said.append)
    assert environment.is_usable(venv, tmp_path / "log")
    assert not (venv / "half").exists() and "interrupted" in said[0]


def test_an_environment_without_pip_gets_it_and_is_kept(tmp_path):
    venv = make_plain_venv(tmp_path / ".venv")
    (venv / "mine").touch()
    environment.repair_environment(venv, tmp_path / "log", print)
    assert environment.is_usable(venv, tmp_path / "log")
    assert (venv / "mine").exists()


def test_pip_that_fails_says_so_and_one_that_is_killed_leaves_its_mark(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "run_quietly", lambda command, log: 1)
    with pytest.raises(SetupError, match="pip failed"):
        environment.install(tmp_path, [], tmp_path / "log")
    assert not (tmp_path / UNDER_WAY).exists()
    monkeypatch.setattr(environment, "run_quietly", lambda command, log: -9)
    with pytest.raises(SetupError):
        environment.install(tmp_path, [], tmp_path / "log")
    assert (tmp_path / UNDER_WAY).exists()


def test_the_two_pip_calls_are_those_of_the_readme(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(environment, "install", lambda venv, arguments, log: calls.append(arguments))
    environment.install_lock(tmp_path, tmp_path, "report", tmp_path)
    environment.install_package(tmp_path, tmp_path, tmp_path)
    assert calls == [
        ["--require-hashes", "-r", str(tmp_path / "requirements.lock")],
        ["--no-deps", "--no-build-isolation", "-e", str(tmp_path)],
    ]


def test_quarto_that_takes_too_long_is_ended(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    assert quarto.wait_for_try(process, 0.1) == "took too long"
    assert process.poll() is not None


def test_a_failed_try_of_quarto_is_remembered_and_another_version_is_tried(tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda venv: None)
    assert quarto.is_to_try(tmp_path, tmp_path)
    quarto.write_memory(tmp_path, "failed")
    assert not quarto.is_to_try(tmp_path, tmp_path)
    monkeypatch.setattr(quarto, "VERSION", "9.9.9")
    assert quarto.is_to_try(tmp_path, tmp_path)


def test_quarto_that_is_on_the_machine_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setattr(quarto, "find_quarto", lambda venv: "/opt/quarto")
    assert not quarto.is_to_try(tmp_path, tmp_path)


def test_one_line_says_what_came_of_quarto():
    for outcome in ("installed", "failed", "took too long"):
        assert "\n" not in quarto.describe(outcome)
