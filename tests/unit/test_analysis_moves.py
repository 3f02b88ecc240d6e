"""Small changes to a table: only those that fit are found, and they vary what can be varied."""

import numpy as np

from lobanalysis.analysis.moves import find_neighbours, list_moves
from lobanalysis.analysis.ties import Link, make_ties

START = np.array([[1, 2], [4, 5]])
FREE = (np.zeros((2, 2), dtype=int), np.full((2, 2), 9))


def make_row_totals(*totals, links=()):
    return make_ties(totals, (9, 9), 0, links)


def test_every_move_changes_one_row_or_two():
    assert set(np.abs(list_moves(4)).sum(axis=1)) == {1, 2}


def test_neighbours_keep_the_total_of_each_row():
    found = find_neighbours(START, FREE, make_row_totals(3, 9))
    assert found and all(table.sum(axis=1).tolist() == [3, 9] for table in found)


def test_a_count_that_is_shown_is_not_moved():
    shown = (np.array([[1, 2], [0, 0]]), np.array([[1, 2], [9, 9]]))
    found = find_neighbours(START, shown, make_row_totals(3, 9))
    assert all(table[0].tolist() == [1, 2] for table in found)
    assert {table[1, 0] for table in found} != {4}


def test_a_tie_between_rows_lets_both_move_together():
    equal = (Link({0: 1, 1: -1}), Link({0: -1, 1: 1}))
    start = np.array([[1, 2], [1, 2]])
    found = find_neighbours(start, FREE, make_row_totals(3, 3, links=equal))
    assert found and all((table[0] == table[1]).all() for table in found)


def test_in_a_single_choice_the_columns_keep_their_schools():
    found = find_neighbours(START, FREE, make_ties((3, 9), (5, 7), 2, ()))
    assert found and all(table.sum(axis=0).tolist() == [5, 7] for table in found)


def test_nothing_is_found_where_nothing_can_move():
    fixed = np.array([[1, 2]])
    assert find_neighbours(fixed, (fixed, fixed), make_ties((3,), (9, 9), 0, ())) == []
