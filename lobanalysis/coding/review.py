"""Codings whose definition has changed since: which they are, and that somebody has looked at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lobanalysis.coding.bench import Bench
from lobanalysis.coding.codings import CONSENSUS
from lobanalysis.coding.decisions import Decision
from lobanalysis.coding.definitions import find_outdated, format_definitions, read_definitions
from lobanalysis.coding.history import CONFIRMED, append_history, find_next_number
from lobanalysis.coding.record import locate_definitions
from lobanalysis.errors import CodingError
from lobanalysis.files import write_file


def list_counting(bench: Bench) -> Iterator[Decision]:
    """Yield the standing decisions that can count: the consensus, and coders where there is none."""
    agreed = bench.record.find_agreed()
    for (coder, stamp, domain), decision in bench.record.standing.items():
        if coder == CONSENSUS or (stamp, domain) not in agreed:
            yield decision


def count_outdated(bench: Bench) -> Counter[tuple[str, str]]:
    """Return the number of outdated codings by domain and code, in the order of the codebook."""
    order = list(bench.definitions)
    found = Counter(
        (decision.domain, code)
        for decision in list_counting(bench)
        for code in find_outdated(decision, bench.definitions)
    )
    return Counter({key: found[key] for key in sorted(found, key=lambda key: (key not in order, key))})


def confirm_codings(
    bench: Bench, domain: str, code: str, *, reason: str, decided_on: str, interviews: tuple[str, ...] = ()
) -> int:
    """Record that the outdated codings of a code still hold under its present definition; return how many.

    Codings that do not hold any more are changed in a sheet, or by `code compare`, as any other.

    Raises
    ------
    CodingError
        When there is no such domain or code, or none of its codings is outdated.
    """
    if code not in bench.codebook.domain(domain).code_ids:
        raise CodingError(f"codebook, domain {domain}", "there is no such code")
    current, number = bench.definitions, find_next_number(bench.record.decisions)
    chosen = [
        decision
        for decision in list_counting(bench)
        if decision.domain == domain
        and code in find_outdated(decision, current)
        and (not interviews or bench.interviews[decision.timestamp] in interviews)
    ]
    if not chosen:
        raise CodingError(
            f"{domain}.{code}", "no such coding is outdated", hint="`lobanalysis code review` lists them"
        )
    append_history(
        bench.history,
        [confirm(one, code, current[domain, code], reason, decided_on, number, bench) for one in chosen],
    )
    return len(chosen)


def confirm(
    decision: Decision, code: str, definition: str, reason: str, decided_on: str, number: int, bench: Bench
) -> Decision:
    """Return the same decision with one code under its present definition."""
    given = tuple(
        one._replace(definition=definition, remark=reason) if one.code == code else one
        for one in decision.given
    )
    return decision._replace(
        given=given,
        decided_on=decided_on,
        action=CONFIRMED,
        codebook=bench.codebook.version,
        batch=number,
    )


def record_definitions(bench: Bench) -> Path:
    """Write down the present definitions as those of the codings that coders handed in; return the file.

    Raises
    ------
    CodingError
        When that was done before: what they were made with cannot change afterwards.
    """
    path = locate_definitions(bench.settings)
    if read_definitions(path):
        raise CodingError(path.name, "the definitions were recorded before", hint="confirm with --confirm")
    write_file(path, format_definitions(bench.codebook))
    return path
