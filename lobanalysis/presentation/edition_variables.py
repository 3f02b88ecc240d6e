"""The variables of the prose for the edition of one group: only what the edition shows.

What is hidden there has no variable, so that a sentence that needs it cannot be written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lobanalysis.presentation.definition_variables import format_indicators
from lobanalysis.presentation.domain_variables import Variables, format_lists, format_share_words
from lobanalysis.presentation.quantity_words import QuantityWord, read_words
from lobanalysis.presentation.variables import (
    escape_variables,
    format_counts,
    format_notice,
    format_wave,
)
from lobanalysis.presentation.wording import format_label, format_number

# Lists are complete as long as they need no code that is hidden.
LISTS_BY_LENGTH = {
    f"top{most}{part}": most
    for most in (3, 4)
    for part in ("", "_labels", "_aangehaald", "_labels_aangehaald")
}


def format_edition_variables(numbers: Mapping, *, words: Sequence[QuantityWord] | None = None) -> Variables:
    """Return the nested variables of an edition, all values text.

    Parameters
    ----------
    numbers : mapping
        What the analysis wrote as `numbers/<edition>.json`: wave, edition, n, domains, indicators.
    words : sequence of QuantityWord, optional
        By default the table of this project.

    Examples
    --------
    >>> wave = {"jaar": "2020", "titel": "Lob", "periode": "mei 2020", "synthetisch": False}
    >>> edition = {"edition": "kind-roc", "called": "roc's"}
    >>> numbers = {"wave": wave, "edition": edition, "n": {"scholen": 26}, "domains": {}, "indicators": {}}
    >>> format_edition_variables(numbers, words=[])["n"]["scholen"]
    '26'
    """
    words = read_words() if words is None else words
    edition = numbers["edition"]
    shown = {name: row for name, row in numbers["indicators"].items() if row["n"] is not None}
    variables: Variables = {
        "golf": format_wave(numbers["wave"]),
        "melding": {"synthetisch": format_notice(numbers["wave"])},
        "editie": {name: str(text) for name, text in edition.items()},
        "n": format_counts(numbers["n"]) | {"scholen_naam": edition["called"]},
        "i": format_indicators(shown, words),
    }
    for domain, values in numbers["domains"].items():
        variables[domain] = format_edition_domain(values, words, numbers["n"]["scholen"])
    return escape_variables(variables)


def format_edition_domain(numbers: Mapping, words: Sequence[QuantityWord], base: int) -> Variables:
    """Return the variables of a domain: shown codes whole, of hidden ones the label; ranks where known."""
    codes = numbers["codes"]
    ranked = [codes[code] for code in numbers["ranks"]]
    variables: Variables = {code: format_shown(row, words) for code, row in codes.items()}
    if "alle" in numbers:
        variables["alle"] = format_share_words(numbers["alle"] | {"label": ""}, words)
    variables["basis"] = format_number(base)
    variables |= {f"rang{place}": format_share_words(row, words) for place, row in enumerate(ranked, start=1)}
    return variables | choose_lists(format_lists(ranked), len(ranked), numbers["complete"])


def format_shown(row: Mapping, words: Sequence[QuantityWord]) -> Variables:
    """Return a count in all its forms, or of a hidden one only its label.

    Examples
    --------
    >>> format_shown({"n": None, "base": 26, "share": None, "label": "Coach"}, [])
    {'label': 'coach'}
    """
    return {"label": format_label(row["label"])} if row["n"] is None else format_share_words(row, words)


def choose_lists(lists: Mapping[str, str], length: int, complete: bool) -> Variables:
    """Return the enumerations that hold, given how many codes are shown and whether those are all.

    Examples
    --------
    >>> choose_lists({"lijst": "a", "top3": "b", "top4": "c"}, 3, complete=False)
    {'top3': 'b'}
    """
    if complete:
        return dict(lists) if length else {}
    return {name: text for name, text in lists.items() if length >= LISTS_BY_LENGTH.get(name, length + 1)}
