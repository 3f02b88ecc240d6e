"""Make the lock files from `pyproject.toml`; run it after a change of the dependencies there.

`python tools/lock.py` needs the program `uv` (`pip install uv`). Direct dependencies stand once, in
`pyproject.toml`; every lock holds the whole set of one purpose, with hashes, and agrees with the locks
before it. `environment.yml` gets the JupyterLab version of the lab lock.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = "3.11"
HASH_LINE = "# dependencies: sha256:"
EXTRAS = {
    "requirements.lock": None,
    "requirements-test.lock": "test",
    "requirements-lab.lock": "lab",
    "requirements-suggest.lock": "suggest",
}


def read_dependencies(pyproject: Path) -> dict[str, list[str]]:
    """Return the direct dependencies per purpose; the report's stand under the empty name.

    Examples
    --------
    >>> sorted(read_dependencies(ROOT / "pyproject.toml"))
    ['', 'dev', 'lab', 'suggest', 'test']
    """
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    return {"": project["dependencies"], **project["optional-dependencies"]}


def count_hash(dependencies: dict[str, list[str]], extra: str | None) -> str:
    """Return a hash of the dependency lists that a lock was made from."""
    lists = [sorted(dependencies[""]), sorted(dependencies[extra]) if extra else []]
    return hashlib.sha256(json.dumps(lists).encode()).hexdigest()


def find_uv() -> list[str]:
    """Return the command of `uv`: the program, or the module of this interpreter."""
    program = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if program is None:
        sys.exit("tools/lock.py: program uv is missing. Hint: pip install uv.")
    return [program]


def run_compile(uv: list[str], lock: str, extra: str | None, constraints: list[str], upgrade: bool) -> str:
    """Return the text of a lock, without header; versions of the present lock are kept unless `upgrade`."""
    command = [*uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header"]
    command += ["--python-version", PYTHON, "--no-emit-index-url", "--no-annotate", "--output-file", lock]
    command += [f"--extra={extra}"] if extra else []
    command += ["--upgrade"] if upgrade else []
    command += [argument for name in constraints for argument in ("--constraint", name)]
    subprocess.run([*command, "pyproject.toml"], cwd=ROOT, check=True)
    return (ROOT / lock).read_text(encoding="utf-8")


def write_lock(lock: str, text: str, digest: str) -> None:
    """Write a lock with a header that says what it was made from."""
    header = f"# Made by tools/lock.py from pyproject.toml; do not edit.\n{HASH_LINE}{digest}\n"
    (ROOT / lock).write_text(header + text, encoding="utf-8", newline="\n")


def read_version(lock_text: str, package: str) -> str:
    """Return the version of a package in a lock."""
    found = re.search(rf"^{re.escape(package)}==([^\s;]+)", lock_text, re.MULTILINE)
    if found is None:
        sys.exit(f"tools/lock.py: {package} is not in the lock.")
    return found.group(1)


def write_environment(version: str) -> None:
    """Put the JupyterLab version of the lab lock into `environment.yml`."""
    path = ROOT / "environment.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"jupyterlab=\S+", f"jupyterlab={version}", text), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> None:
    """Make all locks, one after the other, each held to those before it."""
    dependencies, uv, done = read_dependencies(ROOT / "pyproject.toml"), find_uv(), []
    for lock, extra in EXTRAS.items():
        text = run_compile(uv, lock, extra, done, "--upgrade" in arguments)
        write_lock(lock, text, count_hash(dependencies, extra))
        done.append(lock)
    lab = (ROOT / "requirements-lab.lock").read_text(encoding="utf-8")
    write_environment(read_version(lab, "jupyterlab"))


if __name__ == "__main__":
    main(sys.argv[1:])
