"""The history of a wave's codings: `geschiedenis.csv`, to which is only ever added.

It begins where the files of the coders (`definitief.csv`, `codeur_X.csv`) end. Rows with the same number,
time stamp, domain and coder are one decision; a row without a code says "none of the codes".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from lobanalysis.coding.codings import Coding
from lobanalysis.coding.decisions import Decision, Given
from lobanalysis.coding.definitions import Definitions
from lobanalysis.coding.problems import Problem, raise_problems
from lobanalysis.coding.rows import DELIMITER, Row, describe_path, read_rows
from lobanalysis.files import write_file

HISTORY_FILE, DEFINITIONS_FILE = "geschiedenis.csv", "definities.csv"
CODED, ADJUDICATED, CONFIRMED = "codering", "beslissing", "bevestiging"
ACTIONS = (CODED, ADJUDICATED, CONFIRMED)
COLUMNS = (
    "nr", "tijdstempel", "domein", "code", "codeur", "besloten_op", "handeling", "codeboek",
    "definitie", "veld", "begin", "einde", "opmerking",
)  # fmt: skip


def read_history(path: Path) -> list[Decision]:
    """Return the decisions of the history in their order; none when there is no history yet.

    Raises
    ------
    SourceError
        When it is no text with semicolons or has other columns.
    CodingError
        When numbers or actions are not as they should be: rows were changed or moved by hand.
    """
    if not path.is_file():
        return []
    rows = read_rows(path, COLUMNS)
    where = describe_path(path)
    hint = "rows are only ever added, by `lobanalysis code`; restore the file from git"
    raise_problems(where, find_history_problems(where, rows), hint)
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["nr"], row["tijdstempel"], row["domein"], row["codeur"]), []).append(row)
    return [_read_decision(where, group) for group in groups.values()]


def find_history_problems(where: str, rows: list[Row]) -> list[Problem]:
    """Return the rows whose number is none or goes back, or whose action is not known."""
    problems, highest = [], 1
    for row in rows:
        number = int(row["nr"]) if row["nr"].isdecimal() else 0
        if number < highest:
            problems.append(Problem(where, row.line, "column nr: not a number from that of the row before"))
        if row["handeling"] not in ACTIONS:
            problems.append(Problem(where, row.line, f"column handeling: not one of {', '.join(ACTIONS)}"))
        highest = max(highest, number)
    return problems


def _read_decision(where: str, rows: list[Row]) -> Decision:
    first = rows[0]
    columns = ("code", "definitie", "veld", "begin", "einde", "opmerking")
    given = tuple(sorted(Given(*(row[column] for column in columns)) for row in rows))
    return Decision(
        first["codeur"], first["tijdstempel"], first["domein"], given, first["besloten_op"],
        first["handeling"], first["codeboek"], int(first["nr"]), where, first.line,
    )  # fmt: skip


def make_handed_in(rows: list[Coding], definitions: Definitions) -> list[Decision]:
    """Return the decisions of a coder's own file: each combination of its interviews and its domains."""
    found: dict[tuple[str, str, str], list[Coding]] = {}
    for row in rows:
        found.setdefault((row.coder, row.timestamp, row.domain), []).append(row)
    interviews: dict[str, dict[str, None]] = {}
    domains: dict[str, dict[str, None]] = {}
    for coder, timestamp, domain in found:
        interviews.setdefault(coder, {})[timestamp] = None
        domains.setdefault(coder, {})[domain] = None
    known: dict[tuple[str, ...], tuple[Given, ...]] = {}
    return [
        _join_rows((coder, timestamp, domain), found.get((coder, timestamp, domain), []), definitions, known)
        for coder, timestamps in interviews.items()
        for timestamp in timestamps
        for domain in domains[coder]
    ]


def _join_rows(
    key: tuple[str, str, str],
    rows: list[Coding],
    definitions: Definitions,
    known: dict[tuple[str, ...], tuple[Given, ...]],
) -> Decision:
    """Return the decision in these rows; what was given is one object wherever the same was."""
    if not rows:
        return Decision(*key, ())
    domain, first = key[2], rows[0]
    codes = (domain, *[row.code for row in rows])
    if codes not in known:
        known[codes] = tuple(sorted(Given(code, definitions.get((domain, code), "")) for code in codes[1:]))
    return Decision(*key, known[codes], first.decided_on, "", "", 0, first.file, first.line)


def find_next_number(decisions: Iterable[Decision]) -> int:
    """Return the number for the next import.

    Examples
    --------
    >>> find_next_number([])
    1
    """
    return max((decision.batch for decision in decisions), default=0) + 1


def append_history(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions to the history, all or none; what stands in it stays, byte for byte.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    added = format_decisions(decisions)
    if not added:
        return
    before = path.read_bytes() if path.is_file() else (DELIMITER.join(COLUMNS) + "\n").encode()
    write_file(path, before + (b"" if before.endswith(b"\n") else b"\n") + added.encode())


def format_decisions(decisions: Iterable[Decision]) -> str:
    """Return decisions as rows of the history: sorted within an import, text in one line each."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\n")
    for one in sorted(decisions, key=lambda one: (one.batch, one.coder, one.domain, one.timestamp)):
        for given in sorted(one.given) or [Given("")]:
            writer.writerow(_list_values(one, given._replace(remark=" ".join(given.remark.split()))))
    return text.getvalue()


def _list_values(one: Decision, given: Given) -> tuple[object, ...]:
    return (
        one.batch, one.timestamp, one.domain, given.code, one.coder, one.decided_on, one.action,
        one.codebook, given.definition, given.field, given.start, given.end, given.remark,
    )  # fmt: skip
