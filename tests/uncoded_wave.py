"""A wave that nobody coded yet: that of 2020 under another name, without its codings."""

from __future__ import annotations

import shutil
from pathlib import Path


def write_uncoded_wave(project: Path, wave: str = "2021") -> Path:
    """Write the wave into a copy of the project, unless it is there; return its folder."""
    new = project / "data" / wave
    if not new.is_dir():
        shutil.copytree(project / "data" / "2020", new, ignore=shutil.ignore_patterns("coderingen"))
        text = (new / "wave.yml").read_text(encoding="utf-8").replace('wave: "2020"', f'wave: "{wave}"')
        start, end = text.index("codings:"), text.index("codebook:")
        (new / "wave.yml").write_text(text[:start] + text[end:], encoding="utf-8")
    return new
