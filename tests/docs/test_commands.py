"""Does everything that the documents tell a reader to type exist, and do the quick ones run?"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer
import yaml
from documents import ROOT, find_all_blocks

from lobanalysis.cli import app

COMMANDS = sorted({line for block in find_all_blocks("console") for line in block.lines if line})
TARGETS = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
TOLD = {"report", "test", "lab", "check"}


def find_command(words: list[str]) -> object | None:
    """Return the command that the words name, within its group; None when there is none."""
    command = typer.main.get_command(app)
    while hasattr(command, "commands"):
        command, words = command.commands.get(words[0]) if words else None, words[1:]
    return command


def find_problem(command: str) -> str:
    """Return what is wrong with a command that a document tells to type; empty when nothing is."""
    program, *words = shlex.split(command)
    check = CHECKS.get(Path(program).name)
    return check(words) if check else f"unknown program {program}"


def check_make(words: list[str]) -> str:
    return "" if set(words) <= set(TARGETS) else f"no target {words}"


def check_lobanalysis(words: list[str]) -> str:
    command = find_command(words)
    if command is None:
        return f"no command {words[:2]}"
    options = {option for parameter in command.params for option in parameter.opts}
    return "" if {word for word in words if word.startswith("-")} <= options else "no such option"


def check_python(words: list[str]) -> str:
    files = [word for word in words if word.endswith(".py")]
    runs_module = words[:1] == ["-m"] and words[1] in {"pytest", "pip"}
    missing = [name for name in files if not (ROOT / name).is_file()]
    return f"no file {missing}" if missing else "" if files or runs_module else "nothing to run"


def check_conda(words: list[str]) -> str:
    name = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["name"]
    return "" if words in (["env", "create", "-f", "environment.yml"], ["activate", name]) else "not as meant"


def check_pip(words: list[str]) -> str:
    return "" if words == ["install", "--no-deps", "--no-build-isolation", "-e", "."] else "not as meant"


CHECKS = {
    "make": check_make,
    "lobanalysis": check_lobanalysis,
    "python": check_python,
    "python3": check_python,
    "conda": check_conda,
    "pip": check_pip,
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_a_document_exists(command):
    assert find_problem(command) == ""


@pytest.mark.parametrize(
    "command",
    [
        "make nothing",
        "lobanalysis dance",
        "lobanalysis report --fast",
        "lobanalysis code dance",
        "python tools/no.py",
        "wget x",
    ],
)
def test_a_command_that_does_not_exist_is_noticed(command):
    assert find_problem(command) != ""


def test_the_readme_tells_how_to_make_and_how_to_test():
    told = {
        line for block in find_all_blocks("console") if block.document == "README.md" for line in block.lines
    }
    assert {"make report", "make test"} <= told
    assert TOLD <= set(TARGETS)


def test_continuous_integration_runs_the_command_of_the_readme():
    assert "exec make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def run_quick(*words: str) -> str:
    command = [sys.executable, "-m", "lobanalysis.cli", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_claims_ends_with_the_line_that_the_readme_shows(study):
    last = run_quick("claims").splitlines()[-1]
    assert last == "23 of 23 published figures met"
    assert last in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_command_line_explains_itself():
    told = run_quick("--help")
    assert all(name in told for name in typer.main.get_command(app).commands)
