"""The smallest change of counts that makes a claim false, by kind of test, without asking the evaluation."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

from lobanalysis.claims import kinds
from lobanalysis.claims.claim import Bounds, Claim
from lobanalysis.claims.results import ALL, INDICATORS, Results

Targets = dict[tuple[str, str, str], int]
"""How many schools a subject (subject, group variable, group) is to be true of."""


def find_breaking_counts(claim: Claim, results: Results) -> Targets:
    """Return the counts, as near to the present ones as can be, with which a claim is false."""
    match claim:
        case kinds.All():
            return {(claim.of, *ALL): count(results, claim.of).base - 1}
        case kinds.Absent():
            return {(claim.of, *ALL): 1}
        case kinds.Most():
            return {(claim.of, *ALL): count(results, claim.of).base // 2}
        case kinds.ShareOf():
            return {(claim.of, *ALL): cross(claim, count(results, claim.of).base)}
        case kinds.CountOf():
            return {(claim.of, *ALL): cross(claim, 1)}
        case kinds.Several():
            return {(subject, *ALL): claim.schools - 1 for subject in claim.of[claim.at_least - 1 :]}
        case kinds.Compare():
            return {(claim.of[0], *ALL): max(count(results, each).low for each in claim.than) + claim.by - 1}
        case kinds.Difference():
            high = results.find(claim.of, (claim.variable, claim.higher))
            low = results.find(claim.of, (claim.variable, claim.lower))
            most = math.ceil((low.shares[0] + claim.by) * high.base - 1e-9) - 1
            return {(claim.of, claim.variable, claim.higher): most}
    return {(tie[0], *ALL): tie[1] for tie in [find_tie(claim, results)]}


def count(results: Results, subject: str):
    """Return the national count of a subject."""
    return results.find(subject)


def cross(claim: Bounds, factor: int) -> int:
    """Return the count just on the wrong side of a claim's first limit, which is a share times `factor`."""
    name, limit = next(iter(claim.limits.items()))
    value = limit * factor
    return {
        "at_least": math.ceil(value - 1e-9) - 1,
        "above": math.floor(value + 1e-9),
        "at_most": math.floor(value + 1e-9) + 1,
        "below": math.ceil(value - 1e-9),
    }[name]


def find_tie(claim: Claim, results: Results) -> tuple[str, int]:
    """Return a code and the count with which it shares the place that the claim says is its own."""
    if isinstance(claim, kinds.Order):
        ordered = sort_codes(results, claim.domain)
        last = min(claim.places, len(ordered) - 1)
        return ordered[last].subject, ordered[last - 1].low
    domain = claim.of.partition(".")[0] if isinstance(claim, kinds.Rank) else claim.domain
    named = [claim.of] if isinstance(claim, kinds.Rank) else claim.subjects
    others = [each for each in sort_codes(results, domain) if each.subject not in named]
    return named[0], others[0].low


def sort_codes(results: Results, domain: str):
    """Return the codes of a domain, most mentioned first."""
    return sorted(results.list_domain(domain), key=lambda each: -each.low)


def write_counts(tables: Path, targets: Targets) -> None:
    """Change counts in the result tables on disk."""
    for (subject, variable, group), n in targets.items():
        name = INDICATORS if subject.startswith("i.") else subject.partition(".")[0]
        path = tables / "result" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        changed = [row for row in rows if is_row(row, subject, variable, group)]
        assert len(changed) == 1, subject
        base = int(changed[0]["base"])
        changed[0] |= {"n": str(n), "share": str(n / base), "shown": "True", "shown_as": str(n)}
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def is_row(row: dict[str, str], subject: str, variable: str, group: str) -> bool:
    """Return whether a row of a result table is about a subject in a group."""
    place = (row["indicator"], row["group_variable"], row["group"], row["base_kind"])
    return place == (subject.removeprefix("i."), variable, group, "all_schools")


def write_number(tables: Path, claim: kinds.Number) -> None:
    """Change a number of `numbers.json` to the wrong side of a claim's first limit."""
    path = tables / "numbers.json"
    numbers = json.loads(path.read_text(encoding="utf-8"))
    *parents, last = claim.path.split(".")
    place = numbers
    for parent in parents:
        place = place[parent]
    name, limit = next(iter(claim.limits.items()))
    place[last] = {"above": limit, "below": limit, "at_least": limit - 0.01, "at_most": limit + 0.01}[name]
    path.write_text(json.dumps(numbers), encoding="utf-8")
