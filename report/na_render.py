"""After `quarto render`: put the downloads (data, notebooks, PDF, Word) from build/downloads into the site.

Quarto runs this with the project as working directory. Standard library only; nothing to copy is no error.
"""

import os
import shutil
import sys
from pathlib import Path


def main() -> int:
    """Copy build/downloads into Quarto's output folder; a file that Quarto made itself is replaced."""
    root = Path(os.environ.get("QUARTO_PROJECT_ROOT") or ".")
    site = Path(os.environ.get("QUARTO_PROJECT_OUTPUT_DIR") or "_site")
    downloads = root / "build" / "downloads"
    if downloads.is_dir() and (root / site).is_dir():
        shutil.copytree(downloads, root / site, dirs_exist_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
