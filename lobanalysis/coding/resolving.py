"""What counts in each domain, and its rows in every table of the stage; domains do not know of each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from lobanalysis.coding.codebook import Codebook, Domain
from lobanalysis.coding.codings import CONSENSUS
from lobanalysis.coding.precedence import RULE, CodedRow, Judgement, OpenDecision, resolve_decision
from lobanalysis.coding.record import Outdated, find_outdated_rows
from lobanalysis.coding.rule_hits import CodedHits
from lobanalysis.coding.suggested import SUGGESTION
from lobanalysis.coding.tables import (
    CODER_COLUMNS,
    CODERS_FILE,
    DECISION_COLUMNS,
    DECISIONS_FILE,
    MACHINES_FILE,
    OPEN_FILE,
    OUTDATED_FILE,
    CodesOf,
    Table,
    format_table,
    list_decided,
    list_given,
    make_coded_table,
    make_open_table,
    make_order,
    make_outdated_table,
)
from lobanalysis.side_by_side import do_beside


@dataclass(frozen=True)
class Evidence:
    """All that says something about the interviews of a wave, whose time stamps are sorted by their id."""

    codebook: Codebook
    stamps: dict[str, str]
    consensus: Judgement
    humans: list[Judgement]
    hits: CodedHits
    suggested: Judgement
    outdated: Outdated


@dataclass(frozen=True)
class ResolvedDomain:
    """What counts in a domain: its own table, and its rows of the tables of all domains, most as text."""

    coded: str
    machines: str
    given: str
    decided: str
    still_open: list[OpenDecision]
    outdated: list[CodedRow]


def resolve_domain(evidence: Evidence, domain: Domain) -> ResolvedDomain:
    """Return what counts in one domain."""
    consensus, humans, hits = evidence.consensus, evidence.humans, evidence.hits
    decisions = [(interview, domain.id) for interview in evidence.stamps]
    order, nothing = make_order(domain), []
    rows: list[CodedRow] = []
    still_open: list[OpenDecision] = []
    for decision in decisions:
        found, undecided = resolve_decision(decision, consensus, humans, hits.get(decision, nothing))
        rows.extend(sorted(found, key=lambda row: order(row.code)) if len(found) > 1 else found)
        still_open.extend([undecided] if undecided else [])
    machines = {} if domain.coded_by != CONSENSUS else make_machines(evidence)
    given = {human.coder: human.codes_of for human in humans}
    return ResolvedDomain(
        format_table(make_coded_table(rows, evidence.codebook.version)),
        format_table(Table((), list_given(domain, decisions, machines))),
        format_table(Table((), list_given(domain, decisions, given))),
        format_table(Table((), list_decided(decisions, humans))),
        still_open,
        find_outdated_rows(rows, evidence.outdated, evidence.stamps),
    )


def make_machines(evidence: Evidence) -> dict[str, CodesOf]:
    """Return what gives the codes of rules and of the model for a decision."""
    hits = evidence.hits
    return {
        RULE: lambda decision: {hit.code for hit in hits.get(decision, ())},
        SUGGESTION: evidence.suggested.codes_of,
    }


def resolve_all(evidence: Evidence, shared: bool) -> dict[str, str]:
    """Return the tables as text by file name; in those of all domains these come in the codebook's order.

    `shared` is whether a helper process takes part.
    """
    names = evidence.codebook.domains
    domains = do_beside([partial(resolve_domain, evidence, domain) for domain in names], shared)
    still_open = make_open_table(one for found in domains for one in found.still_open)
    outdated = make_outdated_table(row for found in domains for row in found.outdated)
    heading, decided = (format_table(Table(columns, ())) for columns in (CODER_COLUMNS, DECISION_COLUMNS))
    return {
        **{f"{domain.id}.csv": found.coded for domain, found in zip(names, domains, strict=True)},
        MACHINES_FILE: "".join([heading, *(found.machines for found in domains)]),
        CODERS_FILE: "".join([heading, *(found.given for found in domains)]),
        DECISIONS_FILE: "".join([decided, *(found.decided for found in domains)]),
        OPEN_FILE: format_table(still_open),
        OUTDATED_FILE: format_table(outdated),
    }
