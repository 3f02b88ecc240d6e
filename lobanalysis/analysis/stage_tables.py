"""Reading the tables of earlier stages, all cells as text."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from lobanalysis.errors import SourceError


def read_stage_table(path: Path) -> pd.DataFrame:
    """Return a table of an earlier stage, all cells as text.

    Raises
    ------
    SourceError
        When it was not made yet.
    """
    if not path.is_file():
        raise SourceError(
            f"{path.parent.name}/{path.name}", "table of an earlier stage is missing", hint="lobanalysis run"
        )
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
