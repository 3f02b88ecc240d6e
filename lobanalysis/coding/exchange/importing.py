"""Takes the codings of another program over: judged one by one, appended to the files of the coders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.codings import locate_codings, read_codings
from lobanalysis.coding.exchange.archive_writing import write_file
from lobanalysis.coding.exchange.coder_files import make_new_files
from lobanalysis.coding.exchange.coder_names import (
    find_file_coders,
    name_coders,
    read_given,
    read_known_users,
)
from lobanalysis.coding.exchange.evidence_files import find_evidence_file, read_evidence
from lobanalysis.coding.exchange.foreign import ForeignProject
from lobanalysis.coding.exchange.foreign_reading import read_foreign_project
from lobanalysis.coding.exchange.judging import EVIDENCE, TAKEN, Outcome, judge_codings
from lobanalysis.coding.exchange.material_reading import (
    make_given_codes,
    read_all_evidence,
    read_answer_texts,
    read_rule_codes,
)
from lobanalysis.coding.exchange.project_xml import UTF16
from lobanalysis.coding.exchange.settling import Present, settle
from lobanalysis.coding.record import Record, list_coding_files, read_record
from lobanalysis.coding.rows import describe_path
from lobanalysis.coding.stage import read_interview_keys, read_wave_codebook
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.wave import Wave, read_wave
from lobanalysis.paths import Project

UNITS = ("nvivo", UTF16)
AUTO = "auto"


@dataclass(frozen=True)
class Import:
    """What came of an import: each coding's outcome, and the files to write with their whole new content."""

    project: ForeignProject
    coders: dict[str, str]
    unlisted: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    files: dict[Path, str]

    @property
    def taken(self) -> int:
        """The number of codings that are taken over."""
        return sum(outcome.outcome in (TAKEN, EVIDENCE) for outcome in self.outcomes)


def plan_import(
    project: Project,
    wave: str,
    file: Path,
    *,
    today: str,
    given: Iterable[str] = (),
    places: str = AUTO,
    out: Path | None = None,
) -> Import:
    """Return what an import would take and write; nothing is written yet.

    Parameters
    ----------
    today : str
        Day of decision of codings that have none themselves.
    given : iterable of str
        Coders of users, such as `2=C`.
    places : str
        `characters`, `utf-16` or `auto`: by the name of the program that made the file.
    out : Path, optional
        Folder of the files to write; else that of the wave's codings.

    Raises
    ------
    LobError
        When the file is hostile or damaged, the wave is not there or has no tables yet.
    """
    settings = read_wave(project, wave)
    codebook = read_wave_codebook(settings)
    foreign = read_foreign_project(file)
    tables = project.tables(wave)
    answers = read_answer_texts(tables, [field.id for field in read_instrument(settings).answers])
    places_of = find_folders(settings, out)
    coders = name_users(settings, foreign, places_of, given)
    files = find_files(settings, places_of, coders)
    names = {coder: describe_path(path) for coder, path in files.items()}
    present = read_present(settings, codebook, tables, files, names)
    judged = judge_codings(foreign, wave, codebook, answers, coders, uses_units(foreign.origin, places))
    outcomes = tuple(settle(judged, present, names, today))
    used = {each.coder for each in outcomes if each.outcome == TAKEN}
    return Import(
        foreign, coders, tuple(sorted(used - set(settings.codings.coders))), outcomes,
        make_new_files(outcomes, present.timestamps, files, coders),
    )  # fmt: skip


def uses_units(origin: str, places: str) -> bool:
    """Return whether places in a file are counted in UTF-16 units: as said, or else by who made it.

    Examples
    --------
    >>> uses_units("NVivo 14", "auto"), uses_units("NVivo 14", "characters")
    (True, False)
    """
    return any(name in origin.lower() for name in UNITS) if places == AUTO else places == UTF16


def find_folders(settings: Wave, out: Path | None) -> tuple[Path, Path]:
    """Return the folder of the wave's codings, and the one to write into."""
    folder = locate_codings(settings)
    return folder, out or folder


def name_users(
    settings: Wave, foreign: ForeignProject, folders: tuple[Path, Path], given: Iterable[str]
) -> dict[str, str]:
    """Return our coder for each user of the file."""
    known = set(read_record(settings).humans).union(*map(find_file_coders, folders))
    met = {user: coder for folder in folders for user, coder in read_known_users(folder).items()}
    return name_coders(foreign.users, settings.wave, sorted(known), met, read_given(given))


def find_files(settings: Wave, folders: tuple[Path, Path], coders: dict[str, str]) -> dict[str, Path]:
    """Return the file of each coder to write into, also of those whose users are not in the foreign file."""
    folder, target = folders
    own = list_coding_files(settings)
    paths = {
        coder: own.get(coder, folder / f"codeur_{coder}.csv") for coder in sorted({*own, *coders.values()})
    }
    return {coder: path if target == folder else target / path.name for coder, path in paths.items()}


def read_present(
    settings: Wave, codebook: Codebook, tables: Path, files: dict[str, Path], names: dict[str, str]
) -> Present:
    """Return what is there of each coder: in the record of the wave, and in the file to write into."""
    interviews, folder = read_interview_keys(tables), locate_codings(settings)
    record, own = read_record(settings), list_coding_files(settings)
    standing = record.list_standing_rows()
    given, codings = read_rule_codes(tables, codebook), []
    for coder, path in files.items():
        usual = own.get(coder, folder / path.name)
        places = [
            place for place in dict.fromkeys((usual, path)) if place.is_file() and place != own.get(coder)
        ]
        rows = [row for row in standing if row.coder == coder]
        given += make_given_codes(rows, coder, interviews, read_all_evidence(record, folder, coder))
        codings += [row._replace(file=names[coder]) for row in rows]
        for place in places:
            rows, evidence = read_codings(place), read_evidence(find_evidence_file(place.parent, coder))
            given += make_given_codes(rows, coder, interviews, evidence)
            codings += [row._replace(file=names[coder]) for row in rows]
    stamps = {interview: stamp for stamp, interview in interviews.items()}
    return Present(tuple(given), tuple(codings), stamps, codebook, find_decided(record, interviews))


def find_decided(record: Record, interviews: Mapping[str, str]) -> frozenset[tuple[str, str, str]]:
    """Return on which interviews and domains coders decided in workbooks: (coder, interview, domain)."""
    return frozenset(
        (coder, interviews[stamp], domain)
        for (coder, stamp, domain), decision in record.standing.items()
        if decision.batch and stamp in interviews
    )


def write_import(planned: Import) -> None:
    """Write the files of an import, each with its old content before the new.

    Raises
    ------
    StorageError
        When the disk is full or the folder cannot be written.
    """
    for path, text in planned.files.items():
        write_file(path, text.encode("utf-8"))
