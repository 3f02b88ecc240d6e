"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Engine(StrEnum):
    """Programs that can render the site."""

    AUTO = "auto"
    QUARTO = "quarto"
    PANDOC = "pandoc"


class Edition(StrEnum):
    """Editions of the report."""

    NATIONAL = "national"
    REGION = "region"
    KIND = "kind"
    LEVEL = "level"
    ALL = "all"


WaveOption = Annotated[str, typer.Option(help="The wave: a folder below data/.")]
EditionOption = Annotated[Edition, typer.Option(help="The editions to make besides the national one.")]
EngineOption = Annotated[Engine, typer.Option(help="Renderer; auto takes Quarto where it is installed.")]
WorkersOption = Annotated[int, typer.Option(min=1, max=64, help="Notebooks that run at the same time.")]
ColdOption = Annotated[bool, typer.Option("--cold", help="Start each notebook's kernel from nothing.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Also make what did not change.")]
WhyOption = Annotated[bool, typer.Option("--why", help="Say per notebook what changed.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would be made, and make nothing.")]
ReproducibleOption = Annotated[
    bool, typer.Option("--reproducible", help="Build twice in temporary copies, and compare.")
]
SiteOption = Annotated[Path | None, typer.Option("--site", help="The finished site, when it is not _site.")]
