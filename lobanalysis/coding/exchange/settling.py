"""What of the codings that can be taken is new, and what of it the next run would refuse."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lobanalysis.coding.checks import find_problems
from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.codings import CONSENSUS, Coding
from lobanalysis.coding.exchange.judging import EVIDENCE, TAKEN, THERE, Outcome, refuse
from lobanalysis.coding.exchange.material import RULE, GivenCode, Span

NOT_BY_IMPORT = {
    CONSENSUS: "the consensus is decided in this project, not taken over",
    RULE: "what rules find is found anew at each run",
}
IN_WORKBOOK = "this coder has decided on this interview and domain in a workbook; code it there"
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Present:
    """What the project has already: its codings, by file too, and the time stamp of each interview.

    `decided` are coder, interview and domain of decisions in workbooks, which stand whatever a file says.
    """

    given: tuple[GivenCode, ...]
    codings: tuple[Coding, ...]
    timestamps: dict[str, str]
    codebook: Codebook
    decided: frozenset[tuple[str, str, str]] = frozenset()

    def find_evidence(self) -> dict[Key, frozenset[Span]]:
        """Return the evidence of each coding that is there; none where it is about the whole answer."""
        found: dict[Key, frozenset[Span]] = {}
        for each in self.given:
            key = (each.coder, each.interview, each.domain, each.code)
            found[key] = found.get(key, frozenset()) | set(each.evidence)
        return found


def settle(outcomes: list[Outcome], present: Present, files: dict[str, str], today: str) -> list[Outcome]:
    """Return the outcomes as they stand when the project's own codings are looked at too.

    Parameters
    ----------
    files : dict of str to str
        Per coder the name of the file that its codings go into.
    today : str
        The day of decision of codings that have none.
    """
    known = present.find_evidence()
    sorted_out = [replace(each, day=each.day or today) for each in outcomes]
    sorted_out = [
        mark_known(each, known, present.decided) if each.outcome == TAKEN else each for each in sorted_out
    ]
    problems = find_new_problems(sorted_out, present, files)
    return [
        refuse(each, problems[key]) if (key := make_key(each)) in problems and each.outcome == TAKEN else each
        for each in sorted_out
    ]


def make_key(outcome: Outcome) -> Key:
    """Return what makes two codings the same decision."""
    return outcome.coder, outcome.interview, outcome.domain, outcome.code


def mark_known(
    outcome: Outcome, known: dict[Key, frozenset[Span]], decided: frozenset[tuple[str, str, str]]
) -> Outcome:
    """Return an outcome as already there, as new evidence only, or as not for an import to decide."""
    key, reason = make_key(outcome), NOT_BY_IMPORT.get(outcome.coder, "")
    if not reason and key[:3] in decided:
        reason = IN_WORKBOOK
    if key in known:
        new = not (reason or outcome.whole or outcome.span in known[key])
        return replace(outcome, outcome=EVIDENCE if new else THERE)
    return refuse(outcome, reason) if reason else outcome


def find_new_problems(outcomes: list[Outcome], present: Present, files: dict[str, str]) -> dict[Key, str]:
    """Return the reasons for which the checks of the coding stage would refuse new codings."""
    new = make_codings(outcomes, present.timestamps, files)
    rows = list(new.values())
    found = find_problems(
        [*present.codings, *rows], present.codebook, set(present.timestamps.values()),
        {file: coder for coder, file in files.items()},
    )  # fmt: skip
    by_row = {(problem.file, problem.row): problem.what for problem in found if problem.row < 0}
    return {
        key: clean_reason(by_row[row.file, row.line])
        for key, row in new.items()
        if (row.file, row.line) in by_row
    }


def make_codings(
    outcomes: list[Outcome], timestamps: dict[str, str], files: dict[str, str]
) -> dict[Key, Coding]:
    """Return one row per new decision, numbered below 0 since it is in no file yet."""
    rows: dict[Key, Coding] = {}
    for each in outcomes:
        key = make_key(each)
        if each.outcome == TAKEN and key not in rows:
            stamp, file = timestamps[each.interview], files[each.coder]
            rows[key] = Coding(file, -len(rows) - 1, stamp, each.domain, each.code, each.coder, each.day)
    return rows


def clean_reason(what: str) -> str:
    """Return a problem of the checks without the number of a row that is in no file."""
    return what.partition(" (see row")[0]
