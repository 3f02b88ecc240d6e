"""The order of the set-up, and its command line."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from provision import environment, lookups, quarto
from provision.environment import SetupError, find_python, read_tail
from provision.lock import hold_lock
from provision.stamp import LOCKS, count_wanted, find_missing, read_stamp, write_stamp

ROOT = Path(__file__).resolve().parents[2]
VENV = ".venv"
MEMORY = ".setup"


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


def prepare_environment(root: Path, venv: Path, log: Path) -> None:
    """Leave a usable environment; one that came along with a moved or copied checkout is made anew."""
    if read_stamp(venv).get("root", str(root)) == str(root):
        environment.repair_environment(venv, log, say)
    else:
        say("Set-up: this folder was moved or copied; .venv is made anew.")
        environment.make_environment(venv, log)


def install_missing(root: Path, venv: Path, purpose: str, log: Path) -> dict[str, str]:
    """Install what the stamp does not hold; return the new stamp, not yet written."""
    prepare_environment(root, venv, log)
    stamp = read_stamp(venv)
    missing = find_missing(stamp, count_wanted(root, purpose))
    if purpose in missing:
        say(f"Set-up: installing what `make {purpose}` needs into .venv (about a minute, once).")
        environment.install_lock(root, venv, purpose, log)
    if missing:
        environment.install_package(root, venv, log)
    return {**stamp, **count_wanted(root, "report"), **count_wanted(root, purpose)}


def run_once(root: Path, venv: Path, memory: Path, stamp: dict[str, str]) -> dict[str, str]:
    """Do what is done once per machine, side by side: try Quarto, build the look-up files.

    Raises
    ------
    SetupError
        When the look-up files cannot be built. Quarto may fail: there is another renderer.
    """
    started, to_try = time.monotonic(), quarto.is_to_try(venv, memory)
    if to_try:
        say(f"Set-up: trying Quarto {quarto.VERSION} (at most {quarto.LIMIT:.0f} s, once).")
    trial = quarto.start_try(venv, memory / "quarto.log") if to_try else None
    log = memory / "lookups.log"
    build = lookups.start_build(venv, root, log) if "lookups" not in stamp else None
    if build:
        say("Set-up: building the look-up files of the de-identification (a minute or two, once).")
    if trial:
        outcome = quarto.wait_for_try(trial, started + quarto.LIMIT - time.monotonic())
        quarto.write_memory(memory, outcome)
        say(quarto.describe(outcome))
    if build and build.wait() != 0:
        raise SetupError(
            f"the look-up files could not be built; see {log}.\n{read_tail(log)}\n"
            "Hint: an interrupted build may have left a half file; remove .venv and run it again."
        )
    return {**stamp, "lookups": "built"}


def is_ready(root: Path, venv: Path, purpose: str) -> bool:
    """Return whether nothing has to be done: the interpreter is there and the stamp says the rest."""
    wanted = {**count_wanted(root, purpose), "lookups": "built"}
    return find_python(venv).exists() and not find_missing(read_stamp(venv), wanted)


def run_setup(root: Path, purpose: str, retry_quarto: bool = False) -> None:
    """Leave `.venv` with what a purpose needs; at once when it already has it."""
    venv, memory = root / VENV, root / MEMORY
    if is_ready(root, venv, purpose) and not retry_quarto and not quarto.is_to_try(venv, memory):
        return
    with hold_lock(memory / "lock", say):
        if retry_quarto:
            (memory / quarto.MEMORY).unlink(missing_ok=True)
        stamp = install_missing(root, venv, purpose, memory / "pip.log")
        write_stamp(venv, stamp)
        write_stamp(venv, run_once(root, venv, memory, stamp))


def run_command(arguments: list[str]) -> int:
    """Run the set-up from the command line; return the exit code."""
    parser = argparse.ArgumentParser("tools/bootstrap.py", description="Set up .venv from the hashed locks.")
    parser.add_argument("--with", dest="purpose", choices=sorted(LOCKS), default="report")
    parser.add_argument("--retry-quarto", action="store_true", help="try Quarto again after a failure")
    options = parser.parse_args(arguments)
    try:
        run_setup(ROOT, options.purpose, options.retry_quarto)
    except SetupError as problem:
        say(f"Set-up failed: {problem}")
        return 1
    except KeyboardInterrupt:
        say("Set-up was interrupted; run it again.")
        return 130
    return 0
