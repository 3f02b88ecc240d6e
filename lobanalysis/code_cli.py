"""The commands of the coding bench: `lobanalysis code …`, each group in a module of its own."""

from __future__ import annotations

import typer

from lobanalysis import code_sheets_cli

code_app = typer.Typer(no_args_is_help=True, help="Code the answers: sheets, differences, agreement.")
code_sheets_cli.add_commands(code_app)
