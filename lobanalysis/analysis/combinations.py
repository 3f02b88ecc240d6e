"""Which codes of a domain occur together, and how often."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from lobanalysis.analysis.counts import estimate_share
from lobanalysis.coding.codebook import Domain

COLUMNS = ["combination", "codes", "n", "base", "share"]
DOMAINS = ("samenwerking", "kader", "sturing", "evaluatie", "verbeteractie")
RARE = "andere combinaties"
NONE = "geen van deze"
SEPARATOR = " + "


def count_combinations(membership: pd.DataFrame, domain: Domain, minimum: int = 3) -> pd.DataFrame:
    """Return how many schools have exactly which combination of codes, most frequent first.

    Combinations of fewer than `minimum` schools are joined, last, into "andere combinaties". So that this is
    never one school alone, the least frequent of the others joins it when needed; never a code that excludes
    the others ("geen"), since its count is published by itself and would hide nothing.

    Parameters
    ----------
    membership : DataFrame
        Booleans, one row per school, one column per code.

    Examples
    --------
    >>> count_combinations(membership, domain)                                   # doctest: +SKIP
       combination    codes  n  base     share
    0         Team     team  3     6  0.500000
    """
    counts = membership.groupby(list(membership.columns), sort=False).size()
    rows = sorted(((int(n), tuple(key)) for key, n in counts.items()), key=order_combination)
    alone = {tuple(code == name for code in membership.columns) for name in domain.exclusive}
    named, rare = split_rare(rows, minimum, alone)
    table = [make_combination(domain, held, n, len(membership)) for n, held in named]
    if rare:
        table.append([RARE, "", rare, len(membership), estimate_share(rare, len(membership))])
    return pd.DataFrame(table, columns=COLUMNS)


def order_combination(row: tuple[int, tuple[bool, ...]]) -> tuple[int, tuple[bool, ...]]:
    """Return the key that sorts the most frequent first, among equals by the codebook's order."""
    n, held = row
    return -n, tuple(not has for has in held)


def split_rare(
    rows: list[tuple[int, tuple[bool, ...]]], minimum: int, keep: Collection[tuple[bool, ...]] = ()
) -> tuple[list[tuple[int, tuple[bool, ...]]], int]:
    """Return the combinations that are named, and the number of schools in the others.

    Those in `keep` are always named.

    Examples
    --------
    >>> split_rare([(9, (True,)), (4, (False,)), (1, ())], 3)
    ([(9, (True,))], 5)
    >>> split_rare([(9, (True,)), (4, (False,)), (1, ())], 3, keep=[(False,)])
    ([(4, (False,))], 10)
    """
    named = [row for row in rows if row[0] >= minimum or row[1] in keep]
    rare = sum(n for n, _ in rows) - sum(n for n, _ in named)
    free = [row for row in named if row[1] not in keep]
    if rare == 1 and free:
        named.remove(free[-1])
        rare += free[-1][0]
    return named, rare


def make_combination(domain: Domain, held: tuple[bool, ...], n: int, base: int) -> list[object]:
    """Return the row of one combination, with the labels of its codes in the codebook's order."""
    codes = [code for code, has in zip(domain.codes, held, strict=True) if has]
    label = SEPARATOR.join(code.label for code in codes) or NONE
    return [label, "|".join(code.id for code in codes), n, base, estimate_share(n, base)]
