"""What has to hold between codings, codebook and interviews; everything that does not is named at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from operator import attrgetter

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.codings import CONSENSUS, Coding
from lobanalysis.coding.coverage import find_uncoded_interviews
from lobanalysis.coding.problems import Problem, raise_problems
from lobanalysis.side_by_side import do_beside

HINT = "correct the coding, or the codebook in data/codebook"
take_content = attrgetter("file", "timestamp", "domain", "code", "coder")
take_decision = attrgetter("file", "coder", "timestamp", "domain")
WORTH_SHARING = 100_000  # rows; fewer are looked through before a helper has begun
Agreed = set[tuple[str, str]]


def check_codings(
    codings: list[Coding],
    codebook: Codebook,
    timestamps: set[str],
    coders: dict[str, str],
    agreed: Agreed | None = None,
    complete: bool = True,
) -> None:
    """Raise one error with everything that is wrong with the codings of a wave.

    Parameters
    ----------
    codings : list of Coding
        The rows of all files together.
    timestamps : set of str
        Time stamps of the counted interviews.
    coders : dict of str to str
        Per file the coder that it should hold.
    agreed : set of (str, str), optional
        Time stamps and domains that the consensus decided on; by default all of its rows combined.
    complete : bool
        Whether every interview has to have its one code by now; not while a new wave is being coded.

    Raises
    ------
    CodingError
        When there is at least one problem; the list stops at ten.
    """
    raise_problems("codings", find_problems(codings, codebook, timestamps, coders, agreed, complete), HINT)


def find_problems(
    codings: list[Coding],
    codebook: Codebook,
    timestamps: set[str],
    coders: dict[str, str],
    agreed: Agreed | None = None,
    complete: bool = True,
) -> list[Problem]:
    """Return everything that is wrong with the codings of a wave, by file and row.

    What a blind coder handed in stays as it is: codes that exclude each other are no problem there as long
    as the consensus decides in their place. They are part of what the agreement of the coders shows.
    """
    counting = select_counting(codings, agreed)
    found = do_beside(
        [
            lambda: list(find_unknown_domains(codings, codebook)),
            lambda: list(find_unknown_codes(codings, codebook)),
            lambda: list(find_double_choices(counting, codebook)),
            lambda: list(find_excluded_codes(counting, codebook)),
            lambda: list(find_unknown_interviews(codings, timestamps)),
            lambda: list(find_duplicates(codings)),
            lambda: list(find_bad_dates(codings)),
            lambda: list(find_other_coders(codings, coders)),
            lambda: list(find_uncoded_interviews(codings, codebook, timestamps)) if complete else [],
        ],
        len(codings) >= WORTH_SHARING,
    )
    return sorted(sum(found, []))


def select_counting(codings: Iterable[Coding], agreed: Agreed | None = None) -> list[Coding]:
    """Return the rows that can count: the consensus, and coders where there is no consensus.

    Without `agreed`, the consensus has decided on every combination of its interviews and its domains.
    """
    rows = list(codings)
    decided = find_combinations(rows) if agreed is None else agreed
    return [row for row in rows if row.coder == CONSENSUS or (row.timestamp, row.domain) not in decided]


def find_combinations(rows: list[Coding]) -> Agreed:
    """Return every combination of the interviews and the domains of the consensus."""
    found = [row for row in rows if row.coder == CONSENSUS]
    domains = {row.domain for row in found}
    return {(timestamp, domain) for timestamp in {row.timestamp for row in found} for domain in domains}


def find_unknown_domains(codings: Iterable[Coding], codebook: Codebook) -> Iterator[Problem]:
    """Return the rows whose domain is not in the codebook."""
    known = set(codebook.domain_ids)
    for coding in codings:
        if coding.domain not in known:
            yield _problem(coding, "column domein: not in the codebook")


def find_unknown_codes(codings: Iterable[Coding], codebook: Codebook) -> Iterator[Problem]:
    """Return the rows whose code does not belong to their domain."""
    known = {domain.id: set(domain.code_ids) for domain in codebook.domains}
    for coding in codings:
        codes = known.get(coding.domain)
        if codes is not None and coding.code not in codes:
            expected = f"one of {len(codes)} codes of {coding.domain}"
            yield _problem(coding, f"column code: not in the codebook, expected {expected}")


def find_double_choices(codings: Iterable[Coding], codebook: Codebook) -> Iterator[Problem]:
    """Return the rows that give an interview a second, other code where only one is allowed."""
    single = {domain.id for domain in codebook.domains if domain.single}
    first: dict[tuple[str, ...], Coding] = {}
    for coding in codings:
        if coding.domain not in single:
            continue
        earlier = first.setdefault(take_decision(coding), coding)
        if earlier.code != coding.code:
            what = f"second code in {coding.domain}, where one is allowed (see row {earlier.line})"
            yield _problem(coding, what)


def find_excluded_codes(codings: Iterable[Coding], codebook: Codebook) -> Iterator[Problem]:
    """Return the rows with an excluding code that has another code of its domain beside it."""
    exclusive = {domain.id: domain.exclusive for domain in codebook.domains if domain.exclusive}
    groups: dict[tuple[str, ...], list[Coding]] = {}
    for coding in codings:
        if coding.domain in exclusive:
            groups.setdefault(take_decision(coding), []).append(coding)
    for group in groups.values():
        if len({coding.code for coding in group}) == 1:
            continue
        for coding in group:
            if coding.code in exclusive[coding.domain]:
                yield _problem(coding, f"excluding code of {coding.domain} together with others")


def find_unknown_interviews(codings: Iterable[Coding], timestamps: set[str]) -> Iterator[Problem]:
    """Return the rows of entries that were not counted: set aside, or not in the export."""
    for coding in codings:
        if coding.timestamp not in timestamps:
            yield _problem(coding, "column tijdstempel: not a counted interview")


def find_duplicates(codings: Iterable[Coding]) -> Iterator[Problem]:
    """Return the rows that repeat an earlier one of the same coder."""
    rows = list(codings)
    if len(set(map(take_content, rows))) == len(rows):
        return
    first: dict[tuple[str, ...], Coding] = {}
    for coding in rows:
        if (earlier := first.setdefault(take_content(coding), coding)) is not coding:
            yield _problem(coding, f"the same as row {earlier.line}")


def find_bad_dates(codings: Iterable[Coding]) -> Iterator[Problem]:
    """Return the rows whose time stamp or date of decision is not ISO 8601."""
    rows = list(codings)
    no_times = _find_unread(datetime.fromisoformat, {coding.timestamp for coding in rows})
    no_dates = _find_unread(date.fromisoformat, {coding.decided_on for coding in rows})
    for coding in rows:
        if coding.timestamp in no_times:
            yield _problem(coding, "column tijdstempel: not a time like 2020-05-15T15:16:46")
        if coding.decided_on in no_dates:
            yield _problem(coding, "column besloten_op: not a date like 2020-09-14")


def find_other_coders(codings: Iterable[Coding], coders: dict[str, str]) -> Iterator[Problem]:
    """Return the rows of another coder than the one whose file this is."""
    for coding in codings:
        if coding.coder != coders.get(coding.file, coding.coder):
            yield _problem(coding, "column codeur: not the coder of this file")


def _problem(coding: Coding, what: str) -> Problem:
    return Problem(coding.file, coding.line, what)


def _find_unread(read: Callable[[str], object], texts: set[str]) -> set[str]:
    return {text for text in texts if not _reads(read, text)}


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
