"""The command line: the only place that calls the stages in order, prints, and turns errors into exit codes.

Nothing heavy is imported here: a run in which nothing changed has to be quick.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from lobanalysis import code_cli, disclosure_cli
from lobanalysis.cli_options import (
    ColdOption,
    DryRunOption,
    Edition,
    EditionOption,
    Engine,
    EngineOption,
    ForceOption,
    ReproducibleOption,
    SiteOption,
    WaveOption,
    WhyOption,
    WorkersOption,
)
from lobanalysis.endings import find_ending, listen, storage_error
from lobanalysis.errors import LobError, StorageError, UsageError
from lobanalysis.files import REFUSALS
from lobanalysis.imports import EXAMPLES, skip_slow_import
from lobanalysis.paths import find_project

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="From the raw export of the LOB interviews to the published report.",
)
app.add_typer(code_cli.app, name="code")
app.add_typer(disclosure_cli.app, name="disclosure")

INTERRUPTED = 130


@app.command()
def report(
    wave: WaveOption = "2020",
    edition: EditionOption = Edition.NATIONAL,
    engine: EngineOption = Engine.AUTO,
    workers: WorkersOption = 2,
    force: ForceOption = False,
    why: WhyOption = False,
    dry_run: DryRunOption = False,
    cold: ColdOption = False,
) -> None:
    """Make the whole report: tables, notebooks, site, PDF and Word file."""
    from lobanalysis.building.report import Wish, make_report

    if dry_run:
        return run(wave, edition, workers, force, why, dry_run, cold)
    wish = Wish(wave, edition.value, engine.value, workers, force, why, cold)
    make_report(find_project(), wish, say=_say)


@app.command()
def run(
    wave: WaveOption = "2020",
    edition: EditionOption = Edition.NATIONAL,
    workers: WorkersOption = 2,
    force: ForceOption = False,
    why: WhyOption = False,
    dry_run: DryRunOption = False,
    cold: ColdOption = False,
) -> None:
    """Make the tables, run the notebooks and write the numbers for the prose."""
    from lobanalysis import pipeline
    from lobanalysis.building.report import Wish, make_run

    if dry_run:
        return pipeline.plan(find_project(), wave, force=force, say=_say, edition=edition.value)
    wish = Wish(wave, edition.value, workers=workers, force=force, why=why, cold=cold)
    make_run(find_project(), wish, say=_say)


@app.command()
def render(
    wave: WaveOption = "2020",
    edition: EditionOption = Edition.NATIONAL,
    engine: EngineOption = Engine.AUTO,
    force: ForceOption = False,
) -> None:
    """Render site, PDF and Word file from what `run` made."""
    from lobanalysis.building.report import Wish, make_pages

    make_pages(find_project(), Wish(wave, edition.value, engine.value, force=force), say=_say)


@app.command()
def claims(wave: WaveOption = "2020") -> None:
    """Test the claims of the report and the published figures, and print each with its outcome."""
    from lobanalysis.upkeep import list_outcomes

    lines, right = list_outcomes(find_project(), wave, say=_say)
    for line in lines:
        _say(line)
    if not right:
        raise typer.Exit(code=22)


@app.command()
def serve(port: Annotated[int, typer.Option(min=0, max=65535)] = 8000) -> None:
    """Serve the site on this machine, so that search works."""
    from lobanalysis.publishing.serve import serve_site

    folder = find_project().site
    if not (folder / "index.html").is_file():
        raise UsageError("_site", "there is no site yet", hint="run `lobanalysis report` first")
    serve_site(folder, port)


@app.command()
def check(
    wave: WaveOption = "2020",
    reproducible: ReproducibleOption = False,
    engine: EngineOption = Engine.PANDOC,
    edition: EditionOption = Edition.NATIONAL,
    site: SiteOption = None,
) -> None:
    """Check sources, codebook, claims and the finished site (links, leaks) without making anything."""
    if reproducible:
        from lobanalysis.building.reproducible import check_reproducible

        check_reproducible(find_project(), wave, engine.value, edition.value, say=_say)
        return
    from lobanalysis.upkeep import check_project

    for line in check_project(find_project(), wave, site):
        _say(line)


@app.command()
def clean(
    cache: Annotated[
        bool, typer.Option("--cache", help="Only what is kept of notebook runs; the report stays.")
    ] = False,
    limit: Annotated[
        str,
        typer.Option(help="With --cache: megabytes to keep, else LOB_CACHE_MB, or 0; oldest go first."),
    ] = "",
) -> None:
    """Remove everything that was made: build, _site and the numbers for the prose."""
    from lobanalysis.execution.leftovers import read_environment_limit, read_limit
    from lobanalysis.upkeep import clean_cache, clean_project

    if limit and not cache:
        raise UsageError("--limit", "goes with --cache only")
    if cache:
        keep = read_limit(limit) if limit else read_environment_limit()
        _say(f"removed {clean_cache(find_project(), keep or 0)} notebook runs")
        return
    from lobanalysis.building.turns import take_turn

    with take_turn(find_project(), _say):
        clean_project(find_project())
    _say("removed build/, _site/ and _variables.yml")


def _say(line: str) -> None:
    typer.echo(line)


@skip_slow_import(EXAMPLES)
def main() -> None:
    """Run the command line; expected errors end in one message and their own exit code."""
    listen()
    try:
        app()
    except LobError as error:
        _stop(str(error), error.exit_code)
    except KeyboardInterrupt:
        _stop(*find_ending())
    except SystemExit as stop:  # typer turns Control-C into this
        if stop.code != INTERRUPTED:
            raise
        _stop(*find_ending())
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        _stop(str(storage_error(error)), StorageError.exit_code)


def _stop(message: str, code: int) -> None:
    typer.echo(f"error: {message}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
