"""The state of a cell: answered, negative, not applicable, unknown, or referring to another answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pandas as pd
import regex
from pydantic import Field as Setting

from lobanalysis.intake.cell_patterns import CellPattern, compile_pattern, fit_compiled, fit_start, fit_whole
from lobanalysis.intake.instrument import Field, Instrument
from lobanalysis.intake.settings import Strict, read_settings
from lobanalysis.paths import Project

# The same name may stand in several patterns, which cannot be joined then.
GROUP_NAME = re.compile(r"\(\?P<\w+>")
STATES = ("answered", "negative", "not_applicable", "unknown", "refers")


class StateRule(Strict):
    """Patterns that give a state; `types` and `fields` limit where `start` patterns count."""

    state: Literal["negative", "not_applicable", "unknown"]
    reason: str
    whole: tuple[CellPattern, ...] = ()
    start: tuple[CellPattern, ...] = ()
    types: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class References(Strict):
    """Patterns of references to another answer."""

    whole: tuple[CellPattern, ...] = ()
    start: tuple[CellPattern, ...] = ()


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
    special = compile_special(field, rules)
    texts = cells.tolist()
    known = {
        text: find_state(text, field, instrument, rules)
        for text in set(texts)
        if fit_compiled(special, normalise_cell(text))
    }
    found = [known.get(text, ("answered", "")) for text in texts]
    return pd.DataFrame(found, columns=["state", "refers_to"], index=cells.index)


def compile_special(field: Field, rules: StateRules) -> regex.Pattern[str]:
    """Return a pattern that matches every cell of a field that is more than answered: most cells are not.

    Looking for all rules at once saves trying them one by one.
    """
    scoped = [rule for rule in rules.rules if _is_in_scope(field, rule)]
    whole = [pattern for rule in (*rules.rules, rules.references) for pattern in rule.whole]
    start = [pattern for rule in (*scoped, rules.references) for pattern in rule.start]
    parts = [rf"(?:{pattern})\Z" for pattern in whole] + [f"(?:{pattern})" for pattern in start]
    return compile_pattern("|".join(GROUP_NAME.sub("(?:", part) for part in parts) or r"(?!)")


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
        match = fit_whole(pattern, text)
        if match and (target := find_target(match, field, instrument)) is not None:
            return "refers", target
    for pattern in rules.references.start:
        if match := fit_start(pattern, text):
            return "answered", find_target(match, field, instrument) or ""
    return "answered", ""


def find_target(match: regex.Match[str], field: Field, instrument: Instrument) -> str | None:
    """Return the field that a reference points to: the question or part named, or the field before.

    A named question with several fields, or one that does not exist, gives an empty text: no guess. A letter
    alone that is no part of the field's own question gives None: it is an answer ("zie b" among options).
    """
    answers = instrument.answers
    number, part = (match.groupdict().get(name) for name in ("number", "part"))
    if number or part:
        return _find_named(number or str(field.question), part or "", field, instrument) or (
            "" if number else None
        )
    place = [other.id for other in answers].index(field.id)
    return answers[place - 1].id if place else ""


def _find_named(number: str, part: str, field: Field, instrument: Instrument) -> str:
    """Return the one field of a question and part; of several that in the own row of the grid."""
    named = [
        other.id
        for other in instrument.answers
        if str(other.question) == number and other.id.endswith(part) and other.id != field.id
    ]
    own = field.id[:-1] + part
    if part and own in named:
        return own
    return named[0] if len(named) == 1 else ""


def resolve_references(states: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the states with chains followed: what refers to a mere reference refers to the end of it.

    Parameters
    ----------
    states : dict
        Per field id a frame with `state` and `refers_to`, all with the same index.
    """
    resolved = {field: frame.copy() for field, frame in states.items()}
    for frame in resolved.values():
        targets = zip(frame.index, frame["refers_to"].tolist(), strict=True)
        frame["refers_to"] = [target and _follow(states, row, target) for row, target in targets]
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
    return _is_in_scope(field, rule) and any(fit_start(pattern, text) for pattern in rule.start)


def _is_in_scope(field: Field, rule: StateRule) -> bool:
    """Tell whether the beginning of an answer to this field counts for a rule."""
    return field.type in rule.types or field.id in rule.fields


def _follow(states: dict[str, pd.DataFrame], row: object, target: str) -> str:
    """Return the end of a chain of references that starts at `target`."""
    seen: set[str] = set()
    while target and target not in seen and states[target].at[row, "state"] == "refers":
        seen.add(target)
        target = states[target].at[row, "refers_to"]
    return target
