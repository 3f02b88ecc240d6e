"""The ledger of what is not shown, and why: part of each release, telling no more than the tables do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from lobanalysis.analysis.groups import ALL

COLUMNS = ["indicator", "domain", "label", "group_variable", "group_label", "base", "shown_as", "reason"]
COUNTED = ["domain", "group_variable", "cells", "given", "small", "follows"]


def tabulate_hidden(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one row per count of a group that is not shown: its class and the reason.

    Parameters
    ----------
    tables : mapping
        The tables of the stage; the result tables are used.
    """
    frame = join_results(tables)
    return frame.loc[~frame["shown"], COLUMNS].reset_index(drop=True)


def count_hidden(tables: Mapping[str, pd.DataFrame], small: str) -> pd.DataFrame:
    """Return per domain and group variable how many counts there are, are shown, are small, or would tell.

    Parameters
    ----------
    small : str
        The reason of a count that is hidden for being small itself.
    """
    frame = join_results(tables)
    frame = frame.assign(
        cells=1,
        given=frame["shown"],
        small=frame["reason"].eq(small),
        follows=~frame["shown"] & frame["reason"].ne(small),
    )
    numbers = frame.groupby(["domain", "group_variable"], sort=False)[COUNTED[2:]].sum()
    return numbers.astype(int).reset_index()


def join_results(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all result tables that are about groups, codes before indicators."""
    names: Sequence[str] = [name for name in tables if name.startswith("result/")]
    frame = pd.concat([tables[name] for name in names], ignore_index=True)
    return frame[frame["group_variable"] != ALL]
