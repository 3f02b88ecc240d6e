"""The state of a cell: answered, negative, not applicable, unknown, or referring to another answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import regex
from pydantic import AfterValidator
from pydantic import Field as Setting

from lobanalysis.errors import SourceError
from lobanalysis.intake.instrument import Field, Instrument
from lobanalysis.intake.settings import Strict, read_settings
from lobanalysis.paths import Project

LONGEST_STATE = 2000  # a cell that is longer than this says something
SECONDS = 2.0  # a pattern that takes longer on such a text would never end on another
FILE = "data/toestanden.yml"
STATES = ("answered", "negative", "not_applicable", "unknown", "refers")


def check_pattern(pattern: str) -> str:
    """Return a pattern when it is a regular expression; raise `ValueError` when it is none."""
    try:
        regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError) as error:
        raise ValueError("a pattern is no regular expression") from error
    return pattern


Pattern = Annotated[str, Setting(max_length=300), AfterValidator(check_pattern)]


class StateRule(Strict):
    """Patterns that give a state; `types` and `fields` limit where `start` patterns count."""

    state: Literal["negative", "not_applicable", "unknown"]
    reason: str
    whole: tuple[Pattern, ...] = ()
    start: tuple[Pattern, ...] = ()
    types: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class References(Strict):
    """Patterns of references to another answer."""

    whole: tuple[Pattern, ...] = ()
    start: tuple[Pattern, ...] = ()


class StateRules(Strict):
    """All of `data/toestanden.yml`."""

    rules: tuple[StateRule, ...]
    references: References = Setting(default_factory=References)


def read_state_rules(project: Project) -> StateRules:
    """Return the reviewed list of cell states.

    Raises
    ------
    SourceError
        When `data/toestanden.yml` is missing or not valid.
    """
    return read_settings(Path(project.root) / "data" / "toestanden.yml", StateRules)


def find_states(cells: pd.Series, field: Field, instrument: Instrument, rules: StateRules) -> pd.DataFrame:
    """Return for each cell of one field its `state` and the field it `refers_to` (or an empty text)."""
    found = [find_state(cell, field, instrument, rules) for cell in cells]
    return pd.DataFrame(found, columns=["state", "refers_to"], index=cells.index)


def find_state(cell: str, field: Field, instrument: Instrument, rules: StateRules) -> tuple[str, str]:
    """Return the state of one cell and the id of the field it refers to.

    A cell that only refers has the state `refers`; one that refers and goes on is `answered` and keeps
    the reference too.
    """
    text = normalise_cell(cell)
    for rule in rules.rules:
        if _fits_rule(text, field, rule):
            return rule.state, ""
    for pattern in rules.references.whole:
        if match := fit_whole(pattern, text):
            return "refers", find_target(match, field, instrument)
    for pattern in rules.references.start:
        if match := fit_start(pattern, text):
            return "answered", find_target(match, field, instrument)
    return "answered", ""


def fit_whole(pattern: str, text: str) -> regex.Match[str] | None:
    """Return the match of a pattern with a whole cell; a long cell is an answer.

    Raises
    ------
    SourceError
        When the pattern does not come to an end.
    """
    if len(text) > LONGEST_STATE:
        return None
    try:
        return regex.fullmatch(pattern, text, timeout=SECONDS)
    except TimeoutError as error:
        raise describe_endless() from error


def fit_start(pattern: str, text: str) -> regex.Match[str] | None:
    """Return the match of a pattern with the beginning of a cell; raises as `fit_whole` does."""
    try:
        return regex.match(pattern, text[:LONGEST_STATE], timeout=SECONDS)
    except TimeoutError as error:
        raise describe_endless() from error


def describe_endless() -> SourceError:
    """Return the error of a pattern that goes on trying."""
    what = "a pattern takes too long on an answer"
    return SourceError(FILE, what, "no repetition within a repetition", "write the pattern simpler")


def find_target(match: regex.Match[str], field: Field, instrument: Instrument) -> str:
    """Return the field that a reference points to: the question named, or the field before.

    A named question with several fields, or one that does not exist, gives an empty text: no guess.
    """
    answers = instrument.answers
    if number := match.groupdict().get("number"):
        targets = [other.id for other in answers if str(other.question) == number and other.id != field.id]
        return targets[0] if len(targets) == 1 else ""
    place = [other.id for other in answers].index(field.id)
    return answers[place - 1].id if place else ""


def resolve_references(states: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the states with chains followed: what refers to a mere reference refers to the end of it.

    Parameters
    ----------
    states : dict
        Per field id a frame with `state` and `refers_to`, all with the same index.
    """
    resolved = {field: frame.copy() for field, frame in states.items()}
    for frame in resolved.values():
        frame["refers_to"] = [_follow(states, row, target) for row, target in frame["refers_to"].items()]
    return resolved


def normalise_cell(cell: str) -> str:
    """Return a cell in lower case with plain quotes, single spaces and no full stop at the end.

    Examples
    --------
    >>> normalise_cell(" Zie  vraag 4. ")
    'zie vraag 4'
    """
    plain = cell.casefold().replace("’", "'").replace("‘", "'").replace("…", "...")
    return " ".join(plain.split()).rstrip(". ")


def _fits_rule(text: str, field: Field, rule: StateRule) -> bool:
    """Tell whether a text fits the whole of a pattern, or begins with one where that counts."""
    if any(fit_whole(pattern, text) for pattern in rule.whole):
        return True
    in_scope = field.type in rule.types or field.id in rule.fields
    return in_scope and any(fit_start(pattern, text) for pattern in rule.start)


def _follow(states: dict[str, pd.DataFrame], row: object, target: str) -> str:
    """Return the end of a chain of references that starts at `target`."""
    seen: set[str] = set()
    while target and target not in seen and states[target].at[row, "state"] == "refers":
        seen.add(target)
        target = states[target].at[row, "refers_to"]
    return target
