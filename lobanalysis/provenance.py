"""What an edition was made with and from: versions of programs, fingerprints of files."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from lobanalysis.execution.stamps import hash_bytes
from lobanalysis.paths import Project

PACKAGES = (
    "lobanalysis",
    "pandas",
    "numpy",
    "scipy",
    "matplotlib",
    "papermill",
    "ipykernel",
    "deduce",
    "pypandoc-binary",
    "typst",
    "pagefind",
)
ROLES = {
    "bron": "export van het formulier",
    "codeur_A.csv": "codering van codeur A",
    "codeur_B.csv": "codering van codeur B",
    "definitief.csv": "definitieve codering, na overleg",
    "suggesties.csv": "codes die een programma voorstelde; zij tellen niet mee",
    "definities.csv": "vingerafdruk van de omschrijvingen bij het coderen",
    "wave.yml": "groepen en drempels van deze interviewronde",
    "instrument.yml": "vragen en kolommen",
    "correcties.yml": "correcties met reden",
    "register.csv": "register van de instellingen",
    "citaten.csv": "citaten met toestemming en beoordeling",
    "gepubliceerd.csv": "cijfers van de eerdere rapportage",
    "codes.csv": "codes met hun omschrijving",
    "codes_regels.csv": "codes van de voorlopige domeinen",
    "domeinen.yml": "domeinen",
    "indicatoren.yml": "afgeleide uitkomsten",
    "regels.csv": "woordenlijst van de voorlopige tellingen",
    "rolnamen.csv": "schrijfwijzen van functienamen",
    "voorbehoud.csv": "uitzonderingen op de woordenlijst",
    "voorbeelden.csv": "verzonnen voorbeelden bij de codes",
    "ontwikkelscholen.csv": "interviews waarmee de regels zijn geschreven",
    "README.md": "toelichting bij het codeboek",
    "gewone_woorden.txt": "gewone woorden die geen naam zijn",
    "merken.csv": "merknamen van scholen",
    "uitzonderingen.csv": "verwijderde namen die elders een gewoon woord zijn",
    "herleidbaar.csv": "woorden die een citaat herleidbaar maken",
    "weggelaten.csv": "rijen die bij een uitsplitsing zijn weggelaten",
    "aanval.json": "uitkomst van de proef op de verborgen aantallen",
    "uitgaven": "wat een eerdere uitgave toonde",
    "steekproef.csv": "proef op de privacystap",
    "coderingen": "codering",
    "codebook": "codeboek",
    "privacy": "woordenlijst voor de privacystap",
}
SHORT = 12


def list_versions() -> pd.DataFrame:
    """Return name and version of Python and of the packages that decide what comes out."""
    rows = [("Python", platform.python_version()), *((name, version(name)) for name in PACKAGES)]
    return pd.DataFrame(rows, columns=["name", "version"])


def list_files(project: Project, wave: str) -> pd.DataFrame:
    """Return the source files of a wave with role and fingerprint: file (from the root), role, hash."""
    folders = (project.wave(wave), project.codebook, project.root / "data" / "privacy")
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    rows = [describe_file(path, project.root) for path in paths]
    return pd.DataFrame(rows, columns=["file", "role", "hash"])


def describe_file(path: Path, root: Path) -> tuple[str, str, str]:
    """Return a file's place below `root`, what it holds, and the start of its SHA-256.

    The rows of a CSV file are sorted first, its headings apart: their order changes nothing in the report.
    """
    relative = path.relative_to(root)
    role = next((ROLES[part] for part in reversed(relative.parts) if part in ROLES), "")
    return relative.as_posix(), role, hash_bytes(read_ordered(path))[:SHORT]


def read_ordered(path: Path) -> bytes:
    """Return the bytes of a file, those of a CSV file with its lines sorted after the first."""
    content = path.read_bytes()
    if path.suffix != ".csv":
        return content
    head, *lines = content.rstrip(b"\n").split(b"\n")
    return b"\n".join([head, *sorted(lines), b""])


def fingerprint(project: Project, wave: str) -> str:
    """Return one fingerprint for all source files of a wave together."""
    files = list_files(project, wave)
    return hash_bytes("\n".join(files["file"] + " " + files["hash"]).encode())[:SHORT]


def list_report_versions(project: Project, wave: str) -> dict[str, str]:
    """Return what the colophon says of versions: of this package and of the source files together."""
    return {"rapport": version("lobanalysis"), "gegevens": fingerprint(project, wave)}
