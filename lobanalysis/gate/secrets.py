"""The removed strings of a wave, from its raw export and the tables of the intake."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from lobanalysis.errors import SourceError, UsageError
from lobanalysis.gate.removed import Removed, list_removed
from lobanalysis.intake.corrections import apply_corrections, read_corrections
from lobanalysis.intake.export import read_export
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.register import read_register_texts
from lobanalysis.intake.timestamps import parse_timestamps
from lobanalysis.intake.wave import read_wave
from lobanalysis.intake.wordlists import read_word_lists
from lobanalysis.paths import Project
from lobanalysis.reading import read_text

AGAIN = "make it again: lobanalysis run --force"


def has_export(project: Project, wave: str) -> bool:
    """Return whether the raw export of a wave is on this machine."""
    settings = read_wave(project, wave)
    return all(settings.locate(source.path).is_file() for source in settings.sources)


def read_removed(project: Project, wave: str) -> list[Removed]:
    """Return every string that the privacy step removed from a wave; without the export, only the register's.

    Raises
    ------
    PrivacyError
        When the tables are of another export.
    SourceError, CorrectionError
        When a file of the wave cannot be read.
    UsageError
        When the intake has made no tables yet.
    """
    settings = read_wave(project, wave)
    register = read_register_texts(settings).to_dict("records")
    lists = read_word_lists(project)
    instrument = read_instrument(settings)
    if not has_export(project, wave):
        empty = pd.DataFrame(columns=[field.id for field in instrument.fields], dtype=str)
        return list_removed(empty, {}, register, lists)
    exported = read_export(settings, instrument)
    times = parse_timestamps(exported["tijdstempel"], settings.utc_offset, f"data/{wave}")
    corrected = apply_corrections(exported, times, read_corrections(settings))
    tables = project.tables(wave)
    if not (tables / "interviews.csv").is_file():
        raise UsageError(f"build/{wave}", "there are no tables yet", hint="run `lobanalysis run` first")
    stamps = {moment.isoformat(): row for row, moment in times.items()}
    rows = {
        item["interview_id"]: stamps[item["timestamp"]]
        for item in read_rows(tables / "interviews.csv", "interview_id", "timestamp")
        if item["timestamp"] in stamps
    }
    answers = {
        field.id: read_answers(tables / "answers" / f"{field.id}.csv", rows) for field in instrument.answers
    }
    real = exported.index.difference(find_tests(tables / "account.csv"))
    found = list_removed(corrected.loc[real], answers, register, lists)
    return sorted({*found, *list_removed(exported.loc[real], {}, register, lists)})


def find_tests(path: Path) -> list[int]:
    """Return the rows of the test entries: what stands in those names nobody."""
    return [int(item["row"]) for item in read_rows(path, "row", "outcome") if item["outcome"] == "test"]


def read_answers(path: Path, rows: dict[str, int]) -> pd.Series:
    """Return the cleaned answers of a field by row in the source."""
    texts = {
        rows[item["interview_id"]]: item["text"]
        for item in read_rows(path, "interview_id", "text")
        if item["interview_id"] in rows
    }
    return pd.Series(texts, dtype=object)


def read_rows(path: Path, *columns: str) -> list[dict[str, str]]:
    """Return the rows of a table of the intake, which has these columns at least.

    Raises
    ------
    SourceError
        When it is not there or another table: somebody changed what the intake made.
    """
    where = f"build/{path.parent.name}/{path.name}"
    reader = csv.DictReader(io.StringIO(read_text(path, where, hint=AGAIN)))
    rows = list(reader)
    if not set(columns) <= set(reader.fieldnames or ()) or any(None in row.values() for row in rows):
        raise SourceError(where, "is not as the intake made it", hint=AGAIN)
    return rows
