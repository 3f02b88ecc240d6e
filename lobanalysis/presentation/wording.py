"""Dutch words for numbers: percentages, number words, lists and labels in the middle of a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

NUMBER_WORDS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip

# Names keep their capital inside a sentence.
PROPER_NAMES = ("College van Bestuur", "Google", "Nederland", "Ministerie van OCW")

UNITS = {
    "all_schools": ("school", "scholen"),
    "asked_schools": ("bevraagde school", "bevraagde scholen"),
    "mentions": ("vermelding", "vermeldingen"),
    "domains": ("domein", "domeinen"),
}

GROUP_VARIABLES = {
    "all": "Alle scholen",
    "level": "Niveau van de gesprekspartner",
    "kind": "Soort instelling",
    "region": "Regio",
    "size": "Omvang",
    "total": "Totaal",
}


def format_number(value: float, decimals: int = 0) -> str:
    """Return a number the Dutch way: a comma before the decimals, a point between thousands.

    Examples
    --------
    >>> format_number(1.64, 1), format_number(12345)
    ('1,6', '12.345')
    """
    rounded = Decimal(repr(float(value))).quantize(Decimal(10) ** -decimals, rounding=ROUND_HALF_UP)
    text = f"{rounded:,.{decimals}f}"
    text = text.replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.removeprefix("-") if not re.search("[1-9]", text) else text


def format_percent(share: float) -> str:
    """Return a share (0–1) in whole percents; only exactly none is 0% and only exactly all is 100%.

    Examples
    --------
    >>> format_percent(18 / 44), format_percent(499 / 500), format_percent(1 / 500)
    ('41%', 'meer dan 99%', 'minder dan 1%')
    """
    percent = math.floor(share * 100 + 0.5 + 1e-9)
    if percent == 0 and share > 0:
        return "minder dan 1%"
    if percent == 100 and share < 1:
        return "meer dan 99%"
    return f"{percent}%"


def format_number_word(number: int) -> str:
    """Return a number as a Dutch word up to twenty, in digits above it.

    Examples
    --------
    >>> format_number_word(18), format_number_word(44)
    ('achttien', '44')
    """
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else format_number(number)


def format_count(n: int, share: float) -> str:
    """Return a count with its share, as beside a bar.

    Examples
    --------
    >>> format_count(18, 18 / 44)
    '18 (41%)'
    """
    return f"{format_number(n)} ({format_percent(share)})"


def format_unit(number: int, base_kind: str = "all_schools") -> str:
    """Return a base with its unit.

    Examples
    --------
    >>> format_unit(44), format_unit(1), format_unit(112, "mentions")
    ('44 scholen', '1 school', '112 vermeldingen')
    """
    singular, plural = UNITS.get(base_kind, UNITS["all_schools"])
    return f"{format_number(number)} {singular if number == 1 else plural}"


def format_label(label: str) -> str:
    """Return a label as it stands inside a sentence: a small letter, unless it is a name or an abbreviation.

    Examples
    --------
    >>> labels = ("Coach", "SLB-er", "College van Bestuur", "(Strategisch) adviseur")
    >>> [format_label(label) for label in labels]
    ['coach', 'SLB-er', 'College van Bestuur', '(strategisch) adviseur']
    """
    if label.startswith(PROPER_NAMES):
        return label
    start = re.match(r"[^\w]*", label).end()
    word = re.split(r"[\s\-/]", label[start:], maxsplit=1)[0]
    if word.startswith("IJ"):
        return label[:start] + "ij" + label[start + 2 :]
    if sum(letter.isupper() for letter in word) > 1:
        return label
    return label[:start] + label[start : start + 1].lower() + label[start + 1 :]


def capitalise(text: str) -> str:
    """Return a phrase with a capital, as at the beginning of a sentence.

    Examples
    --------
    >>> capitalise("één school"), capitalise("ijkpunt")
    ('Eén school', 'IJkpunt')
    """
    if text.startswith("één"):
        return "Eén" + text[3:]
    if text.startswith("ij"):
        return "IJ" + text[2:]
    return text[:1].upper() + text[1:]


def format_list(items: Iterable[str], word: str = "en") -> str:
    """Return items as a Dutch enumeration.

    Examples
    --------
    >>> format_list(["a", "b", "c"])
    'a, b en c'
    """
    items = list(items)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def format_counted_list(items: Iterable[tuple[str, int]]) -> str:
    """Return labels with their counts as an enumeration.

    Examples
    --------
    >>> format_counted_list([("SLB-er", 18), ("Coach", 8)])
    'SLB-er (18) en coach (8)'
    """
    return format_list(f"{format_label(label)} ({format_number(n)})" for label, n in items)
