"""Which counts of a group are shown, and what is shown instead: primary and complementary suppression.

A count of a group is shown when 3 <= n <= base - 3. The rest is a class. For the classes
not to overlap a group needs at least 2 x 3 - 1 = 5 schools. National totals are published as
they are, so a hidden count must not follow from the total and the counts beside it, nor from the sizes of
the groups in a single-choice question, nor from knowing these rules.

What is shown of a row (one code, all groups of one variable) is therefore chosen for a *block* of possible
rows at once: all rows of the block look the same, and each hidden count differs somewhere in the block.
Whoever knows the rule learns the block and no more.

Two rows cannot be hidden: a code that no school has, and one that all schools have. Their national total
says it for each group. They are left out of the check, and nothing else is.

Sources: design.md section 11; A. Hundepool et al. (2012), Statistical Disclosure Control, Wiley, chapter 4
(tables: primary and secondary suppression, attack by interval); R. Wong et al. (2007), Minimality attack in
privacy preserving data publishing, VLDB 543-554 (why the rule itself must not tell).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lobanalysis.analysis.classes import FEW, HIDDEN, NEARLY_ALL, SOME
from lobanalysis.analysis.lookalikes import has_lookalikes

SMALL = "klein aantal"
FOLLOWS = "zou een klein aantal verraden"
MINIMUM = 3


@dataclass(frozen=True)
class Cell:
    """What a reader is told about one count: it lies in low..high, and `text` says so."""

    low: int
    high: int
    text: str
    reason: str = ""

    @property
    def shown(self) -> bool:
        """Whether the count itself is shown."""
        return not self.reason


def show_count(n: int) -> Cell:
    """Return a cell that shows the count.

    Examples
    --------
    >>> show_count(18).text
    '18'
    """
    return Cell(n, n, str(n))


def hide_count(low: int, high: int, base: int, minimum: int = MINIMUM) -> Cell:
    """Return a cell with the narrowest class that holds low..high, whole.

    Examples
    --------
    >>> hide_count(0, 2, base=18).text, hide_count(4, 6, base=18).text, hide_count(2, 5, base=18).text
    ('minder dan 3', '3 of meer', 'niet getoond')
    """
    few = FEW.replace("3", str(minimum))
    if high < minimum:
        return Cell(0, min(minimum - 1, base), few, SMALL)
    if low > base - minimum:
        return Cell(max(base - minimum + 1, 0), base, NEARLY_ALL, SMALL)
    if low >= minimum:
        return Cell(minimum, base, SOME.replace("3", str(minimum)), FOLLOWS)
    return Cell(0, base, HIDDEN, FOLLOWS)


def is_safe(n: int, base: int, minimum: int = MINIMUM) -> bool:
    """Return whether a count may be shown by itself: neither small, nor nearly all.

    Examples
    --------
    >>> is_safe(3, 18), is_safe(2, 18), is_safe(16, 18)
    (True, False, False)
    """
    return minimum <= n <= base - minimum


def suppress_row(counts: Sequence[int], bases: Sequence[int], minimum: int = MINIMUM) -> list[Cell]:
    """Return what is shown of one code over all groups of one variable, given its published total.

    Parameters
    ----------
    counts, bases : sequence of int
        Schools with the code, and all schools, per group; at least two groups, in their fixed order.

    Examples
    --------
    >>> [cell.text for cell in suppress_row([10, 8], [18, 26])]
    ['10', '8']
    >>> [cell.text for cell in suppress_row([1, 17], [18, 26])]
    ['minder dan 3', '3 of meer']
    """
    if len(counts) == 2:
        return suppress_pair(*counts, *bases, minimum)
    if not has_lookalikes(sum(counts), tuple(bases), minimum):
        return hide_row(counts, bases, minimum)
    hidden = [
        index for index, pair in enumerate(zip(counts, bases, strict=True)) if not is_safe(*pair, minimum)
    ]
    if not hidden or (len(hidden) > 1 and is_open(counts, bases, hidden, minimum)):
        return show_all_but(counts, bases, hidden, minimum)
    if len(hidden) == 1 and has_partner(counts, bases, hidden[0], minimum):
        return show_all_but(counts, bases, [hidden[0], find_partner(hidden[0], len(counts))], minimum)
    return hide_row(counts, bases, minimum)


def suppress_pair(first: int, second: int, base_a: int, base_b: int, minimum: int = MINIMUM) -> list[Cell]:
    """Return what is shown of one code over two groups; the total leaves one free number, the first count.

    Its possible values fall into three blocks: those where both counts may be shown, those below, those
    above; or, when no value allows to show both, one block. A hidden row says only which block it is in.

    Examples
    --------
    >>> [cell.text for cell in suppress_pair(0, 3, 18, 26)]
    ['niet getoond', 'niet getoond']
    """
    total = first + second
    low, high = max(0, total - base_b), min(base_a, total)
    safe_low, safe_high = low + minimum, high - minimum
    if safe_low <= first <= safe_high:
        return [show_count(first), show_count(second)]
    if safe_low <= safe_high:
        low, high = (low, safe_low - 1) if first < safe_low else (safe_high + 1, high)
    return [
        hide_count(low, high, base_a, minimum),
        hide_count(total - high, total - low, base_b, minimum),
    ]


def is_open(
    counts: Sequence[int], bases: Sequence[int], hidden: Sequence[int], minimum: int = MINIMUM
) -> bool:
    """Return whether the small counts leave each other room, given what their sum must be.

    All at the lowest end of their class, or all at the highest, would follow from the sum.

    Examples
    --------
    >>> is_open([0, 0, 9], [9, 9, 26], hidden=[0, 1]), is_open([0, 1, 9], [9, 9, 26], hidden=[0, 1])
    (False, True)
    """
    cells = [hide_count(counts[index], counts[index], bases[index], minimum) for index in hidden]
    total = sum(counts[index] for index in hidden)
    return sum(cell.low for cell in cells) < total < sum(cell.high for cell in cells)


def find_partner(index: int, groups: int) -> int:
    """Return the group that is hidden along with a single hidden one: the next in the fixed order.

    Examples
    --------
    >>> find_partner(2, groups=3)
    0
    """
    return (index + 1) % groups


def has_partner(counts: Sequence[int], bases: Sequence[int], index: int, minimum: int = MINIMUM) -> bool:
    """Return whether hiding the next group along with this one leaves at least two possibilities for both.

    Examples
    --------
    >>> has_partner([1, 8, 9], [9, 18, 18], index=0), has_partner([0, 3, 9], [9, 18, 18], index=0)
    (True, False)
    """
    partner = find_partner(index, len(counts))
    cell = hide_count(counts[index], counts[index], bases[index], minimum)
    both = counts[index] + counts[partner]
    possible = [n for n in range(cell.low, cell.high + 1) if is_safe(both - n, bases[partner], minimum)]
    return len(possible) > 1


def show_all_but(
    counts: Sequence[int], bases: Sequence[int], hidden: Sequence[int], minimum: int = MINIMUM
) -> list[Cell]:
    """Return the row with the class of each hidden count, and the other counts themselves.

    Examples
    --------
    >>> [cell.text for cell in show_all_but([1, 8, 9], [9, 18, 18], hidden=[0, 1])]
    ['minder dan 3', '3 of meer', '9']
    """
    return [
        hide_count(n, n, base, minimum) if index in hidden else show_count(n)
        for index, (n, base) in enumerate(zip(counts, bases, strict=True))
    ]


def hide_row(counts: Sequence[int], bases: Sequence[int], minimum: int = MINIMUM) -> list[Cell]:
    """Return the row without any count: nothing but what its total says of every group.

    Examples
    --------
    >>> [cell.text for cell in hide_row([0, 0, 4], [9, 9, 26])]
    ['niet getoond', 'niet getoond', 'niet getoond']
    """
    total, everyone = sum(counts), sum(bases)
    return [hide_count(max(0, total - everyone + base), min(base, total), base, minimum) for base in bases]
