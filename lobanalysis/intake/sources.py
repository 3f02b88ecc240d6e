"""Raw sources that must never be committed: those of every wave that is not marked synthetic."""

from __future__ import annotations

import subprocess
from pathlib import PurePosixPath

from lobanalysis.errors import SourceError
from lobanalysis.intake.wave import WAVE_FILE
from lobanalysis.paths import Project
from lobanalysis.plain_yaml import NoPlainData, parse_yaml
from lobanalysis.reading import read_text

SOURCE_FOLDER = "bron"


def find_committed_sources(project: Project) -> list[str]:
    """Return the paths below `data/<wave>/bron/` that git tracks or has staged, synthetic waves apart.

    A wave counts as synthetic only when its `wave.yml` says so; without git there is nothing to find.
    """
    command = ["git", "-C", str(project.root), "ls-files", "--cached", "-z", "--", "data"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    except (FileNotFoundError, subprocess.CalledProcessError):
        return []
    return [path for path in sorted(filter(None, listed.split("\0"))) if _is_source(path, project)]


def is_synthetic(project: Project, wave: str) -> bool:
    """Return whether `wave.yml` marks a wave as synthetic; anything unreadable is not."""
    try:
        content = parse_yaml(read_text(project.wave(wave) / WAVE_FILE, WAVE_FILE))
    except (SourceError, NoPlainData):
        return False
    return isinstance(content, dict) and content.get("synthetic") is True


def _is_source(path: str, project: Project) -> bool:
    """Tell whether a path lies in the source folder of a wave that is not synthetic."""
    parts = PurePosixPath(path).parts
    in_folder = len(parts) > 3 and parts[0] == "data" and parts[2] == SOURCE_FOLDER
    return in_folder and not is_synthetic(project, parts[1])
