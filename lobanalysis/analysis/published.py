"""The figures that the report published, recomputed: does each come out?"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from lobanalysis.analysis.counts import count_schools, find_schools_with
from lobanalysis.analysis.groups import format_names
from lobanalysis.analysis.published_file import Figure
from lobanalysis.coding.codebook import Codebook, Domain

COLUMNS = [
    "id", "chapter", "statement", "test", "base", "published", "low", "high", "computed", "value_text",
    "outcome", "remark",
]  # fmt: skip

# The report does not say which base these figures took; the second base is that of this indicator.
SECOND_BASES = {"P19": "evaluatie.geevalueerd"}
AT_LEAST = {1: "ten minste één", 2: "ten minste twee", 3: "ten minste drie"}


@dataclass(frozen=True)
class Outcome:
    """What a figure came to: a number (or none, for a top group), in words, and whether it holds."""

    computed: float | None
    value_text: str
    holds: bool


def check_figures(
    figures: list[Figure], codebook: Codebook, membership: Mapping[str, pd.DataFrame], schools: int
) -> pd.DataFrame:
    """Return each published figure with what it comes to now and whether that lies in its range.

    Parameters
    ----------
    figures : list of Figure
        As `read_figures` returned them.
    membership : mapping
        Domain to which school has which code.
    schools : int
        Number of interviewed schools.

    Examples
    --------
    >>> check_figures(figures, codebook, membership, 44)["outcome"].all()        # doctest: +SKIP
    True
    """
    rows = []
    for figure in figures:
        outcome = recompute(figure, codebook, membership, schools)
        statement = format_statement(figure, codebook)
        remark = format_second_base(figure, codebook, membership)
        rows.append([
            figure.id, figure.chapter, statement, figure.test, figure.base, figure.published, figure.low,
            figure.high, outcome.computed, outcome.value_text, outcome.holds, remark,
        ])  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def recompute(
    figure: Figure, codebook: Codebook, membership: Mapping[str, pd.DataFrame], schools: int
) -> Outcome:
    """Return what a figure comes to with the codes of now."""
    if not figure.domain:
        return Outcome(schools, f"{schools} scholen", lies_within(schools, figure))
    domain = codebook.domain(figure.domain)
    measure: Callable[[Figure, Domain, pd.DataFrame], Outcome] = MEASURES[figure.test]
    return measure(figure, domain, membership[domain.id])


def measure_count(figure: Figure, domain: Domain, membership: pd.DataFrame) -> Outcome:
    """Return the number of schools with at least so many of the codes."""
    n = count_figure(figure, domain, membership)
    return Outcome(n, format_of(n, len(membership)), lies_within(n, figure))


def measure_share(figure: Figure, domain: Domain, membership: pd.DataFrame) -> Outcome:
    """Return the share of the schools with at least so many of the codes."""
    n = count_figure(figure, domain, membership)
    share = n / len(membership)
    return Outcome(share, format_of(n, len(membership)), lies_within(share, figure))


def measure_top_group(figure: Figure, domain: Domain, membership: pd.DataFrame) -> Outcome:
    """Return whether the k most mentioned codes are exactly these; codes as "geen" stand apart.

    A tie at the border fails: then the top group is not these codes alone.
    """
    counts = count_schools(membership)[list(domain.open_codes)]
    inside = counts[list(figure.codes)].sort_values(ascending=False, kind="stable")
    outside = counts.drop(list(figure.codes)).sort_values(ascending=False, kind="stable")
    holds = outside.empty or inside.min() > outside.max()
    labels = {code.id: code.label for code in domain.codes}
    text = ", ".join(f"{labels[code]} ({n})" for code, n in inside.items())
    rest = "" if outside.empty else f"; daarna {labels[outside.index[0]]} ({outside.iloc[0]})"
    return Outcome(None, text + rest, bool(holds))


MEASURES = {"aantal": measure_count, "aandeel": measure_share, "topgroep": measure_top_group}


def list_codes(figure: Figure, domain: Domain) -> list[str]:
    """Return the codes of a figure; none written out means any code but the excluding ones."""
    return list(figure.codes or domain.open_codes)


def count_figure(figure: Figure, domain: Domain, membership: pd.DataFrame) -> int:
    """Return the number of schools with at least so many of the figure's codes."""
    return int(find_schools_with(membership, list_codes(figure, domain), figure.at_least).sum())


def lies_within(value: float, figure: Figure) -> bool:
    """Return whether a value lies in the figure's range, its limits included."""
    return bool(figure.low - 1e-9 <= value <= figure.high + 1e-9)


def count_second_base(
    figure: Figure, codebook: Codebook, membership: Mapping[str, pd.DataFrame]
) -> tuple[int, int] | None:
    """Return count and base of a figure among the schools of its second base, if it has one."""
    chosen = [each for each in codebook.indicators if each.id == SECOND_BASES.get(figure.id)]
    if not chosen:
        return None
    base = find_schools_with(membership[chosen[0].domain], chosen[0].codes, chosen[0].at_least)
    domain = codebook.domain(figure.domain)
    holds = find_schools_with(membership[domain.id], list_codes(figure, domain), figure.at_least)
    return int((holds & base).sum()), int(base.sum())


def format_second_base(figure: Figure, codebook: Codebook, membership: Mapping[str, pd.DataFrame]) -> str:
    """Return the remark on a figure's second base; empty when it has none."""
    counts = count_second_base(figure, codebook, membership)
    if counts is None:
        return ""
    return f"Met de scholen die lob evalueren als basis: {format_of(*counts)}"


def format_statement(figure: Figure, codebook: Codebook) -> str:
    """Return what a figure says, composed from the labels of its domain and codes."""
    if not figure.domain:
        return "Aantal gesproken scholen"
    domain = codebook.domain(figure.domain)
    labels = [f"‘{code.label}’" for code in domain.codes if code.id in figure.codes]
    if figure.test == "topgroep":
        return f"{domain.label}: het meest {format_names(labels)}"
    if not figure.codes:
        return f"{domain.label}: {AT_LEAST.get(figure.at_least, f'ten minste {figure.at_least}')} genoemd"
    if len(labels) == 1:
        return f"{domain.label}: {labels[0]}"
    number = AT_LEAST.get(figure.at_least, f"ten minste {figure.at_least}")
    return f"{domain.label}: {number} van {format_names(labels)}"


def format_of(n: int, base: int) -> str:
    """Return a count with its base and whole percentage.

    Examples
    --------
    >>> format_of(40, 44)
    '40 van 44 (91%)'
    """
    percent = math.floor(100 * n / base + 0.5) if base else 0
    return f"{n} van {base} ({percent}%)"
