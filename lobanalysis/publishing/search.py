"""Make the search index of a site with pagefind, by the program in the package pagefind-bin."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pagefind_bin import get_executable

from lobanalysis.errors import RenderError, shorten
from lobanalysis.publishing.cache import Cache
from lobanalysis.publishing.word_zip import pack_parts, read_parts

FOLDER = "pagefind"
NEEDED = ("pagefind.js", "pagefind-worker.js")
"""Of pagefind's own programs only these are used; its ready-made interfaces are taken out."""


def write_search_index(site: Path, cache: Cache | None = None, key: str = "") -> None:
    """Write the search index of the pages in `site` into its folder `pagefind`.

    With a `cache` it is read from there when it was made before; `key` stands for the pages.

    Raises
    ------
    RenderError
        When pagefind fails.
    """
    packed = (cache or Cache()).remember(key, lambda: make_index(site))
    for name, content in read_parts(packed).items():
        path = site / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def make_index(site: Path) -> bytes:
    """Return the files of a site's search index, packed; they are also put into the site."""
    run_pagefind(site)
    folder = site / FOLDER
    remove_interfaces(folder)
    files = (path for path in folder.rglob("*") if path.is_file())
    return pack_parts({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})


def run_pagefind(site: Path) -> None:
    """Let pagefind index the pages of `site`; raises as `write_search_index` does."""
    command = [
        str(get_executable()),
        "--site",
        str(site),
        "--output-subdir",
        FOLDER,
        "--force-language",
        "nl",
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise RenderError(FOLDER, f"the search index was not made: {shorten(done.stderr.splitlines()[-3:])}")


def remove_interfaces(folder: Path) -> None:
    """Remove pagefind's own user interfaces from the index; ours is the search field of the page."""
    for path in sorted(folder.glob("pagefind*.*")):
        if path.suffix in (".js", ".css") and path.name not in NEEDED:
            path.unlink()
