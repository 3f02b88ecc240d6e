"""The variables of indicators with their definition, and of the numbers that the report works by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lobanalysis.presentation.domain_variables import Variables, format_share_words
from lobanalysis.presentation.quantity_words import QuantityWord
from lobanalysis.presentation.wording import format_number, format_number_word, format_percent


def format_indicators(indicators: Mapping, words: Sequence[QuantityWord]) -> Variables:
    """Return the derived indicators, nested by the points in their id."""
    variables: Variables = {}
    for name, numbers in indicators.items():
        *parents, last = name.split(".")
        place = variables
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = format_share_words(numbers, words) | format_definition(numbers)
    return variables


def format_definition(numbers: Mapping) -> Variables:
    """Return how many of how many codes an indicator needs, in words; nothing when that is not known.

    Examples
    --------
    >>> format_definition({"at_least": 2, "of": 7})
    {'ten_minste': 'ten minste twee', 'of_meer': 'twee of meer', 'uit': 'zeven'}
    """
    if "at_least" not in numbers:
        return {}
    least = format_number_word(numbers["at_least"])
    return {
        "ten_minste": f"ten minste {least}",
        "of_meer": f"{least} of meer",
        "uit": format_number_word(numbers["of"]),
    }


def format_rules(rules: Mapping) -> Variables:
    """Return the numbers that the report works by, as phrases.

    Examples
    --------
    >>> format_rules({"minimum": 3, "difference": 0.15, "confidence": 0.95})["verschil"]
    'ten minste 15 procentpunt'
    """
    if not rules:
        return {}
    return {
        "minimum": f"ten minste {format_number_word(rules['minimum'])}",
        "verschil": f"ten minste {format_number(rules['difference'] * 100)} procentpunt",
        "betrouwbaarheid": format_percent(rules["confidence"]),
    }
