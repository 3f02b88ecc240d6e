"""The command group `lobanalysis code`: coding and what goes with it."""

from __future__ import annotations

import typer

from lobanalysis import code_exchange_cli

app = typer.Typer(no_args_is_help=True, help="Coding: exchange with other programs.")
code_exchange_cli.add_commands(app)
