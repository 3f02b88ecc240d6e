"""Reading what suggestions start from: interviews of one or more waves, consensus and codebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lobanalysis.coding.cells import Cells, read_cells
from lobanalysis.coding.codebook import Codebook, Domain, read_codebook
from lobanalysis.coding.codings import read_codings
from lobanalysis.coding.domain_rules import make_domain_rules
from lobanalysis.coding.rows import read_rows
from lobanalysis.coding.stage import read_interview_keys
from lobanalysis.coding.suggestions.examples import Embed, read_examples
from lobanalysis.coding.suggestions.learners import Task
from lobanalysis.coding.suggestions.material import make_gold, make_material
from lobanalysis.errors import SourceError
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project

SCHOOLS_FILE = "ontwikkelscholen.csv"
SCHOOLS_COLUMNS = ("golf", "interview_id")
UNWRITTEN = "functie"  # the only field of its domain, and never written: it identifies
Key = str


@dataclass(frozen=True)
class Study:
    """All interviews together, by `wave/interview`; `taught` are those with a consensus to learn from."""

    folder: Path
    codebook: Codebook
    timestamps: dict[Key, str]
    cells: dict[Key, Cells]
    codes: dict[tuple[Key, str], list[str]]
    taught: tuple[Key, ...]
    written_with: frozenset[Key]

    @property
    def domains(self) -> list[Domain]:
        """The domains that coders code from what is written."""
        return [
            one for one in self.codebook.domains if one.coded_by == "consensus" and one.fields != (UNWRITTEN,)
        ]


def read_study(project: Project, wave: str, teachers: Sequence[str]) -> Study:
    """Return the interviews of a wave and of those to learn from.

    Raises
    ------
    SourceError
        When a table of the intake or a consensus to learn from is missing.
    """
    codebook = read_codebook(project.codebook)
    fields = sorted({field for domain in codebook.domains for field in domain.fields})
    timestamps, cells, codes, taught = {}, {}, {}, []
    for one in dict.fromkeys([*teachers, wave]):
        keys = read_interview_keys(project.tables(one))
        timestamps |= {f"{one}/{interview}": stamp for stamp, interview in keys.items()}
        read = read_cells(project.tables(one) / "answers", fields)
        cells |= {f"{one}/{interview}": read.get(interview, {}) for interview in keys.values()}
        if one in teachers:
            taught += [f"{one}/{interview}" for interview in keys.values()]
            for row in read_codings(find_consensus(project, one)):
                codes.setdefault((f"{one}/{keys[row.timestamp]}", row.domain), []).append(row.code)
    rows = read_rows(project.codebook / SCHOOLS_FILE, SCHOOLS_COLUMNS)
    written = frozenset(f"{row['golf']}/{row['interview_id']}" for row in rows)
    return Study(project.codebook, codebook, timestamps, cells, codes, tuple(sorted(taught)), written)


def find_consensus(project: Project, wave: str) -> Path:
    """Return the file of a wave's consensus.

    Raises
    ------
    SourceError
        When the wave names none.
    """
    settings = read_wave(project, wave)
    if not settings.codings.consensus:
        raise SourceError(
            f"data/{wave}/wave.yml", "names no consensus to learn from", hint="use --learn-from"
        )
    return settings.locate(settings.codings.consensus)


def make_tasks(study: Study, embed: Embed) -> dict[str, Task]:
    """Return the task of each domain: to learn from what is taught, and to score everything."""
    rules = make_domain_rules(study.codebook)
    examples = read_examples(study.folder, study.domains, embed)
    tasks = {}
    for domain in study.domains:
        material = make_material(domain, rules.get(domain.id), study.cells, embed)
        train = np.flatnonzero([key in set(study.taught) for key in material.interviews])
        rows = np.arange(len(material.interviews))
        tasks[domain.id] = Task(material, make_gold(material, study.codes), examples[domain.id], train, rows)
    return tasks
