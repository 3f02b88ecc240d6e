"""What of a foreign project can be taken, coding by coding, with the reason of each that cannot."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.exchange.code_names import CodeKey
from lobanalysis.coding.exchange.foreign import ForeignCoding, ForeignProject
from lobanalysis.coding.exchange.matching import (
    AMBIGUOUS_CODE,
    UNKNOWN_CODE,
    UNKNOWN_SOURCE,
    AnswerKey,
    match_codes,
    match_sources,
)
from lobanalysis.coding.exchange.material import Span
from lobanalysis.coding.exchange.places import find_span

TAKEN, EVIDENCE, THERE, REFUSED = "taken", "evidence taken", "already there", "not taken"
OTHER_FIELD = "the code belongs to another question than this answer"
NO_CODER = "the coding names no user of the file"
ORDER = (TAKEN, EVIDENCE, THERE, REFUSED)


@dataclass(frozen=True)
class Outcome:
    """What became of one coding: our names as far as they are known, and the reason when it was not taken."""

    number: int
    source: int
    coder: str = ""
    interview: str = ""
    span: Span | None = None
    whole: bool = False
    domain: str = ""
    code: str = ""
    code_number: str = ""
    day: str = ""
    outcome: str = TAKEN
    reason: str = ""


@dataclass(frozen=True)
class Judge:
    """What foreign codings are held against."""

    project: ForeignProject
    codebook: Codebook
    answers: dict[AnswerKey, str]
    coders: dict[str, str]
    utf16: bool
    codes: dict[str, tuple[tuple[CodeKey, ...], str]]
    sources: dict[int, tuple[AnswerKey | None, str]]


def judge_codings(
    project: ForeignProject,
    wave: str,
    codebook: Codebook,
    answers: dict[AnswerKey, str],
    coders: dict[str, str],
    utf16: bool,
) -> list[Outcome]:
    """Return what can be taken of each coding, as far as it does not depend on what is there already."""
    codes = match_codes(project.codes, codebook)
    sources = match_sources(project.sources, wave, answers)
    judge = Judge(project, codebook, answers, coders, utf16, codes, sources)
    numbers = {code.guid: code.number for code in project.codes}
    return [judge_coding(coding, judge, numbers.get(coding.code, "")) for coding in project.codings]


def judge_coding(coding: ForeignCoding, judge: Judge, code_number: str) -> Outcome:
    """Return what can be taken of one coding, with the first reason that it cannot."""
    coder = judge.coders.get(coding.user, "")
    outcome = Outcome(coding.number, coding.source, coder, code_number=code_number, day=coding.day)
    answer, no_source = judge.sources.get(coding.source, (None, UNKNOWN_SOURCE))
    if coding.problem or answer is None:
        return refuse(outcome, coding.problem or no_source)
    outcome = replace(outcome, interview=answer[0])
    text = judge.project.sources[coding.source - 1].text or ""
    span, outside = find_span(coding, answer[1], text, judge.answers[answer], judge.utf16)
    whole = Span(answer[1], 0, len(judge.answers[answer]))
    outcome = replace(outcome, span=span or Span(answer[1], 0, 0), whole=span == whole)
    code, no_code = find_code(coding.code, answer[1], judge)
    if code is None:
        return refuse(outcome, no_code)
    outcome = replace(outcome, domain=code[0], code=code[1])
    reason = outside or ("" if coder else NO_CODER)
    return refuse(outcome, reason) if reason else outcome


def find_code(guid: str, field: str, judge: Judge) -> tuple[CodeKey | None, str]:
    """Return the code of ours that a foreign code is in this field, or the reason that there is none."""
    keys, problem = judge.codes.get(guid, ((), UNKNOWN_CODE))
    if not keys:
        return None, problem
    fitting = [key for key in keys if field in judge.codebook.domain(key[0]).fields]
    if len(fitting) == 1:
        return fitting[0], ""
    return None, AMBIGUOUS_CODE if fitting else OTHER_FIELD


def refuse(outcome: Outcome, reason: str) -> Outcome:
    """Return an outcome as not taken, with the reason."""
    return replace(outcome, outcome=REFUSED, reason=reason)


def group_outcomes(outcomes: list[Outcome]) -> dict[tuple[str, str], list[Outcome]]:
    """Return the outcomes by what became of them and why, in a fixed order."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for each in sorted(outcomes, key=lambda each: (ORDER.index(each.outcome), each.reason, each.number)):
        groups.setdefault((each.outcome, each.reason), []).append(each)
    return groups
