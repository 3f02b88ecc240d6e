"""A fresh clone of the working tree, with an interpreter of its own in which only the clone is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hashes import hash_below

WORKING_TREE = Path(__file__).resolve().parents[2]
PROGRAMS = "Scripts" if os.name == "nt" else "bin"
FOREIGN = ("LOB_", "PYTHON", "VIRTUAL_ENV", "JUPYTER", "PYTEST")
LONG = 400


@dataclass(frozen=True)
class Clone:
    """A project folder and the interpreter that runs it; `root` differs between copies of one clone."""

    root: Path
    env: Path

    @property
    def python(self) -> Path:
        """Interpreter that sees the clone's package and the libraries, nothing of the working tree."""
        return self.env / PROGRAMS / "python"

    @property
    def command(self) -> Path:
        """The `lobanalysis` that the clone installed."""
        return self.env / PROGRAMS / "lobanalysis"

    def run(self, *arguments: str, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess:
        """Return the finished `lobanalysis` command, run in the clone's root."""
        return self.call(self.command, *arguments, cwd=cwd, **variables)

    def module(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess:
        """Return the finished `python -m …`, run in the clone's root."""
        return self.call(self.python, "-m", *arguments, cwd=cwd)

    def call(
        self, *command: object, cwd: Path | None = None, **variables: str
    ) -> subprocess.CompletedProcess:
        """Return a finished command with its texts, run in the clone's root."""
        return subprocess.run(
            [str(part) for part in command],
            cwd=cwd or self.root,
            env=make_environment(self.env, variables),
            capture_output=True,
            encoding="utf-8",
            timeout=LONG,
        )

    def copy(self, target: Path, without: Iterable[str] = ()) -> Clone:
        """Return a copy of the project at another place, some of its folders left out."""
        shutil.copytree(self.root, target, ignore=shutil.ignore_patterns(*without) if without else None)
        return Clone(target, self.env)

    def hash(self, *names: str) -> dict[str, str]:
        """Return the hash of each file in these folders and files, by its path from the root."""
        return hash_below(self.root, *names)

    def write(self, name: str, text: str) -> None:
        """Write a text file of the project."""
        (self.root / name).write_text(text, encoding="utf-8", newline="\n")

    def read(self, name: str) -> str:
        """Return the text of a file of the project."""
        return (self.root / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the first `old` in a file, which has to be there."""
        text = self.read(name)
        assert old in text, f"{name} does not hold the text to replace"
        self.write(name, text.replace(old, new, 1))


def make_environment(env: Path, variables: dict[str, str]) -> dict[str, str]:
    """Return the environment of a command: the machine's, without settings of this test run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    path = os.pathsep.join([str(env / PROGRAMS), kept.get("PATH", "")])
    return {**kept, "PATH": path, "PYTHONUTF8": "1", **variables}


def list_working_tree() -> list[Path]:
    """Return the files that a clone of the working tree would have, relative to it."""
    command = ["git", "-C", str(WORKING_TREE), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    names = sorted(filter(None, listed.split("\0")))
    return [Path(name) for name in names if (WORKING_TREE / name).is_file()]


def make_clone(folder: Path) -> Clone:
    """Return a fresh clone below `folder`, installed in an environment of its own."""
    clone = Clone(folder / "kloon", folder / "env")
    for name in list_working_tree():
        target = clone.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(WORKING_TREE / name, target)
    venv.create(clone.env, symlinks=os.name != "nt")
    share_libraries(clone)
    install = [sys.executable, "-m", "pip", "--python", str(clone.python), "install", "--quiet", "--no-index"]
    options = ["--no-deps", "--no-build-isolation", "--editable", str(clone.root)]
    subprocess.run([*install, *options], check=True, capture_output=True)
    return clone


def share_libraries(clone: Clone) -> None:
    """Let the clone's interpreter see this one's libraries, but not the working tree."""
    # A .pth in a folder that is named in a .pth does not count: so the other installation stays out.
    base = {"base": str(clone.env), "platbase": str(clone.env)}
    own = Path(sysconfig.get_path("purelib", "venv" if os.name != "nt" else "nt_venv", vars=base))
    (own / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
