"""The commands `lobanalysis code …`: what researchers do who code in this project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lobanalysis.paths import find_project

app = typer.Typer(no_args_is_help=True, help="Code open answers: suggestions, sheets, agreement, exchange.")


@app.command()
def suggest(
    out: Annotated[Path, typer.Option(help="The CSV file to write.")],
    wave: Annotated[str, typer.Option(help="The wave: a folder below data/.")] = "2020",
    learn_from: Annotated[list[str], typer.Option(help="Waves whose consensus to learn from.")] = ["2020"],  # noqa: B006
) -> None:
    """Propose codes with a confidence and the place that led to them; proposals are never counted."""
    from lobanalysis.coding.suggestions.embeddings import HINT
    from lobanalysis.coding.suggestions.propose import write_suggestions
    from lobanalysis.stages import STAGES, bring_up_to_date, check_wave_name, lock_tables

    project = find_project()
    for one in dict.fromkeys([*learn_from, wave]):
        check_wave_name(project, one)
        with lock_tables(project, one):
            bring_up_to_date(project, one, STAGES[0], False, None)
    count, missing = write_suggestions(project, wave, learn_from, out)
    if missing:
        typer.echo(f"rules alone: package missing: {', '.join(missing)}. Hint: {HINT}", err=True)
    typer.echo(f"{out}: {count} suggestions")
