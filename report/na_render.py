"""After `quarto render`: downloads (data, notebooks, PDF, Word), a Dutch list of works, and a look at it all.

Quarto runs this with the project as working directory and any Python: standard library only. `lobanalysis
report` checks what it makes itself, before that takes the place of the old site, and says so in LOB_BUILDING.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PLACES = ("bin/python", "Scripts/python.exe")
NEEDED = ("lobanalysis", "typer", "pandas")
WORK = re.compile(r'(<div id="(ref-[^"]+)" class="csl-entry"[^>]*>)(.*?)(</div>)', re.DOTALL)
HIDDEN = re.compile(r'<div id="refs"[^>]*display: ?none')
WAVE = re.compile(r"^golf:\n(?:  .*\n)*?  jaar: '?(\w+)", re.MULTILINE)
UNCHECKED = (
    "error: this site was not checked (claims, links, and whether anything stands in it that the privacy "
    "step removed): no lobanalysis in .venv or in this Python. Do not publish it. Hint: lobanalysis check"
)


def main() -> int:
    """Return 0 when the site is complete and right, else another number, with which Quarto stops."""
    root = Path(os.environ.get("QUARTO_PROJECT_ROOT") or ".").resolve()
    site = root / (os.environ.get("QUARTO_PROJECT_OUTPUT_DIR") or "_site")
    copy_downloads(root / "build" / "downloads", site)
    mend_works(sorted(site.rglob("*.html")))
    return 0 if os.environ.get("LOB_BUILDING") else check(root, site)


def copy_downloads(downloads: Path, site: Path) -> None:
    """Copy build/downloads into Quarto's output folder; a file that Quarto made itself is replaced."""
    if downloads.is_dir() and site.is_dir():
        shutil.copytree(downloads, site, dirs_exist_ok=True)


def mend_works(pages: list[Path]) -> None:
    """Write each work in a list as a chapter that cites it has it: Quarto lists without a language.

    The pages of chapters hold their works hidden, to be shown at a citation.
    """
    texts = {page: page.read_bytes().decode("utf-8") for page in pages}
    hidden = [text for text in texts.values() if HIDDEN.search(text)]
    works = {name: work for text in hidden for _, name, work, _ in WORK.findall(text)}
    for page, text in texts.items():
        mended = text if HIDDEN.search(text) else replace_works(text, works)
        if mended != text:
            page.write_bytes(mended.encode("utf-8"))


def replace_works(text: str, works: dict[str, str]) -> str:
    """Return a page with each work in its list replaced by that of `works`; one that is not there stays."""
    return WORK.sub(lambda found: found[1] + works.get(found[2], found[3]) + found[4], text)


def check(root: Path, site: Path) -> int:
    """Return how `lobanalysis check` of the site ends; 1 when there is none to do it."""
    python = find_python(root)
    if not python:
        print(UNCHECKED, file=sys.stderr)
        return 1
    command = [python, "-m", "lobanalysis.cli", "check", "--site", str(site), *choose_wave(root)]
    environment = {**os.environ, "LOB_PROJECT": str(root)}
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode


def choose_wave(root: Path) -> list[str]:
    """Return the option that names the wave that the report is of, as its variables say it."""
    variables = root / "_variables.yml"
    found = WAVE.search(variables.read_text(encoding="utf-8")) if variables.is_file() else None
    return ["--wave", found[1]] if found else []


def find_python(root: Path) -> str:
    """Return a Python that has lobanalysis: that of .venv, else this one; empty when neither does."""
    own = [root / ".venv" / place for place in PLACES if (root / ".venv" / place).is_file()]
    here = [sys.executable] if all(map(importlib.util.find_spec, NEEDED)) else []
    return next((str(python) for python in [*own, *here]), "")


if __name__ == "__main__":
    sys.exit(main())
