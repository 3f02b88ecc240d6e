"""The variables of the agreement of coders: percent, kappa, alpha, and what rules and model make of it."""

from __future__ import annotations

from collections.abc import Mapping

from lobanalysis.presentation.wording import (
    capitalise,
    format_list,
    format_number,
    format_percent,
    format_unit,
)

Variables = dict[str, object]
UNKNOWN = "niet te berekenen"
NO_MACHINES = (
    "Voor de domeinen die de codeurs beiden codeerden, zijn er in deze golf geen regels en geen suggesties "
    "om mee te vergelijken."
)
MACHINES = {"human_rule": "een codeur en de regels", "human_suggestion": "een codeur en de suggesties"}


def format_agreement(agreement: Mapping) -> Variables:
    """Return per domain the agreement of coders: percent, kappa and alpha with interval, and its sizes."""
    return {domain: format_row(row) for domain, row in agreement.items()}


def format_row(row: Mapping) -> Variables:
    """Return the words of one row of the table of agreement.

    Examples
    --------
    >>> format_row({"agreement": 0.9, "kappa": 0.8, "kappa_low": 0.7, "kappa_high": 0.88})["kappa_marge"]
    '0,70 tot 0,88'
    """
    share = row.get("agreement")
    sizes = ("coders", "interviews", "domeinen", "decisions")
    return {
        "pct": format_percent(share) if is_number(share) else UNKNOWN,
        **{name: format_measure(row.get(name)) for name in ("kappa", "alpha", "alpha_sets")},
        "kappa_marge": format_interval(row.get("kappa_low"), row.get("kappa_high")),
        **{name: format_number(int(row[name])) for name in sizes if row.get(name) is not None},
    }


def format_measure(value: object) -> str:
    """Return a measure with two decimals, or that it cannot be computed."""
    return format_number(value, 2) if is_number(value) else UNKNOWN


def format_interval(low: object, high: object) -> str:
    """Return an interval in words, or that it cannot be computed."""
    if not (is_number(low) and is_number(high)):
        return UNKNOWN
    return f"{format_number(low, 2)} tot {format_number(high, 2)}"


def format_pairs(pairs: Mapping) -> Variables:
    """Return the sentence that sets coders against rules and suggestions.

    Examples
    --------
    >>> rows = {"human_rule": {"kappa": 0.6, "domeinen": 2}}
    >>> format_pairs(rows)["zin"]
    'Tussen een codeur en de regels is kappa 0,60 (2 domeinen).'
    """
    parts = [
        f"tussen {name} is kappa {format_measure(pairs[kind].get('kappa'))} "
        f"({format_unit(int(pairs[kind]['domeinen']), 'domains')})"
        for kind, name in MACHINES.items()
        if kind in pairs
    ]
    return {"zin": f"{capitalise(format_list(parts))}." if parts else NO_MACHINES}


def is_number(value: object) -> bool:
    """Return whether a value is a number; empty and "not a number" are none."""
    return isinstance(value, int | float) and value == value
