"""Small changes to a table: only those that fit are found, and they vary what can be varied."""

import numpy as np

from lobanalysis.analysis.moves import find_neighbours, list_moves

FREE = (np.array([0, 0, 0, 0]), np.array([9, 9, 9, 9]))
ROW_TOTALS = np.array([[1, 1, 0, 0], [0, 0, 1, 1]])


def test_every_move_keeps_the_total_of_each_row():
    assert (list_moves(3, 4).reshape(-1, 3, 4).sum(axis=2) == 0).all()


def test_neighbours_keep_what_ties_the_counts():
    start = np.array([[1, 2], [4, 5]])
    found = find_neighbours(start, FREE, (ROW_TOTALS, np.array([3, 9]), np.array([3, 9])))
    assert found and all(table.sum(axis=1).tolist() == [3, 9] for table in found)


def test_a_count_that_is_shown_is_not_moved():
    shown = (np.array([1, 2, 0, 0]), np.array([1, 2, 9, 9]))
    found = find_neighbours(
        np.array([[1, 2], [4, 5]]), shown, (ROW_TOTALS, np.array([3, 9]), np.array([3, 9]))
    )
    assert all(table[0].tolist() == [1, 2] for table in found)
    assert {table[1, 0] for table in found} != {4}


def test_a_tie_between_rows_lets_both_move_together():
    ties = np.vstack([ROW_TOTALS, [1, 0, -1, 0]])
    start = np.array([[1, 2], [1, 5]])
    found = find_neighbours(start, FREE, (ties, np.array([3, 6, 0]), np.array([3, 6, 0])))
    assert found and all(table[0, 0] == table[1, 0] for table in found)


def test_nothing_is_found_where_nothing_can_move():
    fixed = (np.array([1, 2]), np.array([1, 2]))
    assert (
        find_neighbours(np.array([[1, 2]]), fixed, (np.array([[1, 1]]), np.array([3]), np.array([3]))) == []
    )
