"""Which codes count: consensus first, then coders who agree, then rules; never mixed within one decision.

A decision is one interview in one domain. A coder has decided on every combination of the interviews and
the domains in the coder's file, also where no code was given: that is a decision for none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from lobanalysis.coding.rules import Hit

Decision = tuple[str, str]
CONSENSUS, HUMAN, RULE = "consensus", "human", "rule"


@dataclass(frozen=True)
class Judgement:
    """What one coder (or the consensus) decided: the decisions made, and the codes given in them."""

    coder: str
    decisions: frozenset[Decision]
    codes: dict[Decision, frozenset[str]]

    def codes_of(self, decision: Decision) -> frozenset[str]:
        """Return the codes given in a decision; none is a decision too."""
        return self.codes.get(decision, frozenset())


class CodedRow(NamedTuple):
    """One code of one interview, with where it came from; the evidence only for rules."""

    interview_id: str
    domain: str
    code: str
    source: str
    coder: str
    hit: Hit | None = None


@dataclass(frozen=True)
class OpenDecision:
    """A decision on which coders differ and no consensus was reached."""

    interview_id: str
    domain: str
    coders: str


def make_judgement(coder: str, given: Iterable[tuple[str, str, str]]) -> Judgement:
    """Return the judgement of one coder from (interview, domain, code).

    Examples
    --------
    >>> one = make_judgement("A", [("i-1", "top", "maatwerk"), ("i-2", "evaluatie", "team")])
    >>> ("i-1", "evaluatie") in one.decisions, one.codes_of(("i-1", "evaluatie"))
    (True, frozenset())
    """
    rows = list(given)
    codes: dict[Decision, set[str]] = {}
    for interview, domain, code in rows:
        codes.setdefault((interview, domain), set()).add(code)
    interviews, domains = {row[0] for row in rows}, {row[1] for row in rows}
    decisions = frozenset((interview, domain) for interview in interviews for domain in domains)
    return Judgement(coder, decisions, {decision: frozenset(found) for decision, found in codes.items()})


def resolve_decision(
    decision: Decision, consensus: Judgement, humans: list[Judgement], hits: list[Hit]
) -> tuple[list[CodedRow], OpenDecision | None]:
    """Return the rows that count for one interview in one domain, or that it stays open.

    Examples
    --------
    >>> nobody = make_judgement("consensus", [])
    >>> a, b = (make_judgement(c, [("i-1", "top", code)]) for c, code in (("A", "maatwerk"), ("B", "team")))
    >>> resolve_decision(("i-1", "top"), nobody, [a, b], [])[1].coders
    'A+B'
    """
    if decision in consensus.decisions:
        return _rows(decision, consensus.codes_of(decision), CONSENSUS, consensus.coder), None
    judges = [judge for judge in humans if decision in judge.decisions]
    names = "+".join(sorted(judge.coder for judge in judges))
    if len({judge.codes_of(decision) for judge in judges}) > 1:
        return [], OpenDecision(*decision, names)
    if judges:
        return _rows(decision, judges[0].codes_of(decision), HUMAN, names), None
    first = {hit.code: hit for hit in reversed(hits)}
    return [CodedRow(*decision, code, RULE, RULE, hit) for code, hit in first.items()], None


def _rows(decision: Decision, codes: frozenset[str], source: str, coder: str) -> list[CodedRow]:
    return [CodedRow(*decision, code, source, coder) for code in codes]
