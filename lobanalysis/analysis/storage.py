"""Writing the tables of the analysis: all are made first, then each is put in place whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from lobanalysis.errors import StorageError
from lobanalysis.files import describe_refusal, write_file


def write_tables(
    folder: Path,
    tables: Mapping[str, pd.DataFrame],
    numbers: Mapping[str, object],
    editions: Mapping[str, Mapping[str, object]] | None = None,
) -> None:
    """Write every table (name without `.csv`, with its sub-folder), the numbers, and those of each edition.

    Tables of an earlier run that are not made any more are removed from the sub-folders.

    Raises
    ------
    StorageError
        When the disk is full or a folder cannot be written.
    """
    texts = {f"{name}.csv": format_csv(table) for name, table in tables.items()}
    texts["numbers.json"] = format_json(numbers)
    texts |= {f"numbers/{name}.json": format_json(content) for name, content in (editions or {}).items()}
    try:
        for name, text in texts.items():
            write_text(folder / name, text)
        remove_others(folder, set(texts))
    except OSError as error:
        what, hint = describe_refusal(error)
        raise StorageError(f"build/{folder.parent.name}/tables", what, hint=hint) from error


def format_csv(table: pd.DataFrame) -> str:
    """Return a table as CSV text, with the same bytes on every system.

    Examples
    --------
    >>> format_csv(pd.DataFrame({"n": [18], "share": [0.5]}))
    'n,share\\n18,0.5\\n'
    """
    return table.to_csv(index=False, lineterminator="\n")


def format_json(numbers: Mapping[str, object]) -> str:
    """Return nested numbers as JSON text.

    Examples
    --------
    >>> format_json({"n": 18})
    '{\\n "n": 18\\n}\\n'
    """
    return json.dumps(numbers, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write_text(path: Path, text: str) -> None:
    """Write a text file beside its place and move it there; an equal file stays as it is."""
    if path.is_file() and path.read_bytes() == text.encode("utf-8"):
        return
    write_file(path, text)


def remove_others(folder: Path, names: set[str]) -> None:
    """Remove the tables of an earlier run from the sub-folders that only this stage writes."""
    for part in ("result/*.csv", "combinations/*.csv", "numbers/*.json"):
        for path in folder.glob(part):
            if path.relative_to(folder).as_posix() not in names:
                path.unlink()
