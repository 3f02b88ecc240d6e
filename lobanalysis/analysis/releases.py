"""What earlier releases showed, and what that adds to what a reader knows.

A release never goes away: who kept it can hold it beside the present one. Its ledger, a file
`data/<wave>/uitgaven/<date>.csv`, has a row for each count by group, hidden ones included, and the national
totals. A reader is taken to assume that nothing changed but what the totals show: a row with the same total
has the same counts; one that grew by two has two schools more somewhere and none less.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from lobanalysis.analysis.attack_record import FOLDER
from lobanalysis.analysis.disclosure import Cell
from lobanalysis.analysis.groups import ALL
from lobanalysis.analysis.known import Earlier, Knowledge
from lobanalysis.analysis.study import Study
from lobanalysis.errors import SourceError, UsageError

COLUMNS = ["indicator", "group_variable", "group", "n", "base", "shown_as", "reason"]


@dataclass(frozen=True)
class Release:
    """An earlier release: its name and its ledger."""

    name: str
    ledger: pd.DataFrame


def make_ledger(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the ledger of the present tables: every count of all schools and of groups, shown or not."""
    parts = [table for name, table in sorted(tables.items()) if name.startswith("result/")]
    frame = pd.concat(parts, ignore_index=True)
    return frame.loc[frame["base_kind"] == "all_schools", COLUMNS].reset_index(drop=True)


def read_last_release(folder: Path) -> Release | None:
    """Return the last release by name (names are dates), or None when there was none.

    Raises
    ------
    SourceError
        When its file has other columns.
    """
    paths = sorted((folder / FOLDER).glob("*.csv"))
    if not paths:
        return None
    frame = pd.read_csv(paths[-1], dtype=str, keep_default_na=False, encoding="utf-8")
    if list(frame.columns) != COLUMNS:
        raise SourceError(f"{FOLDER}/{paths[-1].name}", "has other columns", ",".join(COLUMNS))
    return Release(paths[-1].stem, frame)


def check_name(name: str) -> None:
    """Raise when a name is not a date: releases are ordered by their names.

    Raises
    ------
    UsageError
        Naming what a name looks like.
    """
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", name):
        raise UsageError("release", "is no date", "yyyy-mm-dd")


def find_earlier(study: Study, known: Knowledge, rows: Sequence[str | None], release: Release) -> Knowledge:
    """Return the knowledge with what the release adds about the counts of these rows."""
    from lobanalysis.analysis.knowledge import read_cell

    ledger = release.ledger
    found: list[Earlier] = []
    for number, name in enumerate(rows):
        own = ledger[ledger["indicator"] == name] if name else ledger.head(0)
        national = own[own["group_variable"] == ALL]
        if national.empty:
            continue
        change = known.totals[number] - int(national["n"].iloc[0])
        cells = {
            (item.group_variable, item.group): read_cell(item.n, item.shown_as, int(item.base))
            for item in own[own["group_variable"] != ALL].itertuples()
            if item.group in known.bases.get(item.group_variable, {})
        }
        if is_consistent(known, number, cells, change):
            found += [Earlier((number, *place), cell.low, cell.high, change) for place, cell in cells.items()]
    return replace(known, earlier=tuple(found))


def is_consistent(known: Knowledge, row: int, cells: dict[tuple[str, str], Cell], change: int) -> bool:
    """Return whether all counts of a row can have changed the way that its total did, and no more."""
    for (variable, group), then in cells.items():
        now = known.cells.get((row, variable, group))
        if now is None:
            continue
        least, most = min(change, 0), max(change, 0)
        if now.high - then.low < least or now.low - then.high > most:
            return False
    return True


def write_ledger(path: Path, ledger: pd.DataFrame) -> None:
    """Write a ledger as CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ledger.to_csv(path, index=False, lineterminator="\n", encoding="utf-8", quoting=csv.QUOTE_MINIMAL)
