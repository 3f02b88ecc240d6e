"""The coding stage: from answers and codings to the codes that count, per domain one table."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lobanalysis.coding.checks import check_codings
from lobanalysis.coding.codebook import Codebook, Domain, read_codebook
from lobanalysis.coding.codings import CONSENSUS, Coding, read_codings
from lobanalysis.coding.domain_tables import FOLDER, make_domain_files
from lobanalysis.coding.patterns import PatternIndex
from lobanalysis.coding.precedence import CodedRow, Judgement, OpenDecision, make_judgement, resolve_decision
from lobanalysis.coding.rows import describe_path
from lobanalysis.coding.rules import Hit, find_hits
from lobanalysis.coding.tables import (
    CODERS_FILE,
    OPEN_FILE,
    make_coded_table,
    make_coder_table,
    make_open_table,
    read_table,
    write_tables,
    write_texts,
)
from lobanalysis.errors import CodingError
from lobanalysis.intake.wave import Wave, read_wave
from lobanalysis.paths import Project

ANSWERED = "answered"


def run_coding(project: Project, wave: str) -> None:
    """Write `coded/<domain>.csv`, `_coders.csv` and `_open.csv`, and `codebook/<domain>.json`, of a wave.

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
    with pause_collector():
        coded = code_interviews(settings, codebook, project.tables(wave))
    write_tables(project.tables(wave) / "coded", coded)
    write_texts(project.tables(wave) / FOLDER, make_domain_files(codebook))


@contextmanager
def pause_collector() -> Iterator[None]:
    """Do without the search for cycles in the block: a million rows have none, and it looks at all of them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def code_interviews(settings: Wave, codebook: Codebook, tables: Path) -> dict[str, object]:
    """Return all tables of the stage by file name, when codebook, codings and interviews agree.

    Raises
    ------
    SourceError
        When a table of the intake or a file with codings is missing or unreadable.
    CodingError
        When they do not agree; all problems are named at once.
    """
    interviews = read_interview_keys(tables)
    codings = read_wave_codings(settings)
    files = {describe_path(path): coder for coder, path in list_coding_files(settings).items()}
    check_codings([row for rows in codings.values() for row in rows], codebook, set(interviews), files)
    judgements = {coder: judge(coder, rows, interviews) for coder, rows in codings.items()}
    hits = find_rule_hits(tables / "answers", codebook)
    return make_tables(codebook, sorted(interviews.values()), judgements, hits)


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


def list_coding_files(settings: Wave) -> dict[str, Path]:
    """Return the file of the consensus and of each coder, coders by name."""
    files = {CONSENSUS: settings.codings.consensus, **dict(sorted(settings.codings.coders.items()))}
    return {coder: settings.locate(relative) for coder, relative in files.items()}


def read_wave_codings(settings: Wave) -> dict[str, list[Coding]]:
    """Return the codings of a wave by coder; the consensus is one of them."""
    return {coder: read_codings(path) for coder, path in list_coding_files(settings).items()}


def judge(coder: str, codings: Iterable[Coding], interviews: dict[str, str]) -> Judgement:
    """Return what a coder decided, by interview id."""
    return make_judgement(coder, ((interviews[row.timestamp], row.domain, row.code) for row in codings))


def find_rule_hits(answers: Path, codebook: Codebook) -> dict[tuple[str, str], list[Hit]]:
    """Return the hits of the rules per interview and domain, in the order of fields and text.

    Each field is read once; only what was answered is looked at. All domains of an interview come after each
    other, so that a text that several look at is cut into words once.
    """
    ruled = {rule.domain for rule in codebook.rules}
    domains = [domain for domain in codebook.domains if domain.id in ruled]
    fields = sorted({field for domain in domains for field in domain.fields})
    texts = {field: read_answers(answers / f"{field}.csv") for field in fields}
    guards = PatternIndex(codebook.guards)
    rules = {d.id: PatternIndex(rule for rule in codebook.rules if rule.domain == d.id) for d in domains}
    hits: dict[tuple[str, str], list[Hit]] = {}
    for interview in sorted({interview for field in texts.values() for interview in field}):
        for domain in domains:
            for field in (field for field in domain.fields if interview in texts[field]):
                found = find_hits(texts[field][interview], field, rules[domain.id], guards)
                hits.setdefault((interview, domain.id), []).extend(found)
    return hits


def read_answers(path: Path) -> dict[str, str]:
    """Return the text of the answers that say something, by interview id."""
    frame = read_table(path, ["interview_id", "state", "text"])
    answered = frame[frame["state"] == ANSWERED]
    return dict(zip(answered["interview_id"], answered["text"], strict=True))


def make_tables(
    codebook: Codebook,
    interviews: list[str],
    judgements: dict[str, Judgement],
    hits: dict[tuple[str, str], list[Hit]],
) -> dict[str, object]:
    """Return all tables of the stage by file name."""
    humans = [judgement for coder, judgement in judgements.items() if coder != CONSENSUS]
    rows, still_open = resolve_all(codebook.domains, interviews, judgements[CONSENSUS], humans, hits)
    given = (
        (*decision, code, human.coder)
        for human in humans
        for decision, codes in human.codes.items()
        for code in codes
    )
    tables = {f"{domain}.csv": make_coded_table(found, codebook, domain) for domain, found in rows.items()}
    return {**tables, CODERS_FILE: make_coder_table(given, codebook), OPEN_FILE: make_open_table(still_open)}


def resolve_all(
    domains: Iterable[Domain],
    interviews: list[str],
    consensus: Judgement,
    humans: list[Judgement],
    hits: dict[tuple[str, str], list[Hit]],
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
