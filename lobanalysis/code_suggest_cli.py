"""The command `lobanalysis code suggest`: a model's proposals for a wave, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lobanalysis.paths import find_project

WaveOption = Annotated[str, typer.Option(help="The wave: a folder below data/.")]
LearnOption = Annotated[
    list[str] | None, typer.Option(help="Waves whose consensus to learn from; else 2020.")
]
OutOption = Annotated[Path, typer.Option(dir_okay=False, help="The CSV file to write.")]
TEACHERS = ("2020",)


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the group `code`."""
    app.command("suggest")(suggest)


def suggest(out: OutOption, wave: WaveOption = "2020", learn_from: LearnOption = None) -> None:
    """Propose codes with a confidence and the place that led to them; proposals are never counted."""
    from lobanalysis.coding.suggestions.embeddings import HINT
    from lobanalysis.coding.suggestions.propose import write_suggestions
    from lobanalysis.stages import make_tables

    project = find_project()
    teachers = list(learn_from or TEACHERS)
    for one in dict.fromkeys([*teachers, wave]):
        make_tables(project, one, last="intake")
    count, missing = write_suggestions(project, wave, teachers, out)
    if missing:
        typer.echo(f"rules alone: package missing: {', '.join(missing)}. Hint: {HINT}", err=True)
    typer.echo(f"{out}: {count} suggestions")
