"""Make the search index of a site with pagefind, by the program in the package pagefind-bin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lobanalysis.errors import RenderError, shorten

FOLDER = "pagefind"
NEEDED = ("pagefind.js", "pagefind-worker.js")
"""Of pagefind's own programs only these are used; its ready-made interfaces are taken out."""


def write_search_index(site: Path) -> None:
    """Write the search index of the pages in `site` into its folder `pagefind`.

    Raises
    ------
    RenderError
        When pagefind fails.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER]
    done = subprocess.run(
        [*command, "--force-language", "nl"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise RenderError(FOLDER, f"the search index was not made: {shorten(done.stderr.splitlines()[-3:])}")
    remove_interfaces(site / FOLDER)


def remove_interfaces(folder: Path) -> None:
    """Remove pagefind's own user interfaces from the index; ours is the search field of the page."""
    for path in sorted(folder.glob("pagefind*.*")):
        if path.suffix in (".js", ".css") and path.name not in NEEDED:
            path.unlink()
