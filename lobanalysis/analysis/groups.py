"""The groups that results are broken down by, as `wave.yml` defines them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from lobanalysis.errors import AnalysisError

ALL = "all"
ALL_LABEL = "Alle scholen"


@dataclass(frozen=True)
class Group:
    """A group of interviewed schools; `population` counts its schools in the register, if that is known."""

    variable: str
    id: str
    label: str
    interviews: tuple[str, ...]
    population: int | None = None

    @property
    def base(self) -> int:
        """Number of interviewed schools in the group."""
        return len(self.interviews)


def join_small(sizes: Mapping[str, int], minimum: int) -> list[tuple[str, ...]]:
    """Return the values in groups, so that each group has at least `minimum` interviews.

    As long as a group is too small, the smallest is joined with the next smallest; among equals the
    alphabet decides. The rule sees sizes and names only, so that it cannot depend on an answer.

    Parameters
    ----------
    sizes : mapping
        Value to number of interviews.

    Examples
    --------
    >>> join_small({"Noord": 9, "Oost": 3, "West": 8}, minimum=5)
    [('Noord',), ('Oost', 'West')]
    """
    parts = [(value,) for value in sorted(sizes)]

    def order(part: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
        return sum(sizes[value] for value in part), part

    while len(parts) > 1 and order(min(parts, key=order))[0] < minimum:
        first, second, *others = sorted(parts, key=order)
        parts = [*others, tuple(sorted((*first, *second)))]
    return sorted(parts)


def format_names(names: Sequence[str]) -> str:
    """Return names as a Dutch enumeration.

    Examples
    --------
    >>> format_names(["Noord", "Oost", "Zuid"])
    'Noord, Oost en Zuid'
    """
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last


def format_group_id(label: str) -> str:
    """Return a label as an identifier of lower-case letters, digits and underscores.

    Examples
    --------
    >>> format_group_id("Noord en Oost")
    'noord_en_oost'
    """
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")


def find_groups(
    variable: str,
    definitions: Iterable[tuple[str, str, tuple[str, ...]]],
    values: pd.Series,
    register: pd.Series | None = None,
) -> list[Group]:
    """Return the groups of a variable with their interviews, in the order of the definitions.

    Parameters
    ----------
    variable : str
        For instance "kind".
    definitions : iterable of (id, label, members)
        The values that belong to each group.
    values : Series
        Value per interview, indexed by interview_id.
    register : Series, optional
        Value per school of the register; without it the size of the population is not known.

    Raises
    ------
    AnalysisError
        When an interview belongs to no group or to two, or a group has no interview.

    Examples
    --------
    >>> values = pd.Series({"i-1": "ROC", "i-2": "AOC"})
    >>> groups = find_groups("kind", [("roc", "Roc", ("ROC",)), ("aoc", "Aoc", ("AOC",))], values)
    >>> [(group.id, group.base) for group in groups]
    [('roc', 1), ('aoc', 1)]
    """
    definitions = list(definitions)
    check_definitions(variable, definitions, values)
    return [
        Group(
            variable,
            identifier,
            label,
            tuple(sorted(values.index[values.isin(members)])),
            None if register is None else int(register.isin(members).sum()),
        )
        for identifier, label, members in definitions
    ]


def check_definitions(
    variable: str, definitions: Sequence[tuple[str, str, tuple[str, ...]]], values: pd.Series
) -> None:
    """Raise AnalysisError unless the groups divide the interviews completely and once.

    Examples
    --------
    >>> check_definitions("kind", [("roc", "Roc", ("ROC",))], pd.Series({"i-1": "ROC"}))
    """
    where = f"wave.yml, groups, {variable}"
    members = [member for _, _, part in definitions for member in part]
    outside = int((~values.isin(members)).sum())
    if outside:
        hint = "groups by a code need all interviews coded in its domain"
        raise AnalysisError(
            where, f"{outside} interview(s) belong to no group", "every value in one group", hint
        )
    if len(members) != len(set(members)):
        raise AnalysisError(where, "a value belongs to two groups", "every value in one group")
    empty = [identifier for identifier, _, part in definitions if not values.isin(part).any()]
    if empty:
        raise AnalysisError(where, f"no interview in {', '.join(empty)}", hint="join it with another group")


def define_joined(values: pd.Series, minimum: int) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return definitions for `find_groups` with small values joined, named after what they join.

    Raises
    ------
    AnalysisError
        When two of them would have the same id, or one would have none.

    Examples
    --------
    >>> define_joined(pd.Series(["Oost", "Noord", "Noord"]), minimum=2)
    [('noord_en_oost', 'Noord en Oost', ('Noord', 'Oost'))]
    """
    parts = join_small(values.value_counts().to_dict(), minimum)
    labels = [format_names(part) for part in parts]
    ids = [format_group_id(label) for label in labels]
    if "" in ids or len(set(ids)) < len(ids):
        what = "joined values have no name of their own in letters and digits"
        raise AnalysisError("wave.yml, groups", what, hint="name the values in the register differently")
    return list(zip(ids, labels, parts, strict=True))
