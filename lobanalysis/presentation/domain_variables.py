"""The variables of one domain: each code, all together, the ranks and the lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lobanalysis.presentation.quantity_words import QuantityWord, format_hidden, format_quantity
from lobanalysis.presentation.wording import (
    format_counted_list,
    format_label,
    format_list,
    format_number,
    format_number_word,
    format_percent,
)

Variables = dict[str, "str | Variables"]


def format_share_words(numbers: Mapping, words: Sequence[QuantityWord]) -> Variables:
    """Return a count in all its forms: n, pct, telwoord, woord, van and, where it has one, label.

    Parameters
    ----------
    numbers : mapping
        n, base, share and optionally label; a hidden count has n None and its class as shown_as.

    Examples
    --------
    >>> table = [QuantityWord(0, 0, "geen"), QuantityWord(0, 1, "enkele scholen"), QuantityWord(1, 1, "alle")]
    >>> format_share_words({"n": 18, "base": 44, "share": 18 / 44, "label": "Coach"}, table)["van"]
    '18 van de 44'
    """
    label = {"label": format_label(numbers["label"])} if numbers.get("label") else {}
    if numbers["n"] is None:
        text = numbers.get("shown_as") or "niet getoond"
        hidden = dict.fromkeys(("n", "pct", "telwoord", "van"), text)
        return {**hidden, "woord": format_hidden(text), **label}
    n, base = int(numbers["n"]), int(numbers["base"])
    return {
        "n": format_number(n),
        "pct": format_percent(numbers["share"]),
        "telwoord": format_number_word(n),
        "woord": format_quantity(n, base, words),
        "van": f"{format_number(n)} van de {format_number(base)}",
        **label,
    }


def format_domain(numbers: Mapping, words: Sequence[QuantityWord]) -> Variables:
    """Return the variables of a domain.

    Parameters
    ----------
    numbers : mapping
        basis, bevraagd, vermeldingen, gemiddeld, alle, codes (id → n, base, share, label) and ranks (ids
        with at least one school, most mentioned first, excluding codes left out).
    """
    codes = numbers["codes"]
    ranked = [codes[code] for code in numbers["ranks"]]
    return {
        **{code: format_share_words(row, words) for code, row in codes.items()},
        "alle": format_share_words(numbers["alle"] | {"label": ""}, words),
        **{name: format_number(numbers[name]) for name in ("basis", "bevraagd", "vermeldingen")},
        "gemiddeld": format_number(numbers["gemiddeld"], 1),
        **{f"rang{place}": format_share_words(row, words) for place, row in enumerate(ranked, start=1)},
        **format_lists(ranked),
    }


def format_lists(ranked: Sequence[Mapping]) -> Variables:
    """Return all codes, the three and four most mentioned, and the others, as enumerations.

    Codes with as many schools as the last of the most mentioned belong to them, so a list may be longer.
    The names that end in `_aangehaald` have each label between quotation marks.
    """
    variables = {"lijst": format_rows(ranked), "lijst_labels": format_labels(ranked)}
    for most in (3, 4):
        top = take_top(ranked, most)
        rest = ranked[len(top) :]
        variables |= {f"top{most}": format_rows(top), f"top{most}_labels": format_labels(top)}
        variables |= {
            f"top{most}_aangehaald": format_list(map(format_quoted_row, top)),
            f"top{most}_labels_aangehaald": format_list(f"‘{format_label(row['label'])}’" for row in top),
        }
        end = "" if most == 3 else f"{most}"
        variables |= {f"rest{end}": format_rows(rest), f"rest{end}_labels": format_labels(rest)}
    return variables


def take_top(ranked: Sequence[Mapping], most: int) -> Sequence[Mapping]:
    """Return the first rows up to the count of row `most`, equal counts included.

    Examples
    --------
    >>> len(take_top([{"n": 9}, {"n": 5}, {"n": 5}, {"n": 1}], 2))
    3
    """
    if len(ranked) <= most:
        return ranked
    return [row for row in ranked if row["n"] >= ranked[most - 1]["n"]]


def format_rows(rows: Sequence[Mapping]) -> str:
    """Return labels with their counts as an enumeration."""
    return format_counted_list((row["label"], row["n"]) for row in rows)


def format_quoted_row(row: Mapping) -> str:
    """Return a label between quotation marks, with its count.

    Examples
    --------
    >>> format_quoted_row({"label": "Beperkte facilitering", "n": 22})
    '‘beperkte facilitering’ (22)'
    """
    return f"‘{format_label(row['label'])}’ ({format_number(row['n'])})"


def format_labels(rows: Sequence[Mapping]) -> str:
    """Return labels as an enumeration."""
    return format_list(format_label(row["label"]) for row in rows)
