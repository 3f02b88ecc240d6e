"""The tables between the stages that coding reads and writes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from lobanalysis.coding.codebook import Domain
from lobanalysis.coding.precedence import CodedRow, Judgement, OpenDecision
from lobanalysis.errors import SourceError, StorageError
from lobanalysis.files import describe_refusal, write_file
from lobanalysis.table_text import format_rows

CODED_COLUMNS = [
    "interview_id", "domain", "code", "source", "coder",
    "evidence_field", "evidence_start", "evidence_end", "codebook_version",
]  # fmt: skip
CODER_COLUMNS = ["interview_id", "domain", "code", "coder"]
OPEN_COLUMNS = ["interview_id", "domain", "coders"]
DECISION_COLUMNS = ["interview_id", "domain", "coder"]
OUTDATED_COLUMNS = ["interview_id", "domain", "code", "coder"]
CODERS_FILE, OPEN_FILE = "_coders.csv", "_open.csv"
DECISIONS_FILE, MACHINES_FILE, OUTDATED_FILE = "_decisions.csv", "_machines.csv", "_outdated.csv"


Decided = tuple[str, str]
CodesOf = Callable[[Decided], Collection[str]]


class Table(NamedTuple):
    """A table to write: the names of its columns, and its rows in order."""

    columns: Sequence[str]
    rows: Iterable[Sequence[str]]


def read_table(path: Path, columns: list[str]) -> pd.DataFrame:
    """Return the named columns of a stage table as text, empty cells as empty text.

    Raises
    ------
    SourceError
        When the table is missing or lacks one of the columns.
    """
    where = "/".join(path.parts[-3:])
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")[columns]
    except FileNotFoundError as error:
        raise SourceError(where, "table is missing", hint="run `lobanalysis run`, which makes it") from error
    except KeyError as error:
        raise SourceError(
            where, "lacks a column", ", ".join(columns), "run `lobanalysis clean` first"
        ) from error


def make_coded_table(rows: Iterable[CodedRow], version: str) -> Table:
    """Return the coded table of a domain, with the version of the codebook; the rows stay in their order."""
    return Table(CODED_COLUMNS, (_make_record(row, version) for row in rows))


def make_open_table(decisions: Iterable[OpenDecision]) -> Table:
    """Return the table of decisions that stay open, sorted."""
    rows = sorted((decision.interview_id, decision.domain, decision.coders) for decision in decisions)
    return Table(OPEN_COLUMNS, rows)


def list_given(
    domain: Domain, decisions: Iterable[Decided], sources: Mapping[str, CodesOf]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield (interview, domain, code, coder) of what coders, rules or model gave in these decisions.

    In the order of the decisions, then that of the coders' names, then that of the codebook.
    """
    order, named = make_order(domain), sorted(sources.items())
    for decision in decisions:
        for coder, codes_of in named:
            if codes := codes_of(decision):
                for code in sorted(codes, key=order) if len(codes) > 1 else codes:
                    yield *decision, code, coder


def list_decided(decisions: Iterable[Decided], humans: Iterable[Judgement]) -> Iterator[tuple[str, str, str]]:
    """Yield (interview, domain, coder) of who made each decision, that for none of the codes too."""
    named = sorted((human.coder, human.decisions) for human in humans)
    for decision in decisions:
        for coder, made in named:
            if decision in made:
                yield *decision, coder


def make_order(domain: Domain) -> Callable[[str], int]:
    """Return what gives the place of a code in the codebook's list of its domain."""
    return {code: place for place, code in enumerate(domain.code_ids)}.__getitem__


def make_outdated_table(rows: Iterable[CodedRow]) -> Table:
    """Return the counted codes whose definition has changed since they were given, sorted."""
    found = sorted((row.domain, row.interview_id, row.code, row.coder) for row in rows)
    records = [(interview, domain, code, coder) for domain, interview, code, coder in found]
    return Table(OUTDATED_COLUMNS, records)


def format_table(table: Table) -> str:
    """Return a table as text with commas; rows that are only to be added to one have no columns.

    Examples
    --------
    >>> format_table(Table(["code", "coder"], [("team, school", "A")]))
    'code,coder\\n"team, school",A\\n'
    """
    heading = [table.columns] if table.columns else []
    return format_rows(chain(heading, table.rows))


def write_texts(folder: Path, texts: dict[str, str]) -> None:
    """Write files by name into `folder`, each whole or not at all; remove other files of their kinds.

    Raises
    ------
    StorageError
        When the disk is full or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            write_file(folder / name, text)
        kinds = {Path(name).suffix for name in texts}
        for path in folder.iterdir():
            if path.suffix in kinds and path.name not in texts:
                path.unlink()
    except OSError as error:
        what, hint = describe_refusal(error)
        raise StorageError("/".join(folder.parts[-3:]), what, hint=hint) from error


def _make_record(row: CodedRow, version: str) -> tuple[str, ...]:
    return (*row[:5], *map(str, row.hit[1:]), version) if row.hit else (*row[:5], "", "", "", version)
