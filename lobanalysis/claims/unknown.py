"""What claims name that does not exist: domains, codes, indicators, groups, waves, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lobanalysis.claims import kinds
from lobanalysis.claims.claim import Claim
from lobanalysis.claims.claims_file import FILE
from lobanalysis.claims.judging import find_domain
from lobanalysis.claims.results import Results
from lobanalysis.errors import ClaimError, shorten

HINT = "`build/<wave>/tables/result/` has a table per domain, and `_indicators.csv`"


def check_known(claims: Sequence[Claim], results: Results, earlier: Mapping[str, Results]) -> None:
    """Check that everything that claims name exists in the result tables.

    Raises
    ------
    ClaimError
        Naming each claim with what it names that does not exist.
    """
    problems = [
        f"claim {claim.id}: {what}" for claim in claims for what in find_unknown(claim, results, earlier)
    ]
    if problems:
        raise ClaimError(FILE, shorten(problems), "names that the result tables have", HINT)


def find_unknown(claim: Claim, results: Results, earlier: Mapping[str, Results]) -> Iterator[str]:
    """Yield what a claim names that does not exist."""
    if isinstance(claim, kinds.Top | kinds.Order) and claim.domain not in results.domains:
        yield f"unknown domain {claim.domain}"
        return
    for subject in claim.subjects:
        yield from find_unknown_subject(subject, results)
    if isinstance(claim, kinds.Rank | kinds.Top):
        yield from find_outside_order(claim, results)
    if isinstance(claim, kinds.Difference):
        for group in (claim.higher, claim.lower):
            if results.find(claim.of) and not results.find(claim.of, (claim.variable, group)):
                yield f"unknown group {group} of {claim.variable} for {claim.of}"
    if isinstance(claim, kinds.Number) and results.find_number(claim.path) is None:
        yield f"no number {claim.path} in numbers.json"
    if isinstance(claim, kinds.Trend):
        yield from find_unknown_wave(claim, earlier)


def find_unknown_subject(subject: str, results: Results) -> Iterator[str]:
    """Yield what is wrong with the name of a subject."""
    if results.find(subject):
        return
    if subject.startswith("i."):
        yield f"unknown indicator {subject.removeprefix('i.')}"
        return
    domain, _, code = subject.partition(".")
    yield f"unknown code {code} of {domain}" if domain in results.domains else f"unknown domain {domain}"


def find_outside_order(claim: kinds.Rank | kinds.Top, results: Results) -> Iterator[str]:
    """Yield the codes that exclude the others: they have no place in an order."""
    ordered = {f"{find_domain(claim)}.{code}" for code in results.domains.get(find_domain(claim), ())}
    for subject in claim.subjects:
        if results.find(subject) and subject not in ordered:
            yield f"{subject} excludes the other codes and has no place among them"


def find_unknown_wave(claim: kinds.Trend, earlier: Mapping[str, Results]) -> Iterator[str]:
    """Yield what is wrong with the wave that a trend starts from."""
    if claim.since not in earlier:
        yield f"wave {claim.since} has no tables; `lobanalysis run --wave {claim.since}` makes them"
    elif not earlier[claim.since].find(claim.of):
        yield f"wave {claim.since} has no {claim.of}"
