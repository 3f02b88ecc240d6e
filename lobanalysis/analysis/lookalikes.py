"""Whether a row without any count has enough rows that look the same, for a reader who knows the rule.

A row is left out as a whole when its small counts are all at the same end of their class, so that their sum
would tell them. Whoever knows that rule can list the rows with the same total that are left out for the
same reason. This module asks, from the total and the bases alone, whether that list leaves every count at
least two values. If not, no row with this total is shown at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product

ALL_SIZES_UP_TO = 6


@lru_cache(maxsize=4096)
def has_lookalikes(total: int, bases: tuple[int, ...], minimum: int) -> bool:
    """Return whether the rows that are left out leave each group at least two values.

    Totals below the minimum (or that near to everybody) need none: all counts of all rows are small then.

    Examples
    --------
    >>> has_lookalikes(4, (5, 6, 9), 3), has_lookalikes(14, (9, 9, 10), 3), has_lookalikes(2, (9, 9, 9), 3)
    (False, True, True)
    """
    if min(total, sum(bases) - total) < minimum:
        return True
    values: list[set[int]] = [set() for _ in bases]
    for ranges in list_left_out(total, bases, minimum):
        for group, (low, high) in zip(values, ranges, strict=True):
            group.update((low, high))
        if all(len(group) > 1 for group in values):
            return True
    return False


def list_left_out(total: int, bases: Sequence[int], minimum: int) -> Iterator[list[tuple[int, int]]]:
    """Yield the range of each count, for each way in which two or more small counts follow from their sum.

    Either all are at the low end of their class (0, or base - 2), or all at the high end (2, or base). The
    other counts lie between. Of many groups only the ways with two or three small counts are listed; that
    can only make `has_lookalikes` more careful.

    Examples
    --------
    >>> next(list_left_out(9, (9, 9, 18), 3))
    [(0, 0), (0, 0), (9, 9)]
    """
    groups = range(len(bases))
    sizes = range(2, len(bases) + 1) if len(bases) <= ALL_SIZES_UP_TO else (2, 3)
    for hidden in (part for size in sizes for part in combinations(groups, size)):
        for ends in list_ends([bases[group] for group in hidden], minimum):
            fixed = dict(zip(hidden, ends, strict=True))
            ranges = limit_others(total, bases, fixed, minimum)
            if ranges:
                yield ranges


def list_ends(bases: Sequence[int], minimum: int) -> Iterator[tuple[int, ...]]:
    """Yield the counts that follow from their sum: each few-or-nearly-all, all low or all high.

    Examples
    --------
    >>> list(list_ends([9], 3))
    [(0,), (7,), (2,), (9,)]
    """
    few = minimum - 1
    yield from product(*((0, base - few) for base in bases))
    yield from product(*((few, base) for base in bases))


def limit_others(
    total: int, bases: Sequence[int], fixed: dict[int, int], minimum: int
) -> list[tuple[int, int]]:
    """Return the range of each count when some are fixed and the others may be shown; empty if none fits.

    Examples
    --------
    >>> limit_others(9, (9, 9, 18), {0: 0}, 3)
    [(0, 0), (3, 6), (3, 6)]
    """
    limits = [
        (fixed[group], fixed[group]) if group in fixed else (minimum, base - minimum)
        for group, base in enumerate(bases)
    ]
    low, high = sum(limit[0] for limit in limits), sum(limit[1] for limit in limits)
    if any(least > most for least, most in limits) or not low <= total <= high:
        return []
    return [(max(least, total - (high - most)), min(most, total - (low - least))) for least, most in limits]
