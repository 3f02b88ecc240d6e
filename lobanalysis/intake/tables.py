"""The tables that the intake leaves behind: their schemas, and writing them all or not at all."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from lobanalysis.errors import PrivacyError, StorageError
from lobanalysis.files import describe_refusal
from lobanalysis.intake.register import KINDS
from lobanalysis.intake.states import STATES
from lobanalysis.table_text import format_rows

ANSWERS = "answers"
INTERVIEWS = pa.DataFrameSchema(
    {
        "interview_id": pa.Column(str, pa.Check.str_matches(r"^i-[0-9a-f]{8}$"), unique=True),
        "wave": pa.Column(str),
        "school_id": pa.Column(str, pa.Check.str_matches(r"^s-[0-9a-f]{8}$")),
        "timestamp": pa.Column(str, pa.Check.str_matches(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$"), unique=True),
        "interview_date": pa.Column(str, pa.Check.str_matches(r"^(\d{4}-\d\d-\d\d)?$")),
        "date_source": pa.Column(str, pa.Check.isin(["stated", "derived", "missing", "impossible"])),
        "kind": pa.Column(str, pa.Check.isin(KINDS)),
        "size_class": pa.Column(str),
        "region": pa.Column(str),
    },
    strict=True,
    ordered=True,
)
ANSWER = pa.DataFrameSchema(
    {
        "interview_id": pa.Column(str, unique=True),
        "state": pa.Column(str, pa.Check.isin(STATES)),
        "text": pa.Column(str),
        "refers_to": pa.Column(str),
    },
    strict=True,
    ordered=True,
)
ACCOUNT = pa.DataFrameSchema(
    {
        "row": pa.Column(int, unique=True),
        "outcome": pa.Column(str, pa.Check.isin(["counted", "test", "superseded"])),
        "reason": pa.Column(str, pa.Check.str_length(min_value=5)),
    },
    strict=True,
    ordered=True,
)


def check_table(table: pd.DataFrame, schema: pa.DataFrameSchema, name: str) -> pd.DataFrame:
    """Return `table` when it fits `schema`.

    Raises
    ------
    PrivacyError
        When it does not: a wrong table could hold what it should not. Columns are named, no values.
    """
    try:
        return schema.validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        columns = sorted({str(column) for column in error.failure_cases["column"]})
        raise PrivacyError(f"table {name}", f"column(s) {', '.join(columns)} are not as declared") from None


def format_csv(table: pd.DataFrame) -> str:
    r"""Return a table of texts and whole numbers as CSV text: comma, `\n`, no index."""
    columns = table.columns.tolist()
    return format_rows([columns, *take_rows(table.astype(str), columns)])


def take_rows(table: pd.DataFrame, columns: list[str]) -> list[tuple]:
    """Return the values of some columns row by row."""
    return list(zip(*(table[column].tolist() for column in columns), strict=True))


def format_json(values: dict[str, object]) -> str:
    """Return values as JSON text with sorted keys."""
    return json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write_tables(folder: Path, tables: dict[str, str]) -> None:
    """Write all texts below `folder` by their relative names, beside first and then in place.

    Answers of fields that are no longer there are removed. When writing fails nothing has changed.

    Raises
    ------
    StorageError
        When the folder cannot be written or the disk is full.
    """
    beside = folder / ".intake-new"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        for name, text in tables.items():
            target = beside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        for name in tables:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(beside / name, folder / name)
        for old in find_stale_answers(folder, tables):
            old.unlink()
    except OSError as error:
        what, hint = describe_refusal(error)
        raise StorageError("/".join(folder.parts[-3:]), what, hint=hint) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def find_stale_answers(folder: Path, tables: dict[str, str]) -> list[Path]:
    """Return the answer files below `folder` that are not among `tables`."""
    return sorted(path for path in (folder / ANSWERS).glob("*.csv") if f"{ANSWERS}/{path.name}" not in tables)
