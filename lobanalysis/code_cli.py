"""The commands of the coding bench: `lobanalysis code …`, each group in a module of its own."""

from __future__ import annotations

import typer

from lobanalysis import code_exchange_cli, code_sheets_cli, code_suggest_cli

app = typer.Typer(
    no_args_is_help=True, help="Code the answers: suggestions, sheets, differences, agreement, exchange."
)
code_suggest_cli.add_commands(app)
code_sheets_cli.add_commands(app)
code_exchange_cli.add_commands(app)
