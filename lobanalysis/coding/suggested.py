"""Suggestions of a model as a file says them: shown to coders, compared with them, never counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.codings import locate_codings
from lobanalysis.coding.precedence import Judgement
from lobanalysis.coding.problems import Problem, raise_problems
from lobanalysis.coding.rows import describe_path, read_rows
from lobanalysis.errors import SourceError
from lobanalysis.intake.wave import Wave

SUGGESTIONS_FILE = "suggesties.csv"
COLUMNS = ("interview_id", "tijdstempel", "domein", "code", "confidence", "evidence_start", "evidence_end")
LONGEST_PLACE = 7
SUGGESTION, ENOUGH = "suggestion", 0.5


@dataclass(frozen=True)
class Suggested:
    """One code that a model proposes for an interview, with its confidence between 0 and 1."""

    interview_id: str
    domain: str
    code: str
    confidence: float
    start: str = ""
    end: str = ""


def locate_suggestions(settings: Wave) -> Path:
    """Return where the suggestions that the report compares with stand: beside the consensus."""
    return locate_codings(settings) / SUGGESTIONS_FILE


def read_suggested(path: Path, codebook: Codebook, interviews: Iterable[str]) -> list[Suggested]:
    """Return the suggestions of a file, checked against codebook and interviews.

    Raises
    ------
    SourceError
        When the file is missing or has other columns.
    CodingError
        With every row that has an unknown interview, domain, code or confidence.
    """
    where = describe_path(path)
    if not path.is_file():
        raise SourceError(where, "file is missing", hint="`lobanalysis code suggest` makes it with --out")
    rows, known = read_rows(path, COLUMNS), set(interviews)
    codes = {(domain.id, code.id) for domain in codebook.domains for code in domain.codes}
    problems = [
        Problem(where, row.line, what)
        for row in rows
        for what, wrong in (
            ("column interview_id: not a counted interview", row["interview_id"] not in known),
            ("column code: not in the codebook", (row["domein"], row["code"]) not in codes),
            ("column confidence: not a number from 0 to 1", not is_share(row["confidence"])),
            (
                "evidence: not two places in an answer, or none",
                not is_span(row["evidence_start"], row["evidence_end"]),
            ),
        )
        if wrong
    ]
    raise_problems("suggestions", problems, "make them again with `lobanalysis code suggest`")
    return [
        Suggested(
            row["interview_id"], row["domein"], row["code"], float(row["confidence"]),
            row["evidence_start"], row["evidence_end"],
        )
        for row in rows
    ]  # fmt: skip


def is_share(text: str) -> bool:
    """Return whether a text is a number from 0 to 1.

    Examples
    --------
    >>> is_share("0.87"), is_share("nan"), is_share("veel")
    (True, False, False)
    """
    try:
        return 0 <= float(text) <= 1
    except ValueError:
        return False


def is_span(start: str, end: str) -> bool:
    """Return whether two texts are the places where a fragment begins and ends, or both empty.

    Examples
    --------
    >>> is_span("3", "12"), is_span("", ""), is_span("12", "3"), is_span("-1", "²")
    (True, True, False, False)
    """
    if not start and not end:
        return True
    whole = all(text.isascii() and text.isdigit() and len(text) <= LONGEST_PLACE for text in (start, end))
    return whole and int(start) <= int(end)


def format_suggested(suggested: Iterable[Suggested], codebook: Codebook) -> dict[tuple[str, str], str]:
    """Return what a coder may see per interview and domain: labels with their confidence, highest first."""
    labels = {(domain.id, code.id): code.label for domain in codebook.domains for code in domain.codes}
    texts: dict[tuple[str, str], list[str]] = {}
    for one in sorted(suggested, key=lambda one: (-one.confidence, one.code)):
        text = f"{labels[one.domain, one.code]} ({one.confidence:.2f})".replace(".", ",")
        texts.setdefault((one.interview_id, one.domain), []).append(text)
    return {key: "\n".join(found) for key, found in texts.items()}


def judge_suggested(suggested: Iterable[Suggested], interviews: Iterable[str]) -> Judgement:
    """Return the suggestions as what a coder would have decided: codes of at least 0.5, on all interviews."""
    rows = list(suggested)
    domains = {one.domain for one in rows}
    decisions = frozenset((interview, domain) for interview in interviews for domain in domains)
    codes: dict[tuple[str, str], set[str]] = {}
    for one in rows:
        if one.confidence >= ENOUGH:
            codes.setdefault((one.interview_id, one.domain), set()).add(one.code)
    return Judgement(SUGGESTION, decisions, {key: frozenset(found) for key, found in codes.items()})
