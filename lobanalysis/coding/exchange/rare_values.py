"""Background variables of schools, in groups too large to tell which school it is."""

from __future__ import annotations

HIDDEN = "niet getoond"
Values = dict[str, tuple[str, ...]]


def hide_rare_values(values: Values, minimum: int, position: int = 0) -> Values:
    """Return the values of each case with rare ones hidden: each row that is left has `minimum` cases.

    The variables are taken in their order: within each group of the first, the second is looked at, and so
    on. Values of too few cases are joined under `HIDDEN`; where these are too few together, the smallest
    other joins them, so that nothing follows by subtraction (k-anonymity after Sweeney 2002, by joining).

    Examples
    --------
    >>> hide_rare_values({"s-1": ("Noord",), "s-2": ("Noord",), "s-3": ("Zuid",), "s-4": ("Zuid",)}, 2)["s-1"]
    ('Noord',)
    >>> hide_rare_values({"s-1": ("Noord",), "s-2": ("Noord",), "s-3": ("Zuid",)}, 2)["s-1"]
    ('niet getoond',)
    """
    width = len(next(iter(values.values()), ()))
    if position == width:
        return {case: () for case in values}
    shown: Values = {}
    for label, cases in join_rare(group_cases(values, position), minimum).items():
        rest = hide_rare_values({case: values[case] for case in cases}, minimum, position + 1)
        shown |= {case: (label, *rest[case]) for case in cases}
    return shown


def group_cases(values: Values, position: int) -> dict[str, list[str]]:
    """Return the cases of each value of one variable, both sorted."""
    groups: dict[str, list[str]] = {}
    for case in sorted(values):
        groups.setdefault(values[case][position], []).append(case)
    return dict(sorted(groups.items()))


def join_rare(groups: dict[str, list[str]], minimum: int) -> dict[str, list[str]]:
    """Return the groups with those of too few cases joined; every group that is left has enough."""
    by_size = sorted(groups, key=lambda label: (len(groups[label]), label))
    hidden: list[str] = []
    joined: set[str] = set()
    for label in by_size:
        if len(groups[label]) >= minimum and not 0 < len(hidden) < minimum:
            break
        hidden += groups[label]
        joined.add(label)
    kept = {label: cases for label, cases in groups.items() if label not in joined}
    return {**kept, HIDDEN: hidden} if hidden else kept
