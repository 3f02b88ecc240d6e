"""The response: how many schools of the register were interviewed, by region, kind and size."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lobanalysis.analysis.counts import estimate_share
from lobanalysis.analysis.groups import ALL, ALL_LABEL
from lobanalysis.errors import AnalysisError

COLUMNS = ["variable", "group", "group_label", "population", "n", "share"]


def count_response(
    interviewed: pd.Series, register: pd.Series, variable: str, classes: Sequence[tuple[str, str, str]]
) -> pd.DataFrame:
    """Return for each class the schools in the register, those interviewed, and their share.

    Parameters
    ----------
    interviewed, register : Series
        Class per interviewed school, and per school of the register.
    classes : sequence of (value, id, label)
        In the order of the rows.

    Raises
    ------
    AnalysisError
        When more schools were interviewed than the register has.

    Examples
    --------
    >>> kinds = pd.Series(["ROC", "ROC", "AOC"])
    >>> count_response(kinds[:1], kinds, "kind", [("ROC", "roc", "Roc")])["share"].tolist()
    [0.5]
    """
    rows = []
    for value, identifier, label in classes:
        population, n = int((register == value).sum()), int((interviewed == value).sum())
        if n > population:
            raise AnalysisError(
                f"response by {variable}", f"{n} interviews, {population} schools in the register"
            )
        rows.append([variable, identifier, label, population, n, estimate_share(n, population)])
    return pd.DataFrame(rows, columns=COLUMNS)


def count_total_response(interviewed: int, population: int) -> pd.DataFrame:
    """Return the row of the whole response.

    Examples
    --------
    >>> count_total_response(44, 60)["n"].tolist()
    [44]
    """
    row = ["total", ALL, ALL_LABEL, population, interviewed, estimate_share(interviewed, population)]
    return pd.DataFrame([row], columns=COLUMNS)
