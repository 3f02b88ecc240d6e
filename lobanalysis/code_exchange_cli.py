"""The commands that exchange codings with other programs: export-qdc, export-qdpx and import-qdpx."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from lobanalysis.errors import ExchangeError, UsageError
from lobanalysis.paths import Project, find_project

EPOCH = "SOURCE_DATE_EPOCH"
REPORT_FOLDER = "exchange"


class Places(StrEnum):
    """How places in a text are counted."""

    AUTO = "auto"
    CHARACTERS = "characters"
    UTF16 = "utf-16"


WaveOption = Annotated[str, typer.Option(help="The wave: a folder below data/.")]
OutOption = Annotated[Path, typer.Option(dir_okay=False, help="The file to write.")]
CodersOption = Annotated[
    list[str] | None, typer.Option(help="Coders to write, such as: A B consensus rule; all without it.")
]
MoreArgument = Annotated[list[str] | None, typer.Argument(hidden=True)]
Utf16Option = Annotated[bool, typer.Option("--utf16", help="Count places as NVivo does: an emoji is two.")]
FileArgument = Annotated[Path, typer.Argument(help="The project file (.qdpx) of the other program.")]
FolderOption = Annotated[
    Path | None,
    typer.Option("--out", file_okay=False, help="Folder for the files of the coders; else the wave's own."),
]
AsOption = Annotated[
    list[str] | None,
    typer.Option("--as", help="USER=CODER: which coder a user is, by number or name; 0 is who is not named."),
]
PlacesOption = Annotated[Places, typer.Option(help="How the file counts places; auto: by its program.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would be taken, and write nothing.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of the exchange to a group."""
    app.command("export-qdc")(export_qdc)
    app.command("export-qdpx")(export_qdpx)
    app.command("import-qdpx")(import_qdpx)


def export_qdc(out: OutOption, wave: WaveOption = "2020") -> None:
    """Write the codebook of a wave for ATLAS.ti, MAXQDA, NVivo or QualCoder (.qdc)."""
    from lobanalysis.coding.exchange.archive_writing import write_file
    from lobanalysis.coding.exchange.codebook_xml import make_codebook_file
    from lobanalysis.coding.stage import read_wave_codebook
    from lobanalysis.intake.wave import read_wave

    codebook = read_wave_codebook(read_wave(find_project(), wave))
    write_file(out, make_codebook_file(codebook))
    typer.echo(f"{out.name}: {len(codebook.domains)} domains, version {codebook.version}")


def export_qdpx(
    out: OutOption,
    more: MoreArgument = None,
    wave: WaveOption = "2020",
    coders: CodersOption = None,
    utf16: Utf16Option = False,
) -> None:
    """Write answers and codings of a wave for ATLAS.ti, MAXQDA, NVivo or QualCoder (.qdpx)."""
    from lobanalysis.coding.exchange.archive_writing import make_project_file, write_file
    from lobanalysis.coding.exchange.material_reading import read_material

    if more and not coders:
        raise UsageError("export-qdpx", "has words that belong to no option", "--coders before coders")
    names = [name for text in (*(coders or ()), *(more or ())) for name in text.replace(",", " ").split()]
    project = find_project()
    _make_tables(project, wave)
    material = read_material(project, wave, names, os.environ.get(EPOCH))
    write_file(out, make_project_file(material, utf16=utf16))
    typer.echo(f"{out.name}: {len(material.schools)} schools, {len(material.sources)} answers")
    for coder in material.coders:
        given = [each for each in material.codings if each.coder == coder]
        left = sum(not material.find_spans(each) for each in given)
        note = f", {left} left out: of who was spoken with" if left else ""
        typer.echo(f"{coder}: {len(given) - left} codes{note}")


def import_qdpx(
    file: FileArgument,
    wave: WaveOption = "2020",
    out: FolderOption = None,
    coders: AsOption = None,
    places: PlacesOption = Places.AUTO,
    dry_run: DryRunOption = False,
) -> None:
    """Take the codings of a project file over into the files of the coders, and report what was not taken."""
    from lobanalysis.coding.exchange.importing import plan_import, write_import
    from lobanalysis.coding.exchange.judging import THERE
    from lobanalysis.coding.exchange.report import format_report

    project = find_project()
    _make_tables(project, wave)
    planned = plan_import(
        project, wave, file, today=_find_today(), given=coders or (), places=places.value, out=out
    )
    lines = format_report(planned)
    for line in lines:
        typer.echo(line)
    if dry_run:
        return
    if planned.taken:
        write_import(planned)
        _write_report(project, wave, planned, lines)
    elif not any(each.outcome == THERE for each in planned.outcomes):
        raise ExchangeError(
            file.name, "nothing in it can be taken; nothing was written", hint="see the report above"
        )


def _make_tables(project: Project, wave: str) -> None:
    """Bring the tables up to date that answers and codings stand in; those after them are not needed."""
    from lobanalysis.stages import make_tables

    make_tables(project, wave, say=typer.echo, last="coding")


def _write_report(project: Project, wave: str, planned: object, lines: list[str]) -> None:
    from lobanalysis.coding.exchange.archive_writing import write_file
    from lobanalysis.coding.exchange.report import format_report_table

    folder = project.build / wave / REPORT_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    write_file(folder / "import.txt", ("\n".join(lines) + "\n").encode("utf-8"))
    write_file(folder / "import.csv", format_report_table(planned).encode("utf-8"))
    typer.echo(
        f"written: {', '.join(path.name for path in planned.files)}; report in build/{wave}/{REPORT_FOLDER}/"
    )


def _find_today() -> str:
    epoch = os.environ.get(EPOCH)
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch and epoch.isdigit() else datetime.now(UTC)
    return moment.date().isoformat()
