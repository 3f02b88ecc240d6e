"""The coding stage: from answers and codings to the codes that count, per domain one table."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from lobanalysis.coding.checks import check_codings
from lobanalysis.coding.codebook import Codebook, Domain, read_codebook
from lobanalysis.coding.codings import CONSENSUS
from lobanalysis.coding.decisions import make_judgements
from lobanalysis.coding.definitions import hash_definitions
from lobanalysis.coding.domain_tables import FOLDER, make_domain_files
from lobanalysis.coding.precedence import RULE, CodedRow, Judgement, OpenDecision, resolve_decision
from lobanalysis.coding.record import Record, find_outdated_rows, list_coding_files, read_record
from lobanalysis.coding.rows import describe_path
from lobanalysis.coding.rule_hits import CodedHits, find_hits_beside
from lobanalysis.coding.suggested import SUGGESTION, judge_suggested, locate_suggestions, read_suggested
from lobanalysis.coding.tables import (
    CODERS_FILE,
    DECISIONS_FILE,
    MACHINES_FILE,
    OPEN_FILE,
    OUTDATED_FILE,
    Table,
    make_coded_table,
    make_coder_table,
    make_decision_table,
    make_open_table,
    make_outdated_table,
    read_table,
    write_tables,
    write_texts,
)
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
    write_tables(tables / "coded", coded)
    write_texts(tables / FOLDER, make_domain_files(codebook))


@contextmanager
def pause_collector() -> Iterator[None]:
    """Do without the search for cycles in the block: a million rows have none, and it looks at each."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def code_interviews(settings: Wave, codebook: Codebook, tables: Path) -> dict[str, Table]:
    """Return the tables of `coded/` by file name; raises as `run_coding` does."""
    interviews = read_interview_keys(tables)
    read = partial(read_checked_record, settings, codebook, set(interviews))
    record, hits = find_hits_beside(read, tables / "answers", codebook)
    machines = make_coder_table(list_machines(settings, codebook, interviews, hits), codebook)
    return {**make_tables(codebook, interviews, record, hits), MACHINES_FILE: machines}


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


def make_tables(
    codebook: Codebook,
    interviews: dict[str, str],
    record: Record,
    hits: CodedHits,
) -> dict[str, Table]:
    """Return all tables of the stage by file name."""
    judgements = make_judgements(record.coders, record.standing, interviews)
    humans = [judgement for coder, judgement in judgements.items() if coder != CONSENSUS]
    everyone = sorted(interviews.values())
    rows, still_open = resolve_all(codebook.domains, everyone, judgements[CONSENSUS], humans, hits)
    given = (
        (*key, code, human.coder) for human in humans for key, codes in human.codes.items() for code in codes
    )
    stamps = {interview: stamp for stamp, interview in interviews.items()}
    counted = [row for found in rows.values() for row in found]
    outdated = find_outdated_rows(counted, record, stamps, hash_definitions(codebook))
    return {
        **{f"{domain}.csv": make_coded_table(found, codebook, domain) for domain, found in rows.items()},
        CODERS_FILE: make_coder_table(given, codebook),
        DECISIONS_FILE: make_decision_table(humans, codebook),
        OPEN_FILE: make_open_table(still_open),
        OUTDATED_FILE: make_outdated_table(outdated),
    }


def list_machines(
    settings: Wave,
    codebook: Codebook,
    interviews: dict[str, str],
    hits: CodedHits,
) -> Iterator[tuple[str, str, str, str]]:
    """Yield what rules and model say of the domains that people code: interview, domain, code, coder."""
    human = {domain.id for domain in codebook.domains if domain.coded_by == CONSENSUS}
    path = locate_suggestions(settings)
    rows = read_suggested(path, codebook, interviews.values()) if path.is_file() else []
    found = {key: {hit.code for hit in each} for key, each in hits.items() if each}
    for judgement, codes in ((RULE, found), (SUGGESTION, judge_suggested(rows, interviews.values()).codes)):
        for (interview, domain), given in codes.items():
            if domain in human:
                yield from ((interview, domain, code, judgement) for code in given)


def resolve_all(
    domains: Iterable[Domain],
    interviews: list[str],
    consensus: Judgement,
    humans: list[Judgement],
    hits: CodedHits,
) -> tuple[dict[str, list[CodedRow]], list[OpenDecision]]:
    """Return the rows that count per domain, and the decisions that stay open."""
    rows: dict[str, list[CodedRow]] = {}
    still_open: list[OpenDecision] = []
    for domain in domains:
        rows[domain.id] = []
        for interview in interviews:
            decision = (interview, domain.id)
            found, undecided = resolve_decision(decision, consensus, humans, hits.get(decision, []))
            rows[domain.id].extend(found)
            still_open.extend([undecided] if undecided else [])
    return rows, still_open
