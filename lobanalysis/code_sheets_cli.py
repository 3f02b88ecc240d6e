"""Commands for people who code: sheets, import, compare, review, agreement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lobanalysis.errors import UsageError
from lobanalysis.paths import Project, find_project

if TYPE_CHECKING:
    from lobanalysis.coding.bench import Bench

FOLDER = "codeersheets"
WaveOption = Annotated[str, typer.Option(help="The wave: a folder below data/.")]
OutOption = Annotated[
    Path | None, typer.Option(dir_okay=False, help="The file to write; by default below build/<wave>/.")
]
FolderOption = Annotated[Path | None, typer.Option(file_okay=False, help="By default below build/<wave>/.")]
DomainsOption = Annotated[list[str] | None, typer.Option(help="Domains, by comma or by repeating.")]
DateOption = Annotated[str, typer.Option(help="Date of the decisions, as 2020-09-14; today by default.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Write over workbooks that stand there.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to the group `code`."""
    app.command("sheets")(sheets)
    app.command("import")(import_)
    app.command("compare")(compare)
    app.command("review")(review)
    app.command("agreement")(agreement)


def sheets(
    coder: Annotated[str, typer.Option(help="Who codes: a letter or short name.")],
    wave: WaveOption = "2020",
    domains: DomainsOption = None,
    out: FolderOption = None,
    with_suggestions: Annotated[
        Path | None, typer.Option(help="Show the suggestions of this file; without it coders work blind.")
    ] = None,
    force: ForceOption = False,
) -> None:
    """Write a coder's workbooks: one per chapter, an answer a row, a drop-down per code."""
    from lobanalysis.coding.bench import check_coder
    from lobanalysis.coding.sheets.writing import write_sheets
    from lobanalysis.coding.suggested import format_suggested, read_suggested

    check_coder(coder)
    bench = open_bench(find_project(), wave)
    suggested = None
    if with_suggestions:
        rows = read_suggested(with_suggestions, bench.codebook, bench.stamps)
        suggested = format_suggested(rows, bench.codebook)
    folder = out or find_folder(find_project(), wave)
    chosen = split_names(domains)
    for path in write_sheets(bench, coder, folder, domains=chosen, suggested=suggested, replace=force):
        typer.echo(f"written: {show_path(path)}")
    hidden = [d.id for d in bench.codebook.domains if d.coded_by == "consensus" and not bench.list_fields(d)]
    if hidden and not chosen:
        typer.echo(f"left out, since their answers identify: {', '.join(hidden)}")


def import_(
    files: Annotated[list[Path], typer.Argument(help="Workbooks that `sheets` or `compare` made.")],
    wave: WaveOption = "2020",
    coder: Annotated[str, typer.Option(help="Refuse workbooks of another coder.")] = "",
    date_: Annotated[str, typer.Option("--date", help="Date of the decisions; today by default.")] = "",
) -> None:
    """Read filled-in workbooks into the history; with anything wrong in one of them, none is recorded."""
    from lobanalysis.coding.sheets.recording import import_workbooks

    bench = open_bench(find_project(), wave)
    done = import_workbooks(bench, files, decided_on=read_date(date_), coder=coder)
    typer.echo(
        f"recorded: {len(done.decisions)} decisions in {bench.history.name}; left open: {done.left_open}"
    )


def compare(
    first: Annotated[str, typer.Argument(help="A coder.")],
    second: Annotated[str, typer.Argument(help="Another coder.")],
    wave: WaveOption = "2020",
    out: OutOption = None,
    force: ForceOption = False,
) -> None:
    """Write a workbook of what two coders differ on, to be decided; `import` makes it the consensus."""
    from lobanalysis.coding.sheets.comparison import write_comparison

    bench = open_bench(find_project(), wave)
    path = out or find_folder(find_project(), wave) / f"verschillen_{wave}_{first}_{second}.xlsx"
    if path.exists() and not force:
        raise UsageError(
            path.name, "stands there already", hint="import it first, or give --force or another --out"
        )
    rows = write_comparison(bench, first, second, path)
    typer.echo(f"written: {show_path(path)}, {rows} codes to decide")


def review(
    wave: WaveOption = "2020",
    confirm: Annotated[
        str, typer.Option(help="domain.code of which the outdated codings still hold; needs --reason.")
    ] = "",
    reason: Annotated[str, typer.Option(help="Why they still hold.")] = "",
    interview: Annotated[list[str] | None, typer.Option(help="Only these interviews.")] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Write down the present definitions, once, for a new wave.")
    ] = False,
    date_: Annotated[str, typer.Option("--date", help="Date of the review; today by default.")] = "",
) -> None:
    """List the codings whose definition has changed since, or confirm that those of a code still hold."""
    from lobanalysis.coding import review as reviewing

    bench = open_bench(find_project(), wave)
    if record:
        typer.echo(f"written: {show_path(reviewing.record_definitions(bench))}")
        return
    if confirm:
        domain, dot, code = confirm.partition(".")
        if not (dot and reason):
            raise UsageError("--confirm", "needs a domain.code and a --reason")
        done = reviewing.confirm_codings(
            bench, domain, code, reason=reason, decided_on=read_date(date_), interviews=tuple(interview or ())
        )
        typer.echo(f"confirmed: {done} codings of {confirm}")
        return
    found = reviewing.count_outdated(bench)
    for (domain, code), n in found.items():
        typer.echo(f"{domain}.{code}: {n} outdated")
    typer.echo(f"{sum(found.values())} codings are outdated")


def agreement(
    wave: WaveOption = "2020",
    coders: Annotated[
        list[str] | None,
        typer.Option(
            help="By comma or by repeating; also consensus, rule and suggestion. All coders by default."
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the bootstrap.")] = 2020,
    out: OutOption = None,
) -> None:
    """Print the agreement of coders per domain and per code, with intervals; --out writes it as CSV."""
    from lobanalysis.analysis import bench_agreement

    bench = open_bench(find_project(), wave)
    table = bench_agreement.measure(find_project(), bench, split_names(coders), seed)
    if out:
        bench_agreement.write_table(out, table)
        typer.echo(f"written: {show_path(out)}")
        return
    for line in bench_agreement.format_lines(table):
        typer.echo(line)


def open_bench(project: Project, wave: str) -> Bench:
    """Return the bench of a wave; the tables of the intake are made first when they are out of date."""
    from lobanalysis.coding.bench import read_bench
    from lobanalysis.stages import make_tables

    make_tables(project, wave, say=typer.echo, last="intake")
    return read_bench(project, wave)


def find_folder(project: Project, wave: str) -> Path:
    """Return the folder of a wave's workbooks."""
    return project.build / wave / FOLDER


def split_names(names: Sequence[str] | None) -> list[str]:
    """Return names that were given by comma or by repeating an option.

    Examples
    --------
    >>> split_names(["A,B", "C"])
    ['A', 'B', 'C']
    """
    return [part.strip() for name in names or () for part in name.split(",") if part.strip()]


def read_date(text: str) -> str:
    """Return a date as text; today when none is given."""
    try:
        return date.fromisoformat(text).isoformat() if text else date.today().isoformat()
    except ValueError:
        raise UsageError("--date", "is no date", "a date like 2020-09-14") from None


def show_path(path: Path) -> str:
    """Return a path as it is told: from the working directory where it lies below it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
