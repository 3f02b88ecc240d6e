"""The removed strings of a wave, from its raw export and the tables of the intake."""

from __future__ import annotations

import csv
import io
from operator import itemgetter
from pathlib import Path

import pandas as pd

from lobanalysis.collector import pause_collector
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


@pause_collector()
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
    corrections = read_corrections(settings)
    corrected = apply_corrections(exported, times, corrections)
    tables = project.tables(wave)
    if not (tables / "interviews.csv").is_file():
        raise UsageError(f"build/{wave}", "there are no tables yet", hint="run `lobanalysis run` first")
    stamps = {moment.isoformat(): row for row, moment in times.items()}
    rows = {
        interview: stamps[stamp]
        for interview, stamp in read_rows(tables / "interviews.csv", "interview_id", "timestamp")
        if stamp in stamps
    }
    answers = {
        field.id: read_answers(tables / "answers" / f"{field.id}.csv", rows) for field in instrument.answers
    }
    real = exported.index.difference(find_tests(tables / "account.csv"))
    raw, typed = corrected.loc[real], exported.loc[real]
    found = list_removed(raw, answers, register, lists)
    # What was typed before a correction goes too.
    altered = typed[times.loc[real].isin([correction.timestamp for correction in corrections])]
    return sorted({*found, *list_removed(altered, {}, [], lists)})


def find_tests(path: Path) -> list[int]:
    """Return the rows of the test entries: what stands in those names nobody."""
    return [int(row) for row, outcome in read_rows(path, "row", "outcome") if outcome == "test"]


def read_answers(path: Path, rows: dict[str, int]) -> pd.Series:
    """Return the cleaned answers of a field by row in the source.

    A row that ends early has no text, and so is not the answer of the export: `list_removed` says so.

    Raises
    ------
    SourceError
        When it is not there or another table: somebody changed what the intake made.
    """
    where = name_table(path)
    text = io.StringIO(read_text(path, where, hint=AGAIN), newline="")
    columns = ["interview_id", "text"]
    try:
        frame = pd.read_csv(text, usecols=columns, dtype=str, keep_default_na=False, index_col=False)
    except ValueError as problem:
        raise SourceError(where, "is not as the intake made it", hint=AGAIN) from problem
    found = zip(*(frame[column].tolist() for column in columns), strict=True)
    return pd.Series({rows[interview]: text for interview, text in found if interview in rows}, dtype=object)


def read_rows(path: Path, *columns: str) -> list[tuple[str, ...]]:
    """Return the values of these columns in each row of a small table; raises as `read_answers`."""
    where = name_table(path)
    reader = csv.reader(io.StringIO(read_text(path, where, hint=AGAIN), newline=""))
    heading = next(reader, [])
    rows = [row for row in reader if row]
    if not set(columns) <= set(heading) or any(len(row) < len(heading) for row in rows):
        raise SourceError(where, "is not as the intake made it", hint=AGAIN)
    return [*map(itemgetter(*map(heading.index, columns)), rows)]


def name_table(path: Path) -> str:
    """Return what messages call a table of the intake."""
    return f"build/{path.parent.name}/{path.name}"
