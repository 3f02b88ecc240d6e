"""Counts of schools per code, with their base: the unit of every number is the school."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd


def split_membership(coded: pd.DataFrame, interviews: Sequence[str], codes: Sequence[str]) -> pd.DataFrame:
    """Return which school has which code: one row per interview, one boolean column per code.

    Parameters
    ----------
    coded : DataFrame
        Columns interview_id and code, of one domain; doubles count once.
    interviews, codes : sequence of str
        All interviews and all codes, in the order of the rows and columns that come out.

    Examples
    --------
    >>> coded = pd.DataFrame({"interview_id": ["i-1", "i-1"], "code": ["slb", "coach"]})
    >>> split_membership(coded, ["i-1", "i-2"], ["slb", "coach"]).sum().to_dict()
    {'slb': 1, 'coach': 1}
    """
    index = make_index(interviews)
    rows, columns = index.get_indexer(coded["interview_id"]), pd.Index(list(codes)).get_indexer(coded["code"])
    known = (rows >= 0) & (columns >= 0)
    cells = np.zeros((len(index), len(codes)), dtype=bool)
    cells[rows[known], columns[known]] = True
    return pd.DataFrame(cells, index=index, columns=list(codes))


def find_asked(answers: Sequence[pd.DataFrame], interviews: Sequence[str]) -> pd.Series:
    """Return per interview whether the question was asked: some field has a state other than unknown.

    Without any field (a domain that rests on no question field of its own) every school counts as asked.

    Examples
    --------
    >>> field = pd.DataFrame({"interview_id": ["i-1", "i-2"], "state": ["answered", "unknown"]})
    >>> find_asked([field], ["i-1", "i-2"]).tolist()
    [True, False]
    """
    index = make_index(interviews)
    asked = np.full(len(index), not answers)
    for field in answers:
        places = index.get_indexer(field.loc[field["state"] != "unknown", "interview_id"])
        asked[places[places >= 0]] = True
    return pd.Series(asked, index=index)


def make_index(interviews: Sequence[str]) -> pd.Index:
    """Return the interviews as an index; one that is an index already stays, with what it has looked up."""
    return interviews if isinstance(interviews, pd.Index) else pd.Index(list(interviews), name="interview_id")


def count_schools(membership: pd.DataFrame) -> pd.Series:
    """Return the number of schools per code.

    Examples
    --------
    >>> count_schools(pd.DataFrame({"slb": [True, True, False]})).to_dict()
    {'slb': 2}
    """
    return membership.sum().astype(int)


def count_mentions(membership: pd.DataFrame) -> int:
    """Return the number of mentions: all codes of all schools together, the second base of a multi-response.

    Examples
    --------
    >>> count_mentions(pd.DataFrame({"slb": [True, True], "coach": [True, False]}))
    3
    """
    return int(membership.to_numpy().sum())


def count_schools_with(membership: pd.DataFrame, codes: Sequence[str], at_least: int = 1) -> int:
    """Return the number of schools with at least so many of these codes.

    Examples
    --------
    >>> count_schools_with(pd.DataFrame({"a": [True, True], "b": [True, False]}), ["a", "b"], at_least=2)
    1
    """
    return int(find_schools_with(membership, codes, at_least).sum())


def find_schools_with(membership: pd.DataFrame, codes: Sequence[str], at_least: int = 1) -> pd.Series:
    """Return per school whether it has at least so many of these codes.

    Examples
    --------
    >>> find_schools_with(pd.DataFrame({"a": [True, False]}), ["a"]).tolist()
    [True, False]
    """
    having = membership[list(codes)].to_numpy().sum(axis=1)
    return pd.Series(having >= at_least, index=membership.index)


def estimate_share(n: int, base: int) -> float:
    """Return n divided by base, between 0 and 1; not a number when the base is 0.

    Examples
    --------
    >>> estimate_share(11, 44)
    0.25
    """
    return n / base if base else float("nan")
