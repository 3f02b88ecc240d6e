"""After `quarto render`: what Quarto leaves undone. Quarto runs this with the project as working directory.

Downloads (data, notebooks, PDF, Word) go from build/downloads into the site. The list of works, which Quarto
makes without the language of the book, takes each work as the chapter that cites it has it. Standard library
only; nothing to do is no error.
"""

import os
import re
import shutil
import sys
from pathlib import Path

WORK = re.compile(r'(<div id="(ref-[^"]+)" class="csl-entry"[^>]*>)(.*?)(</div>)', re.DOTALL)
HIDDEN = re.compile(r'<div id="refs"[^>]*display: ?none')


def main() -> int:
    """Copy build/downloads into Quarto's output folder, over what Quarto made itself; mend the works."""
    root = Path(os.environ.get("QUARTO_PROJECT_ROOT") or ".")
    site = root / (os.environ.get("QUARTO_PROJECT_OUTPUT_DIR") or "_site")
    downloads = root / "build" / "downloads"
    if site.is_dir():
        if downloads.is_dir():
            shutil.copytree(downloads, site, dirs_exist_ok=True)
        mend_works(sorted(site.rglob("*.html")))
    return 0


def mend_works(pages: list[Path]) -> None:
    """Write works on pages that list them as they stand on pages that hide them (shown at a citation)."""
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


if __name__ == "__main__":
    sys.exit(main())
