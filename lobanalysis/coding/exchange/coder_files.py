"""The files of coders with an import's rows behind their own: what was there stays, in every byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from lobanalysis.coding.codings import COLUMNS as CODING_COLUMNS
from lobanalysis.coding.exchange.coder_names import COLUMNS as USER_COLUMNS
from lobanalysis.coding.exchange.coder_names import REGISTER_FILE
from lobanalysis.coding.exchange.evidence_files import COLUMNS as EVIDENCE_COLUMNS
from lobanalysis.coding.exchange.evidence_files import find_evidence_file
from lobanalysis.coding.exchange.judging import EVIDENCE, TAKEN, Outcome
from lobanalysis.coding.rows import DELIMITER

Cells = tuple[str, ...]


def make_new_files(
    outcomes: Iterable[Outcome],
    timestamps: Mapping[str, str],
    files: Mapping[str, Path],
    users: Mapping[str, str],
) -> dict[Path, str]:
    """Return the whole new content of each file that changes; none when nothing was taken.

    Parameters
    ----------
    timestamps : mapping of str to str
        The time stamp of each interview.
    files : mapping of str to Path
        The file with codings of each coder.
    users : mapping of str to str
        Our coder for each user, which is remembered for the next import.
    """
    useful = [each for each in outcomes if each.outcome in (TAKEN, EVIDENCE)]
    texts: dict[Path, str] = {}
    for coder in sorted({each.coder for each in useful}):
        rows = [each for each in useful if each.coder == coder]
        path = files[coder]
        codings = {_coding(each, timestamps): None for each in rows if each.outcome == TAKEN}
        evidence = {_evidence(each, timestamps): None for each in rows if not each.whole}
        met = {(user, coder): None for user, name in sorted(users.items()) if user and name == coder}
        for target, columns, cells in (
            (path.with_name(REGISTER_FILE), USER_COLUMNS, met),
            (find_evidence_file(path.parent, coder), EVIDENCE_COLUMNS, evidence),
            (path, CODING_COLUMNS, unite_days(codings)),
        ):
            if text := append_rows(texts.get(target, read_text(target)), columns, cells):
                texts[target] = text
    return texts


def unite_days(codings: Iterable[Cells]) -> list[Cells]:
    """Return one row per decision: the earliest, where parts of an answer got one code on several days."""
    first: dict[Cells, Cells] = {}
    for row in codings:
        first[row[:-1]] = min(first.get(row[:-1], row), row)
    return list(first.values())


def append_rows(before: str, columns: Cells, rows: Iterable[Cells]) -> str:
    r"""Return the content of a file with the rows that it lacks behind it; empty when it lacks none.

    Examples
    --------
    >>> append_rows("veld;van\nq1;0", ("veld", "van"), [("q1", "0"), ("q2", "3")])
    'veld;van\nq1;0\nq2;3\n'
    """
    there = set(before.splitlines())
    new = [line for line in map(DELIMITER.join, rows) if line not in there]
    if not new:
        return ""
    heading = before or DELIMITER.join(columns)
    ended = heading if heading.endswith("\n") else heading + "\n"
    return ended + "\n".join(new) + "\n"


def read_text(path: Path) -> str:
    """Return the content of a file as it is, line ends too; empty when there is none."""
    return path.read_bytes().decode("utf-8") if path.is_file() else ""


def _coding(each: Outcome, timestamps: Mapping[str, str]) -> Cells:
    return timestamps[each.interview], each.domain, each.code, each.coder, each.day


def _evidence(each: Outcome, timestamps: Mapping[str, str]) -> Cells:
    span = each.span
    place = (span.field, str(span.start), str(span.end))
    return timestamps[each.interview], each.domain, each.code, each.coder, *place
