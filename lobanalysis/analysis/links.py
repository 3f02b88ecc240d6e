"""Which schools an indicator holds for, and what ties indicators to codes in every group."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lobanalysis.analysis.counts import find_schools_with
from lobanalysis.analysis.ties import Link
from lobanalysis.coding.codebook import Domain, Indicator


def find_indicator_schools(membership: pd.DataFrame, indicator: Indicator) -> pd.Series:
    """Return per school whether the indicator holds: at least so many of its codes, and one of `also`.

    Examples
    --------
    >>> either = Indicator("d.x", "d", ("a", "b"), 1, (), "A of b")
    >>> find_indicator_schools(pd.DataFrame({"a": [True, False], "b": [False, False]}), either).tolist()
    [True, False]
    """
    holds = find_schools_with(membership, indicator.codes, indicator.at_least)
    return holds & find_schools_with(membership, indicator.also) if indicator.also else holds


def split_indicators(membership: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """Return which indicator holds for which school: a boolean column per indicator id."""
    columns = {indicator.id: find_indicator_schools(membership, indicator) for indicator in indicators}
    return pd.DataFrame(columns, index=membership.index)


def find_links(domain: Domain, indicators: Sequence[Indicator]) -> list[Link]:
    """Return what anybody can know to hold between the codes of a domain and its indicators, per group.

    Rows are numbered: the codes, for a single choice the schools without a code, then the indicators.

    Examples
    --------
    >>> find_links(domain, [either])                                            # doctest: +SKIP
    [Link(weights={0: -1, 1: -1, 9: 1}, times=0), Link(weights={0: 1, 1: 1, 9: -2}, times=0), …]
    """
    place = {code.id: row for row, code in enumerate(domain.codes)}
    first = len(place) + (domain.single)
    links: list[Link] = []
    for row, indicator in enumerate(indicators, start=first):
        links.extend(link_to_codes(indicator, row, place))
        links.extend(link_to_exclusive(indicator, row, place, domain.exclusive))
    for row, one in enumerate(indicators, start=first):
        for other_row, other in enumerate(indicators, start=first):
            if row != other_row and implies(one, other):
                links.append(Link({row: 1, other_row: -1}))
    return links


def link_to_codes(indicator: Indicator, row: int, place: dict[str, int]) -> list[Link]:
    """Return the ties of an indicator to its codes, from counting the codes of each school.

    With y schools that have k or more of s codes and x the schools per code: k y <= sum x, and
    sum x <= (k - 1) base + (s - k + 1) y. Who has one code makes y at least x when k is 1, and at most x
    when all are needed. With `also` y is no more than the schools of those codes together.
    """
    codes, least = [place[code] for code in indicator.codes], indicator.at_least
    links = [Link({**dict.fromkeys(codes, -1), row: least})]
    if indicator.also:
        links.append(Link({**dict.fromkeys((place[code] for code in indicator.also), -1), row: 1}))
    else:
        links.append(Link({**dict.fromkeys(codes, 1), row: -(len(codes) - least + 1)}, least - 1))
    if least == 1 and not indicator.also:
        links.extend(Link({code: 1, row: -1}) for code in codes)
    if least == len(codes):
        links.extend(Link({code: -1, row: 1}) for code in codes)
    return links


def link_to_exclusive(
    indicator: Indicator, row: int, place: dict[str, int], exclusive: Sequence[str]
) -> list[Link]:
    """Return the ties to codes that exclude the others: the two together are at most the base."""
    codes = [place[code] for code in exclusive if code not in indicator.codes]
    return [Link({code: 1, row: 1}, 1) for code in codes]


def implies(one: Indicator, other: Indicator) -> bool:
    """Return whether every school of one indicator must be a school of the other.

    Examples
    --------
    >>> two = Indicator("d.two", "d", ("a", "b"), 2, (), "")
    >>> implies(two, Indicator("d.one", "d", ("a", "b"), 1, (), ""))
    True
    """
    return set(one.codes) <= set(other.codes) and one.at_least >= other.at_least and not other.also
