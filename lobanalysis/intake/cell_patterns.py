"""Regular expressions that people keep as data, on any cell: they come to an end, or the run stops."""

from __future__ import annotations

from typing import Annotated

import regex
from pydantic import AfterValidator, StringConstraints

from lobanalysis.errors import SourceError

FILE = "data/toestanden.yml"
LONGEST = 2000
"""A cell that is longer than this says something; patterns see no more of it."""
SECONDS = 2.0
"""A pattern that takes longer on such a text would never end on another."""


def compile_pattern(pattern: str) -> regex.Pattern[str]:
    """Return a compiled pattern.

    Raises
    ------
    ValueError
        When it is no regular expression.
    """
    try:
        return regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError) as error:
        raise ValueError("a pattern is no regular expression") from error


def check_pattern(pattern: str) -> str:
    """Return a pattern when it is a regular expression; raise `ValueError` when it is none."""
    compile_pattern(pattern)
    return pattern


CellPattern = Annotated[str, StringConstraints(max_length=300), AfterValidator(check_pattern)]


def fit_whole(pattern: str, text: str) -> regex.Match[str] | None:
    """Return the match of a pattern with a whole cell; a long cell is an answer.

    Raises
    ------
    SourceError
        When the pattern does not come to an end.

    Examples
    --------
    >>> bool(fit_whole("n.?b", "nb")), bool(fit_whole("n.?b", "nb dus"))
    (True, False)
    """
    if len(text) > LONGEST:
        return None
    try:
        return regex.fullmatch(pattern, text, timeout=SECONDS)
    except TimeoutError as error:
        raise describe_endless() from error


def fit_start(pattern: str, text: str) -> regex.Match[str] | None:
    """Return the match of a pattern with the beginning of a cell; raises as `fit_whole` does."""
    return fit_compiled(compile_pattern(pattern), text)


def fit_compiled(pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
    """Return the match of a compiled pattern with the beginning of a cell; raises as `fit_whole` does."""
    try:
        return pattern.match(text[: LONGEST + 1], timeout=SECONDS)
    except TimeoutError as error:
        raise describe_endless() from error


def describe_endless() -> SourceError:
    """Return the error of a pattern that goes on trying."""
    what = "a pattern takes too long on an answer"
    return SourceError(FILE, what, "no repetition within a repetition", "write the pattern simpler")
