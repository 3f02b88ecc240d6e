"""Render the site with Quarto, and fail on what Quarto only warns about."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from lobanalysis.errors import RenderError, shorten
from lobanalysis.paths import Project
from lobanalysis.publishing.leash import run_on_leash

OLDEST = (1, 10)
BUILDING = "LOB_BUILDING"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
WARNING = re.compile(
    r"^\s*(?:\[?WARN(?:ING)?\]?\b|ERROR\b|\(W\))|Unable to resolve crossref|\?var:|\?meta:", re.I
)
HARMLESS = re.compile(r"Unable to resolve link target: (?:\.\./)*notebooks/[\w.-]+\.ipynb$")
"""The notebooks offered for download are copied into the site after Quarto is done."""


def find_quarto(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return a Quarto that is new enough: from QUARTO_PATH, beside this Python, or on PATH; or None."""
    beside = str(Path(sys.executable).parent)
    for found in (
        environment.get("QUARTO_PATH"),
        shutil.which("quarto", path=beside),
        shutil.which("quarto", path=environment.get("PATH", "")),
    ):
        if found and _read_version(found) >= OLDEST:
            return found
    return None


def _read_version(program: str) -> tuple[int, ...]:
    """Return Quarto's version as numbers; nothing when the program does not run."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, encoding="utf-8", timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return parse_version(done.stdout) if done.returncode == 0 else ()


def parse_version(text: str) -> tuple[int, ...]:
    """Return a version as numbers.

    Examples
    --------
    >>> parse_version("1.10.18")
    (1, 10, 18)
    """
    return tuple(int(number) for number in re.findall(r"\d+", text)[:3])


def render_quarto(project: Project, target: Path, profile: str = "") -> None:
    """Render the HTML of the project into the folder `target` (beside `_site`, inside the project).

    `profile` adds `_quarto-<profile>.yml` to the configuration.

    Raises
    ------
    RenderError
        When Quarto is missing or fails, or its log holds a warning (unknown variable or reference, …).
    """
    program = find_quarto()
    if program is None:
        raise RenderError("Quarto", "is not installed", hint="use --engine pandoc")
    output = os.path.relpath(target, project.root)
    chosen = ["--profile", profile] if profile else []
    command = [program, "render", "--to", "html", "--output-dir", output, "--no-execute", *chosen]
    done = run_on_leash(command, project.root, quiet_environment(os.environ))
    check_log((done.stdout + done.stderr).decode("utf-8", "replace"), done.returncode)


def quiet_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for Quarto: no colours, no terminal, no questions, no telemetry, no browser.

    And no check by `report/na_render.py`: this program checks what it makes, before it puts it in place.
    """
    return {
        **environment,
        "NO_COLOR": "1",
        "TERM": "dumb",
        "CI": "true",
        "DO_NOT_TRACK": "1",
        "BROWSER": "",
        BUILDING: "1",
    }


def check_log(log: str, code: int = 0) -> None:
    """Check the whole log of a Quarto run.

    Raises
    ------
    RenderError
        Naming every warning, or the last lines when Quarto failed.
    """
    lines = [COLOUR.sub("", line).strip() for line in log.splitlines() if line.strip()]
    if code:
        raise RenderError("Quarto", f"stopped with code {code}: {shorten(lines[-10:])}")
    warnings = find_warnings(lines)
    if warnings:
        raise RenderError("Quarto", f"{len(warnings)} warning(s): {shorten(warnings, limit=50)}")


def find_warnings(lines: list[str]) -> list[str]:
    """Return the lines of a log that warn, each once, in order."""
    return list(dict.fromkeys(line for line in lines if WARNING.search(line) and not HARMLESS.search(line)))
