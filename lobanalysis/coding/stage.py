"""The coding stage: from answers and codings to the codes that count, per domain one table."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from lobanalysis.coding.checks import check_codings
from lobanalysis.coding.codebook import Codebook, read_codebook
from lobanalysis.coding.codings import CONSENSUS
from lobanalysis.coding.decisions import make_judgements
from lobanalysis.coding.definitions import hash_definitions
from lobanalysis.coding.domain_tables import FOLDER, make_domain_files
from lobanalysis.coding.precedence import Judgement
from lobanalysis.coding.record import (
    Record,
    find_outdated_codes,
    list_coding_files,
    read_record,
)
from lobanalysis.coding.resolving import Evidence, resolve_all
from lobanalysis.coding.rows import describe_path
from lobanalysis.coding.rule_hits import find_hits_beside, is_large
from lobanalysis.coding.suggested import judge_suggested, locate_suggestions, read_suggested
from lobanalysis.coding.tables import (
    read_table,
    write_texts,
)
from lobanalysis.collector import pause_collector
from lobanalysis.errors import CodingError
from lobanalysis.intake.wave import Wave, read_wave
from lobanalysis.paths import Project


def run_coding(project: Project, wave: str) -> None:
    """Write the tables of `coded/` and `codebook/` of a wave.

    Raises
    ------
    SourceError
        When a table of the intake, the codebook or a file with codings is missing or unreadable.
    CodingError
        When codebook, codings and interviews do not agree; all problems are named at once.
    StorageError
        When the tables cannot be written.
    """
    settings = read_wave(project, wave)
    codebook = read_wave_codebook(settings)
    tables = project.tables(wave)
    with pause_collector():
        coded = code_interviews(settings, codebook, tables)
    write_texts(tables / "coded", coded)
    write_texts(tables / FOLDER, make_domain_files(codebook))


def code_interviews(settings: Wave, codebook: Codebook, tables: Path) -> dict[str, str]:
    """Return the tables of `coded/` as text by file name; raises as `run_coding` does."""
    interviews = read_interview_keys(tables)
    read = partial(read_checked_record, settings, codebook, set(interviews))
    record, hits = find_hits_beside(read, tables / "answers", codebook)
    judgements = make_judgements(record.coders, record.standing, interviews)
    consensus = judgements.pop(CONSENSUS)
    evidence = Evidence(
        codebook,
        dict(sorted((interview, stamp) for stamp, interview in interviews.items())),
        consensus,
        list(judgements.values()),
        hits,
        judge_suggestions(settings, codebook, interviews),
        find_outdated_codes(record, hash_definitions(codebook)),
    )
    return resolve_all(evidence, is_large(interviews))


def read_wave_codebook(settings: Wave) -> Codebook:
    """Return the codebook that a wave names, when it is the version that the wave asks for.

    Raises
    ------
    CodingError
        When the versions differ.
    """
    codebook = read_codebook(settings.locate(settings.codebook.folder))
    if codebook.version != settings.codebook.version:
        where, expected = f"data/{settings.wave}/wave.yml", f"version {codebook.version}"
        raise CodingError(
            where, "names another version of the codebook", expected, "look at its history first"
        )
    return codebook


def read_interview_keys(tables: Path) -> dict[str, str]:
    """Return the interview id of each counted time stamp."""
    frame = read_table(tables / "interviews.csv", ["timestamp", "interview_id"])
    return dict(zip(frame["timestamp"], frame["interview_id"], strict=True))


def read_checked_record(settings: Wave, codebook: Codebook, timestamps: set[str]) -> Record:
    """Return the record of a wave; raises as `read_record` and `check_record` do."""
    record = read_record(settings)
    check_record(record, settings, codebook, timestamps)
    return record


def check_record(record: Record, settings: Wave, codebook: Codebook, timestamps: set[str]) -> None:
    """Raise one error with everything that is wrong with the decisions that stand.

    Raises
    ------
    CodingError
        When there is at least one problem.
    """
    files = {describe_path(path): coder for coder, path in list_coding_files(settings).items()}
    done = bool(settings.codings.consensus)
    check_codings(record.list_standing_rows(), codebook, timestamps, files, record.find_agreed(), done)


def judge_suggestions(settings: Wave, codebook: Codebook, interviews: dict[str, str]) -> Judgement:
    """Return what the model suggests, as what a coder would have given; raises as `read_suggested` does."""
    path = locate_suggestions(settings)
    return judge_suggested(read_suggested(path, codebook, interviews.values()) if path.is_file() else [], ())
