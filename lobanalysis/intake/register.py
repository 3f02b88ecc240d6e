"""The register of schools: the population that the interviews come from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from lobanalysis.errors import SourceError, shorten
from lobanalysis.intake.semicolons import read_semicolons
from lobanalysis.intake.wave import SizeClass, Wave

if TYPE_CHECKING:
    import pandera.pandas as pa

KINDS = ["ROC", "AOC", "Vakinstelling"]
COLUMNS = ("brin", "naam", "plaats", "provincie", "regio", "soort", "studenten")
MOST_STUDENTS = 1_000_000


@cache
def make_schema() -> pa.DataFrameSchema:
    """Return what a register is; pandera is loaded here, since it takes a while."""
    import pandera.pandas as pa

    checks = {
        "brin": pa.Column(str, pa.Check.str_matches(r"^\d{2,3}[A-Z]{1,2}$"), unique=True),
        "naam": pa.Column(str, pa.Check.str_length(min_value=2)),
        "plaats": pa.Column(str, pa.Check.str_length(min_value=2)),
        "provincie": pa.Column(str),
        "regio": pa.Column(str, pa.Check.str_matches(r"^.*[A-Za-z0-9]")),
        "soort": pa.Column(str, pa.Check.isin(KINDS)),
        "studenten": pa.Column(int, pa.Check.in_range(0, MOST_STUDENTS), coerce=True),
    }
    return pa.DataFrameSchema({name: checks[name] for name in COLUMNS}, strict=True, index=pa.Index(int))


def read_register(wave: Wave) -> pd.DataFrame:
    """Return the schools of the population: brin, naam, plaats, provincie, regio, soort, studenten, grootte.

    `grootte` is the size class of `wave.yml`. The number of rows is the population.

    Raises
    ------
    SourceError
        When the file is missing, or rows are not what they should be (all named).
    """
    import pandera.errors

    try:
        register = make_schema().validate(read_register_texts(wave), lazy=True)
    except pandera.errors.SchemaErrors as error:
        where, columns = locate_register(wave), ";".join(COLUMNS)
        raise SourceError(where, _describe_failures(error), f"columns {columns}") from error
    classes = [find_size_class(students, wave.size_classes) for students in register["studenten"]]
    return register.assign(grootte=classes)


def read_register_texts(wave: Wave) -> pd.DataFrame:
    """Return the register as it stands in the file: all text, its columns checked, its values not.

    Raises
    ------
    SourceError
        When the file is missing or has other columns.
    """
    return read_semicolons(wave.locate(wave.register_file), locate_register(wave), COLUMNS)


def locate_register(wave: Wave) -> str:
    """Return what messages call the register."""
    return f"data/{wave.wave}/{wave.register_file}"


def find_size_class(students: int, classes: tuple[SizeClass, ...]) -> str:
    """Return the id of the first class whose upper limit lies above `students`.

    Examples
    --------
    >>> classes = SizeClass(id="klein", label="k", below=5000), SizeClass(id="groot", label="g")
    >>> find_size_class(5000, classes)
    'groot'
    """
    return next(size.id for size in classes if size.below is None or students < size.below)


def _describe_failures(error: pa.errors.SchemaErrors) -> str:
    """Return columns and row numbers of what failed, without values."""
    cases = error.failure_cases
    parts = [
        f"column '{column}', row(s) {shorten(sorted(set(failed['index'].dropna().astype(int) + 2)))}"
        for column, failed in cases.groupby("column", dropna=False)
    ]
    return "; ".join(parts)
