"""Where the files of a wave may be: below `data/`, whatever `wave.yml` or a symbolic link says."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from lobanalysis.errors import SourceError

WAVE_FILE = "wave.yml"


def locate_inside(folder: Path, relative: str) -> Path:
    """Return `folder / relative` when it stays inside the folder above `folder` (that is: `data/`).

    Raises
    ------
    SourceError
        When the path is absolute, has a backslash, or leads outside by `..` or a symbolic link.
    """
    odd = relative.startswith("/") or "\\" in relative or PureWindowsPath(relative).drive
    if odd or not is_inside(folder / relative, folder.parent):
        where = f"data/{folder.name}/{WAVE_FILE}"
        raise SourceError(
            where, "a path leaves the data folder", "a path inside data/, with / between folders"
        )
    return folder / relative


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path ends up below a folder; not when it cannot be followed to its end."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a link to itself, a name that is too long, a null byte
        return False
