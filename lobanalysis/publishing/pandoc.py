"""Run the pandoc program that comes with the package pypandoc-binary."""

from __future__ import annotations

import functools
import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypandoc

from lobanalysis.errors import RenderError, shorten

PARALLEL = min(4, os.cpu_count() or 1)
MARKDOWN = "markdown-raw_tex-tex_math_dollars"
MEMORY = ("+RTS", "-A64m", "-RTS")
"""Room to work in before pandoc tidies up its memory: a fifth of the time of a large document."""


@functools.cache
def find_pandoc() -> str:
    """Return the path of the pandoc program."""
    return str(pypandoc.get_pandoc_path())


@functools.cache
def read_pandoc_version() -> str:
    """Return the version of pandoc, as in "3.9"."""
    return str(pypandoc.get_pandoc_version())


def run_pandoc(arguments: Sequence[str], text: str, where: str, folder: Path) -> tuple[str, list[str]]:
    """Return what pandoc makes of `text`, run in `folder`, and its warnings (an unknown citation is one).

    Raises
    ------
    RenderError
        When pandoc fails; `where` names the page.
    """
    done = subprocess.run(
        [find_pandoc(), *MEMORY, *arguments],
        input=text.encode("utf-8"),
        capture_output=True,
        cwd=folder,
        check=False,
    )
    log = done.stderr.decode("utf-8", "replace").splitlines()
    if done.returncode:
        raise RenderError(where, f"pandoc stopped: {shorten(log)}")
    warnings = [line.removeprefix("[WARNING] ") for line in log if line.startswith("[WARNING]")]
    return done.stdout.decode("utf-8").replace("\r\n", "\n"), warnings


def read_markdown(
    text: str, where: str, folder: Path, filters: Sequence[Path] = (), metadata: dict[str, str] | None = None
) -> tuple[dict[str, Any], list[str]]:
    """Return the pandoc document (JSON) of Markdown `text`, after the Lua `filters`, and warnings."""
    arguments = ["--from", MARKDOWN, "--to", "json"]
    arguments += [f"--lua-filter={path}" for path in filters]
    arguments += [f"--metadata={key}:{value}" for key, value in sorted((metadata or {}).items())]
    output, warnings = run_pandoc(arguments, text, where, folder)
    return json.loads(output), warnings
