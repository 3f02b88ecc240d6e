"""From submissions to interviews: test entries and superseded doubles are set aside, with the reason."""

from __future__ import annotations

import pandas as pd
from rapidfuzz import fuzz

from lobanalysis.errors import SourceError, shorten
from lobanalysis.intake.school_names import normalise_name

TEST_WORDS = frozenset("test tests testen testje proef probeersel asdf xxx".split())
SAME_PERSON = 90.0
COUNTED_REASON = "telt mee"
TEST_REASON = "naam van de school en gesprekspartner zijn ‘test’"
DOUBLE_REASON = "zelfde school, gesprekspartner en datum; de latere inzending telt"


def find_tests(raw: pd.DataFrame) -> pd.Index:
    """Return the rows in which school and interviewee hold nothing but words such as 'test'.

    Examples
    --------
    >>> raw = pd.DataFrame({"instelling": ["TEST TEST", "Veld"], "gesproken_met": ["test", "A. B."]})
    >>> list(find_tests(raw))
    [0]
    """
    is_test = raw[["instelling", "gesproken_met"]].map(_is_test_text).all(axis=1)
    return pd.Index(raw.index[is_test])


def find_superseded(
    raw: pd.DataFrame, times: pd.Series, dates: pd.Series, brins: pd.Series, where: str
) -> list[int]:
    """Return the rows that a later submission of the same interview replaces.

    The same interview means: same school, same interviewee, same interview date.

    Raises
    ------
    SourceError
        When one school has two different interviews: which of them counts is for `correcties.yml` to say.
    """
    superseded, unclear = [], []
    for _, rows in brins.groupby(brins).groups.items():
        ordered = sorted(rows, key=lambda row: times[row])
        for row in ordered[:-1]:
            same = _is_same_interview(raw, dates, row, ordered[-1])
            (superseded if same else unclear).append((row, ordered[-1]))
    if unclear:
        pairs = [f"{row} and {last}" for row, last in unclear]
        raise SourceError(
            where,
            f"rows {shorten(pairs)}: one school, but not clearly one interview",
            "one interview per school",
            "say in correcties.yml which counts: field submission, value counted or superseded, a reason",
        )
    return sorted(row for row, _ in superseded)


def make_account(
    index: pd.Index, tests: pd.Index, superseded: list[int], settled: pd.DataFrame
) -> pd.DataFrame:
    """Return for every submission its row in the source, the outcome and the reason (in Dutch)."""
    account = pd.DataFrame({"outcome": "counted", "reason": COUNTED_REASON}, index=index)
    account.loc[tests] = ["test", TEST_REASON]
    account.loc[superseded] = ["superseded", DOUBLE_REASON]
    account.loc[settled.index] = settled[["outcome", "reason"]]
    return account.rename_axis("row")


def _is_test_text(text: str) -> bool:
    """Tell whether a text has words and all of them are test words."""
    words = normalise_name(text).split()
    return bool(words) and set(words) <= TEST_WORDS


def _is_same_interview(raw: pd.DataFrame, dates: pd.Series, first: int, last: int) -> bool:
    """Tell whether two submissions are about the same person on the same day."""
    names = [normalise_name(raw.at[row, "gesproken_met"]) for row in (first, last)]
    same_day = dates[first] == dates[last] or (pd.isna(dates[first]) and pd.isna(dates[last]))
    return bool(names[0]) and fuzz.token_sort_ratio(*names) >= SAME_PERSON and bool(same_day)
