"""Everything that a coder's tool needs of a wave, read once: codebook, interviews, answers, the record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lobanalysis.coding.codebook import Codebook, Domain
from lobanalysis.coding.definitions import Definitions, hash_definitions
from lobanalysis.coding.record import Record, locate_history, read_record
from lobanalysis.coding.stage import read_interview_keys, read_wave_codebook
from lobanalysis.coding.tables import read_table
from lobanalysis.errors import UsageError
from lobanalysis.intake.wave import Wave, read_wave
from lobanalysis.paths import Project

CODER = re.compile(r"[A-Za-z0-9_-]{1,20}")
RESERVED = {"consensus", "rule", "suggestion"}


@dataclass(frozen=True)
class Bench:
    """One wave as the coding bench sees it.

    Parameters
    ----------
    interviews : dict
        Interview id by time stamp.
    answers : dict
        Per field the text of each interview by its id; fields that the privacy step keeps back are not here.
    """

    settings: Wave
    codebook: Codebook
    interviews: dict[str, str]
    answers: dict[str, dict[str, str]]
    record: Record

    @property
    def wave(self) -> str:
        """Return the name of the wave."""
        return self.settings.wave

    @cached_property
    def stamps(self) -> dict[str, str]:
        """Return the time stamp of each interview."""
        return {interview: stamp for stamp, interview in self.interviews.items()}

    @cached_property
    def definitions(self) -> Definitions:
        """Return the hashes of the present definitions."""
        return hash_definitions(self.codebook)

    @property
    def history(self) -> Path:
        """Return the place of the history."""
        return locate_history(self.settings)

    def read_answer(self, field: str, interview: str) -> str:
        """Return the answer of an interview; empty when there is no such answer any more."""
        return self.answers.get(field, {}).get(interview, "")

    def list_fields(self, domain: Domain) -> list[str]:
        """Return the fields of a domain whose answers coders may read."""
        return [field for field in domain.fields if field in self.answers]


def read_bench(project: Project, wave: str) -> Bench:
    """Return the bench of a wave, from the tables of the intake and the files of the wave.

    Raises
    ------
    SourceError
        When a table or file is missing.
    CodingError
        When the codebook has another version than the wave asks for, or the history was changed.
    """
    settings = read_wave(project, wave)
    codebook = read_wave_codebook(settings)
    tables = project.tables(wave)
    fields = sorted({field for domain in codebook.domains for field in domain.fields})
    paths = {field: tables / "answers" / f"{field}.csv" for field in fields}
    texts = {
        field: read_table(path, ["interview_id", "text"]) for field, path in paths.items() if path.is_file()
    }
    answers = {
        field: dict(zip(frame["interview_id"], frame["text"], strict=True)) for field, frame in texts.items()
    }
    return Bench(settings, codebook, read_interview_keys(tables), answers, read_record(settings))


def check_coder(name: str) -> None:
    """Check that a coder's name can stand in file names and is not that of a source of codes.

    Raises
    ------
    UsageError
        When it cannot.
    """
    if not CODER.fullmatch(name) or name in RESERVED:
        raise UsageError("--coder", "no name for a coder", "letters, digits, - and _; not consensus or rule")
