"""Whether a claim is true of what is shown: yes, no, or not to be said because a count is hidden.

A hidden count counts as every number of its class. So a verdict never tells more than the table does, and on
the national table, which hides nothing, it is always yes or no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lobanalysis.claims import kinds
from lobanalysis.claims.claim import Claim
from lobanalysis.claims.results import ALL, Count, Results

Verdict = bool | None
TOLERANCE = 1e-9
Group = tuple[str, str]


@dataclass(frozen=True)
class Evidence:
    """What a claim is judged by: counts that it names, the number or the numbers before, and the verdict."""

    verdict: Verdict
    counts: tuple[Count, ...] = ()
    number: float | None = None


def judge_claim(
    claim: Claim, results: Results, group: Group = ALL, earlier: Mapping[str, Results] | None = None
) -> Evidence:
    """Return whether a claim is true of a group, and what that follows from.

    Parameters
    ----------
    claim : Claim
        One whose subjects exist (`find_unknown` finds nothing).
    earlier : mapping
        Other waves by name, for trends.
    """
    if isinstance(claim, kinds.Number):
        value = results.find_number(claim.path)
        return Evidence(value is not None and lies_within(value, value, claim.limits), number=value)
    if isinstance(claim, kinds.Difference):
        sides = [results.find(claim.of, (claim.variable, name)) for name in (claim.higher, claim.lower)]
        return judge_distance(sides, claim.by)
    if isinstance(claim, kinds.Trend):
        now, then = results.find(claim.of), (earlier or {})[claim.since].find(claim.of)
        return judge_distance([now, then] if claim.direction == "up" else [then, now], claim.by)
    if isinstance(claim, kinds.Rank | kinds.Top | kinds.Order):
        return judge_order(claim, results.list_domain(find_domain(claim), group))
    counts = [results.find(subject, group) for subject in claim.subjects]
    if None in counts:
        return Evidence(None, tuple(count for count in counts if count))
    return Evidence(JUDGES[type(claim)](claim, counts), tuple(counts))


def find_domain(claim: Claim) -> str:
    """Return the domain of a claim about an order."""
    return claim.of.partition(".")[0] if isinstance(claim, kinds.Rank) else claim.domain


def decide(surely: bool, possibly: bool) -> Verdict:
    """Return the verdict on what holds for all counts that may be (`surely`), or for some (`possibly`)."""
    return True if surely else (None if possibly else False)


def decide_all(verdicts: Sequence[Verdict]) -> Verdict:
    """Return whether all hold; one that does not is enough for no."""
    return False if False in verdicts else (None if None in verdicts else True)


def judge_order(claim: kinds.Rank | kinds.Top | kinds.Order, counts: list[Count]) -> Evidence:
    """Return whether the codes of a domain stand in the order that a claim says."""
    ordered = sorted(counts, key=lambda count: (-count.low, -count.high))
    if isinstance(claim, kinds.Order):
        cuts = range(1, min(claim.places, len(ordered) - 1) + 1)
        verdicts = [judge_above(ordered[:cut], ordered[cut:]) for cut in cuts]
        return Evidence(decide_all(verdicts), tuple(ordered[: claim.places + 1]))
    named = [count for count in ordered if count.subject in claim_codes(claim)]
    others = [count for count in ordered if count not in named]
    if isinstance(claim, kinds.Top):
        return Evidence(judge_above(named, others), (*named, *others[:1]))
    return Evidence(judge_place(named[0], others, claim.place), (*named, *others[:1]))


def claim_codes(claim: kinds.Rank | kinds.Top) -> list[str]:
    """Return the codes that a claim about an order names, with their domain."""
    return [claim.of] if isinstance(claim, kinds.Rank) else claim.subjects


def judge_above(inside: Sequence[Count], outside: Sequence[Count], by: int = 1) -> Verdict:
    """Return whether each count inside is at least `by` above each outside."""
    pairs = [(one, other) for one in inside for other in outside]
    return decide(
        all(one.low >= other.high + by for one, other in pairs),
        all(one.high >= other.low + by for one, other in pairs),
    )


def judge_place(count: Count, others: Sequence[Count], place: int) -> Verdict:
    """Return whether exactly `place` − 1 others are above a count, and none is equal to it."""
    above = sum(other.low > count.high for other in others)
    below = sum(other.high < count.low for other in others)
    rest = len(others) - (place - 1)
    everything_known = count.known and all(other.known for other in others)
    possibly = above <= place - 1 and below <= rest and not everything_known
    return decide(above == place - 1 and below == rest, possibly)


def judge_distance(sides: Sequence[Count | None], by: float) -> Evidence:
    """Return whether the share of the first side is at least `by` above that of the second."""
    high, low = sides
    if high is None or low is None:
        return Evidence(None, tuple(side for side in sides if side))
    surely = high.shares[0] - low.shares[1] >= by - TOLERANCE
    possibly = high.shares[1] - low.shares[0] >= by - TOLERANCE
    return Evidence(decide(surely, possibly), (high, low))


def judge_within(low: float, high: float, limits: Mapping[str, float]) -> Verdict:
    """Return whether a value between `low` and `high` lies within limits.

    Examples
    --------
    >>> judge_within(3, 26, {"at_least": 3}), judge_within(0, 2, {"above": 1})
    (True, None)
    """
    possibly = all(lies_beyond(choose(name, high, low), name, limit) for name, limit in limits.items())
    return decide(lies_within(low, high, limits), possibly)


def lies_within(low: float, high: float, limits: Mapping[str, float]) -> bool:
    """Return whether everything between `low` and `high` lies within limits."""
    return all(lies_beyond(choose(name, low, high), name, limit) for name, limit in limits.items())


def choose(name: str, lower: float, upper: float) -> float:
    """Return the value that a lower limit looks at, or the one that an upper limit does."""
    return lower if name in ("at_least", "above") else upper


def lies_beyond(value: float, name: str, limit: float) -> bool:
    """Return whether a value is on the right side of one limit."""
    return {
        "at_least": value >= limit - TOLERANCE,
        "above": value > limit + TOLERANCE,
        "at_most": value <= limit + TOLERANCE,
        "below": value < limit - TOLERANCE,
    }[name]


def judge_compare(claim: kinds.Compare, counts: Sequence[Count]) -> Verdict:
    """Return whether each of the first counts is `by` above each of the others."""
    return judge_above(counts[: len(claim.of)], counts[len(claim.of) :], claim.by)


def judge_several(claim: kinds.Several, counts: Sequence[Count]) -> Verdict:
    """Return whether enough of the counts are large enough."""
    surely = sum(count.low >= claim.schools for count in counts)
    possibly = sum(count.high >= claim.schools for count in counts)
    return decide(surely >= claim.at_least, possibly >= claim.at_least)


JUDGES: dict[type[Claim], Callable[..., Verdict]] = {
    kinds.Compare: judge_compare,
    kinds.Several: judge_several,
    kinds.All: lambda _, counts: decide(counts[0].low == counts[0].base, counts[0].high == counts[0].base),
    kinds.Absent: lambda _, counts: decide(counts[0].high == 0, counts[0].low == 0),
    kinds.Most: lambda _, counts: judge_within(*counts[0].shares, {"above": 0.5}),
    kinds.ShareOf: lambda claim, counts: judge_within(*counts[0].shares, claim.limits),
    kinds.CountOf: lambda claim, counts: judge_within(counts[0].low, counts[0].high, claim.limits),
}
