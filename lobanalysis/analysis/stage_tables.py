"""Reading the tables of earlier stages, all cells as text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from lobanalysis.errors import SourceError


def read_stage_table(path: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Return a table of an earlier stage, all cells as text; all its columns, or these.

    Raises
    ------
    SourceError
        When it was not made yet.
    """
    if not path.is_file():
        raise SourceError(
            f"{path.parent.name}/{path.name}", "table of an earlier stage is missing", hint="lobanalysis run"
        )
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8", usecols=columns)
