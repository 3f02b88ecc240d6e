"""Reading what suggestions start from: interviews of one or more waves, consensus and codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lobanalysis.coding.cells import Cells, read_cells
from lobanalysis.coding.codebook import Codebook, Domain, read_codebook
from lobanalysis.coding.codings import CONSENSUS
from lobanalysis.coding.domain_rules import make_domain_rules
from lobanalysis.coding.record import read_record
from lobanalysis.coding.rows import read_rows
from lobanalysis.coding.stage import read_interview_keys
from lobanalysis.coding.suggestions.examples import Embed, read_example_texts, read_examples
from lobanalysis.coding.suggestions.learners import Task
from lobanalysis.coding.suggestions.material import join_cells, make_gold, make_material
from lobanalysis.coding.suggestions.segments import split_segments
from lobanalysis.errors import SourceError
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project

SCHOOLS_FILE = "ontwikkelscholen.csv"
SCHOOLS_COLUMNS = ("golf", "interview_id")
UNWRITTEN = "functie"  # the only field of its domain, and never written: it identifies
Key = str


@dataclass(frozen=True)
class Study:
    """All interviews together, by `wave/interview`.

    `codes` holds the consensus to learn from: codes by interview and domain, nothing where none was decided.
    """

    folder: Path
    codebook: Codebook
    timestamps: dict[Key, str]
    cells: dict[Key, Cells]
    codes: dict[tuple[Key, str], list[str]]
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
    timestamps, cells, codes = {}, {}, {}
    for one in dict.fromkeys([*teachers, wave]):
        keys = read_interview_keys(project.tables(one))
        timestamps |= {f"{one}/{interview}": stamp for stamp, interview in keys.items()}
        read = read_cells(project.tables(one) / "answers", fields)
        cells |= {f"{one}/{interview}": read.get(interview, {}) for interview in keys.values()}
        if one in teachers:
            codes |= read_consensus(project, one, keys)
    rows = read_rows(project.codebook / SCHOOLS_FILE, SCHOOLS_COLUMNS)
    written = frozenset(f"{row['golf']}/{row['interview_id']}" for row in rows)
    return Study(project.codebook, codebook, timestamps, cells, codes, written)


def read_consensus(
    project: Project, wave: str, interviews: Mapping[str, str]
) -> dict[tuple[Key, str], list[str]]:
    """Return the consensus of a wave as it stands: handed in, or decided since in workbooks.

    Raises
    ------
    SourceError
        When the wave has no consensus.
    """
    standing = read_record(read_wave(project, wave)).standing
    codes = {
        (f"{wave}/{interviews[stamp]}", domain): sorted(decision.codes)
        for (coder, stamp, domain), decision in standing.items()
        if coder == CONSENSUS and stamp in interviews
    }
    if not codes:
        raise SourceError(f"data/{wave}/wave.yml", "has no consensus to learn from", hint="use --learn-from")
    return codes


def list_texts(study: Study) -> list[str]:
    """Return every sentence of which a vector is needed, once."""
    joined = (join_cells(domain, cells) for domain in study.domains for cells in study.cells.values())
    sentences = [part.text for text in dict.fromkeys(joined) for part in split_segments(text)]
    return list(dict.fromkeys([*sentences, *read_example_texts(study.folder, study.domains)]))


def make_tasks(study: Study, embed: Embed) -> dict[str, Task]:
    """Return the task of each domain: to learn from what is taught, and to score everything."""
    rules = make_domain_rules(study.codebook)
    examples = read_examples(study.folder, study.domains, embed)
    tasks = {}
    for domain in study.domains:
        material = make_material(domain, rules.get(domain.id), study.cells, embed)
        train = np.flatnonzero([(key, domain.id) in study.codes for key in material.interviews])
        rows = np.arange(len(material.interviews))
        tasks[domain.id] = Task(material, make_gold(material, study.codes), examples[domain.id], train, rows)
    return tasks
