"""Strip the source notebooks: no outputs, counts or editor metadata stay in git.

`python tools/strip_notebooks.py` rewrites what is not stripped and says which; with `--check` it only looks.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from lobanalysis.execution.stripping import (  # noqa: E402
    find_leftovers,
    format_notebook,
    read_notebook_file,
    strip_notebook,
)


def strip_file(path: Path, only_look: bool) -> bool:
    """Strip one notebook file unless `only_look`; return whether there was anything to strip."""
    notebook = read_notebook_file(path)
    if not find_leftovers(notebook):
        return False
    if not only_look:
        path.write_text(format_notebook(strip_notebook(notebook)), encoding="utf-8", newline="\n")
    return True


def main(arguments: list[str]) -> int:
    """Strip all source notebooks; return 1 when only looking and something was found."""
    only_look = "--check" in arguments
    found = [path for path in sorted((ROOT / "notebooks").glob("*.ipynb")) if strip_file(path, only_look)]
    for path in found:
        print(f"{path.name}: {'has to be stripped' if only_look else 'stripped'}")
    return 1 if found and only_look else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
