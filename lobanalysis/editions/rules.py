"""Why a sentence cannot stand in an edition: what it needs is hidden, withheld or not true there."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from lobanalysis.editions.words import FIGURE, NUMBER, QUOTES, STATEMENT

VARIABLE = re.compile(r"\{\{<\s*var\s+(\S+)\s*>\}\}")
REFERENCE = re.compile(r"@((?:fig|tbl|citaten)-[\w-]*\w)")
CLAIM = re.compile(r"\]\{([^}]*\.claim\b[^}]*)\}")
IDENTIFIER = re.compile(r"#([\w.:-]+)")


@dataclass(frozen=True)
class Rules:
    """What an edition has: variables, the figures withheld with the reason, and the claims that fail."""

    variables: Mapping[str, Any]
    withheld: Mapping[str, str] = field(default_factory=dict)
    failed: Collection[str] = ()

    def find_reason(self, text: str) -> str:
        """Return why a text cannot stand in the edition; "" when it can.

        Examples
        --------
        >>> Rules({"n": {"scholen": "26"}}).find_reason("Bij {{< var n.scholen >}} scholen.")
        ''
        >>> Rules({}, {"fig-a": "te weinig"}).find_reason("Zie @fig-a.")
        'verwijst naar een figuur of tabel die in deze editie ontbreekt'
        """
        if not all(has_variable(self.variables, key) for key in VARIABLE.findall(text)):
            return NUMBER
        if any(label in self.withheld for label in REFERENCE.findall(text)):
            return FIGURE
        return STATEMENT if find_claims(text) & set(self.failed) else ""

    def find_withheld(self, label: str) -> str:
        """Return why what a cell shows stays away; "" when it is shown."""
        return QUOTES if label.startswith("citaten-") else self.withheld.get(label, "")


def has_variable(variables: Mapping[str, Any], key: str) -> bool:
    """Return whether there is a text under a dotted key.

    Examples
    --------
    >>> has_variable({"a": {"n": "3"}}, "a.n"), has_variable({"a": {"n": "3"}}, "a")
    (True, False)
    """
    value: Any = variables
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return isinstance(value, str)


def find_claims(text: str) -> set[str]:
    """Return the claims that a text makes.

    Examples
    --------
    >>> find_claims("[De meeste scholen doen dit]{.claim #evalueren}, zegt men.")
    {'evalueren'}
    """
    return {name for attributes in CLAIM.findall(text) for name in IDENTIFIER.findall(attributes)}
