"""What holds of suppression for any table: hidden counts cannot be recovered."""

from collections import defaultdict
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lobanalysis.analysis.attack import (
    Link,
    Published,
    find_determined_cells,
    find_fitting,
    find_limits,
)
from lobanalysis.analysis.disclosure import Cell, suppress_row
from lobanalysis.analysis.suppression import add_rest, suppress_table

bases_of_groups = st.lists(st.integers(5, 26), min_size=2, max_size=5)


@st.composite
def rows(draw, size=None):
    bases = draw(
        bases_of_groups if size is None else st.lists(st.integers(5, 26), min_size=size, max_size=size)
    )
    extreme = [st.sampled_from([0, 1, 2, base, base - 1, base - 2]) | st.integers(0, base) for base in bases]
    return [draw(values) for values in extreme], bases


@st.composite
def choices(draw):
    """A single-choice table: the columns add up to the bases, or leave some schools without a code."""
    bases = draw(st.lists(st.integers(5, 20), min_size=2, max_size=4))
    codes = draw(st.integers(2, 4))
    columns = []
    for base in bases:
        cuts = sorted(draw(st.lists(st.integers(0, base), min_size=codes - 1, max_size=codes - 1)))
        columns.append([b - a for a, b in zip([0, *cuts], [*cuts, base], strict=True)])
    return [list(row) for row in zip(*columns, strict=True)], bases


@settings(max_examples=200, deadline=None)
@given(rows())
def test_no_hidden_count_of_a_row_follows_from_its_total(row):
    counts, bases = row
    cells, _ = suppress_table([counts], bases)
    assert find_determined_cells(Published(cells, [sum(counts)], bases)) == []


@settings(max_examples=200, deadline=None)
@given(rows())
def test_what_is_shown_of_a_count_is_true(row):
    counts, bases = row
    for n, base, cell in zip(counts, bases, suppress_row(counts, bases), strict=True):
        assert cell.low <= n <= cell.high
        assert not cell.shown or 3 <= n <= base - 3


@settings(max_examples=40, deadline=None)
@given(choices())
def test_no_hidden_count_of_a_single_choice_follows_from_totals_and_bases(table):
    counts, bases = table
    cells, _ = suppress_table(counts, bases, single_choice=True)
    every = add_rest(counts, bases)
    rest = [Cell(0, base, "niet getoond", "x") for base in bases]
    table = Published([*cells, rest], [sum(row) for row in every], bases, complete=len(every))
    assert find_determined_cells(table) == []


@settings(max_examples=40, deadline=None)
@given(rows(), st.data())
def test_no_hidden_count_follows_from_an_indicator_of_either_code(row, data):
    first, bases = row
    second = [data.draw(st.integers(0, base)) for base in bases]
    either = [
        data.draw(st.integers(max(a, b), min(a + b, base)))
        for a, b, base in zip(first, second, bases, strict=True)
    ]
    links = [Link({0: 1, 2: -1}), Link({1: 1, 2: -1}), Link({0: -1, 1: -1, 2: 1})]
    counts = [first, second]
    cells, shown = suppress_table(counts, bases, indicators=[either], links=links)
    table = Published([*cells, *shown], [sum(first), sum(second), sum(either)], bases, links=links)
    safe = [(2, column) for column, base in enumerate(bases) if 3 <= either[column] <= base - 3]
    small = [place for place in find_determined_cells(table) if place not in safe]
    assert small == []


@given(rows())
def test_suppressing_twice_is_suppressing_once(row):
    counts, bases = row
    once = suppress_row(counts, bases)
    assert suppress_row(counts, bases) == once
    shown = [n if cell.shown else None for n, cell in zip(counts, once, strict=True)]
    assert [cell.text for cell in once if cell.shown] == [str(n) for n in shown if n is not None]


@settings(max_examples=60, deadline=None)
@given(st.lists(rows(size=3), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_codes_is_irrelevant(table, random):
    bases = table[0][1]
    counts = [[min(n, base) for n, base in zip(row, bases, strict=True)] for row, _ in table]
    order = list(range(len(counts)))
    random.shuffle(order)
    plain, _ = suppress_table(counts, bases)
    shuffled, _ = suppress_table([counts[i] for i in order], bases)
    assert shuffled == [plain[i] for i in order]


def find_betrayed(bases, count_cells):
    """Attack with knowledge of the rule: suppress every possible row, and compare those that look alike."""
    alike = defaultdict(list)
    for counts in product(*(range(base + 1) for base in bases)):
        cells = count_cells(counts)
        look = (sum(counts), tuple((cell.text, cell.low, cell.high) for cell in cells))
        alike[look].append((counts, cells))
    betrayed = []
    for (total, _), members in alike.items():
        if total in (0, sum(bases)):
            continue
        for column in range(len(bases)):
            values = {counts[column] for counts, _ in members}
            if not members[0][1][column].shown and len(values) == 1:
                betrayed.append((total, members[0][0], column))
    return betrayed


@pytest.mark.parametrize("bases", [(5, 5), (5, 9), (18, 26), (30, 14), (12, 32)])
def test_knowing_the_rule_does_not_give_a_hidden_count_of_two_groups(bases):
    assert find_betrayed(bases, lambda counts: suppress_row(counts, bases)) == []


@pytest.mark.parametrize("bases", [(5, 5, 5), (5, 6, 9), (9, 9, 10), (7, 12, 14), (6, 6, 7, 8)])
def test_knowing_the_rule_does_not_give_a_hidden_count_of_more_groups(bases):
    assert find_betrayed(bases, lambda counts: suppress_row(counts, bases)) == []


def test_the_attack_by_knowing_the_rule_finds_what_class_and_total_betray():
    def naive(counts):
        return [Cell(0, 2, "minder dan 3", "klein") if n < 3 else Cell(n, n, str(n)) for n in counts]

    assert find_betrayed((9, 9), naive)


def test_limits_of_the_attack_equal_those_of_trying_every_table():
    bases, totals = [6, 7], [5, 3, 5]
    counts = [[4, 1], [1, 2], [1, 4]]
    cells = [[Cell(0, base, "niet getoond", "x") for base in bases] for _ in counts]
    cells[0] = [Cell(3, 6, "3 of meer", "x"), Cell(0, 2, "minder dan 3", "x")]
    table = Published(cells, totals, bases, complete=3)
    fits = [
        column
        for column in product(range(7), repeat=3)
        if sum(column) == 6
        and all(
            cell[0].low <= n <= cell[0].high and cell[1].low <= total - n <= cell[1].high
            for n, total, cell in zip(column, totals, cells, strict=True)
        )
    ]
    for row in range(3):
        values = [column[row] for column in fits]
        assert find_limits(table, row, 0) == (min(values), max(values))


def test_limits_are_of_whole_schools_where_halves_would_go_further():
    pairs = [Link({first: 1, second: 1}, 1) for first, second in [(0, 1), (1, 2), (0, 2)]]
    cells = [[Cell(0, 5, "niet getoond", "x")] * 2] * 3
    table = Published(cells, [5, 5, 4], [5, 5], links=pairs)  # no two counts of a group exceed its five

    found = find_fitting(table, np.array([[-1, 0]] * 3))

    assert found[:, 0].sum() == 7  # with halves of schools it would be 7.5
    assert found.sum(axis=1).tolist() == [5, 5, 4]
    assert all(
        found[a, group] + found[b, group] <= 5 for a, b in [(0, 1), (1, 2), (0, 2)] for group in (0, 1)
    )
