"""What one tie after the other narrows is never narrower than what integer programming finds."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lobanalysis.analysis.attack import Published, find_determined_cells, find_limits, list_bounds, list_ties
from lobanalysis.analysis.disclosure import Cell
from lobanalysis.analysis.ties import Link, tighten

LINKS = (Link({0: -1, 1: -1, 2: 1}), Link({0: 1, 2: -1}), Link({0: 1, 1: 1, 2: -1}, 1))


@st.composite
def made_up_tables(draw):
    """A table of two codes and "either of them" by two or three groups, each count in a class around it."""
    bases = draw(st.lists(st.integers(5, 9), min_size=2, max_size=3))
    first = [draw(st.integers(0, base)) for base in bases]
    second = [draw(st.integers(0, base)) for base in bases]
    either = [
        draw(st.integers(max(pair), min(sum(pair), base)))
        for *pair, base in zip(first, second, bases, strict=True)
    ]
    rows = [first, second, either]
    width = st.integers(0, 3)
    cells = [
        [
            Cell(max(n - draw(width), 0), min(n + draw(width), base), "", "x")
            for n, base in zip(row, bases, strict=True)
        ]
        for row in rows
    ]
    return np.array(rows), Published(cells, [sum(row) for row in rows], bases, links=LINKS)


@given(made_up_tables())
@settings(deadline=None, max_examples=60)
def test_no_table_that_fits_lies_outside_the_narrower_bounds(made_up):
    rows, table = made_up
    low, high = tighten(list_bounds(table), list_ties(table))
    assert ((low <= rows) & (rows <= high)).all()
    for row, column in ((0, 0), (2, 1)):
        least, most = find_limits(table, row, column)
        assert low[row, column] <= least <= most <= high[row, column]


def test_a_sum_that_leaves_one_value_is_found_without_a_program():
    cells = [[Cell(0, 2, "", "x"), Cell(0, 9, "", "x")], [Cell(0, 9, "", "x"), Cell(9, 9, "9")]]
    low, high = tighten(*(lambda t: (list_bounds(t), list_ties(t)))(Published(cells, [3, 12], [5, 10], 2)))
    assert low.tolist() == high.tolist() == [[2, 1], [3, 9]]


@given(made_up_tables())
@settings(deadline=None, max_examples=60)
def test_a_table_that_is_known_to_fit_saves_time_and_changes_nothing(made_up):
    rows, table = made_up
    assert find_determined_cells(table, [rows]) == find_determined_cells(table)
