"""The command group `lobanalysis disclosure`: what is published, looked at by somebody who wants more."""

from __future__ import annotations

import typer

from lobanalysis.cli_options import WaveOption
from lobanalysis.errors import UsageError
from lobanalysis.paths import find_project

app = typer.Typer(no_args_is_help=True, help="Disclosure: look for what may not leave.")


@app.command()
def scan(wave: WaveOption = "2020") -> None:
    """Look for everything that the privacy step removed in all files of the site, and count the channels."""
    from lobanalysis.gate.step import Gate, raise_findings

    project = find_project()
    if not project.site.is_dir():
        raise UsageError("_site", "there is no site yet", hint="run `lobanalysis report` first")
    done = Gate(project, wave, typer.echo, fresh=True).scan(project.site)
    for channel, texts in sorted(done.channels.items()):
        typer.echo(f"{channel}: {texts} texts")
    typer.echo(f"{done.read} files, {len(done.channels)} channels, {len(done.findings)} findings")
    for finding in done.findings:
        typer.echo(str(finding))
    if done.findings:
        raise_findings(done.findings)
