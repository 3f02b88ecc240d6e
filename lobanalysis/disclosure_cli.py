"""The command group `lobanalysis disclosure`: what is published, looked at by somebody who wants more."""

from __future__ import annotations

from typing import Annotated

import typer

from lobanalysis.cli_options import WaveOption
from lobanalysis.errors import DisclosureError, UsageError
from lobanalysis.paths import find_project

app = typer.Typer(no_args_is_help=True, help="Disclosure: look for what may not leave.")


@app.command()
def scan(wave: WaveOption = "2020") -> None:
    """Look for everything that the privacy step removed in all files of the site, and count the channels."""
    from lobanalysis.gate.step import Gate, raise_findings

    project = find_project()
    if not project.site.is_dir():
        raise UsageError("_site", "there is no site yet", hint="run `lobanalysis report` first")
    with Gate(project, wave, typer.echo, fresh=True) as gate:
        done = gate.scan(project.site)
    for channel, texts in sorted(done.channels.items()):
        typer.echo(f"{channel}: {texts} texts")
    typer.echo(f"{done.read} files, {len(done.channels)} channels, {len(done.findings)} findings")
    for finding in done.findings:
        typer.echo(str(finding))
    if done.findings:
        raise_findings(done.findings)


@app.command()
def attack(
    wave: WaveOption = "2020",
    write: Annotated[
        bool, typer.Option("--write", help="Add the rows to leave out to data/<wave>/weggelaten.csv.")
    ] = False,
) -> None:
    """Solve for the hidden counts with everything that is published at once; takes about a minute."""
    from lobanalysis.analysis.attack_all import attack_study, find_rows_to_withhold, read_published_tables
    from lobanalysis.analysis.attack_record import count_attack, write_record
    from lobanalysis.analysis.releases import read_last_release
    from lobanalysis.analysis.study import read_study
    from lobanalysis.analysis.withheld_rows import add_withheld_rows
    from lobanalysis.stages import make_tables

    project = find_project()
    make_tables(project, wave, say=typer.echo)
    folder, tables = project.wave(wave), project.tables(wave)
    release = read_last_release(folder)
    attacks = attack_study(read_study(project, wave), read_published_tables(tables), release, tell=typer.echo)
    write_record(folder, tables, attacks, release.name if release else "")
    counts = count_attack(attacks)
    typer.echo(", ".join(f"{name}: {count}" for name, count in counts.items()))
    for indicator, variable, group in (place for item in attacks for place in item.betrayed):
        typer.echo(f"betrayed: {indicator} by {variable}, group {group}")
    if write and counts["betrayed"]:
        add_withheld_rows(folder, find_rows_to_withhold(attacks))
        typer.echo(f"data/{wave}/weggelaten.csv: rows added; run this again")
    if counts["betrayed"]:
        raise DisclosureError(
            f"wave {wave}",
            f"{counts['betrayed']} hidden count(s) are betrayed by what is published together",
            "no count that only one value fits, no small count known better than its class",
            "leave out the rows above: lobanalysis disclosure attack --write",
        )


@app.command()
def record(
    name: Annotated[str, typer.Argument(help="Name of the release: its date.")], wave: WaveOption = "2020"
) -> None:
    """Write the ledger of a release, so that the next one is attacked together with it."""
    from lobanalysis.analysis.attack_all import read_published_tables
    from lobanalysis.analysis.attack_record import find_attack_problem
    from lobanalysis.analysis.releases import FOLDER, check_name, make_ledger, write_ledger

    project = find_project()
    check_name(name)
    folder, tables = project.wave(wave), project.tables(wave)
    if problem := find_attack_problem(folder, tables):
        raise DisclosureError(f"wave {wave}", f"the tables {problem}", hint="lobanalysis disclosure attack")
    ledger = make_ledger(read_published_tables(tables))
    write_ledger(folder / FOLDER / f"{name}.csv", ledger)
    hidden = int(ledger["reason"].ne("").sum())
    typer.echo(f"data/{wave}/{FOLDER}/{name}.csv: {len(ledger)} counts, {hidden} of them hidden")
