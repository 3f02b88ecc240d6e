"""Does the attack with all tables at once find exactly what follows, no less and no more?"""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import numpy as np
import pandas as pd
import pytest

from lobanalysis.analysis.attack import Link
from lobanalysis.analysis.attack_record import find_attack_problem
from lobanalysis.analysis.disclosure import Cell, show_count
from lobanalysis.analysis.exchanges import Exchange, find_reached, list_rows
from lobanalysis.analysis.joint_limits import find_joint_limits
from lobanalysis.analysis.known import Earlier, Knowledge
from lobanalysis.analysis.releases import Release, check_name, find_earlier, is_consistent
from lobanalysis.analysis.withheld_rows import add_withheld_rows, check_withheld_rows, read_withheld_rows
from lobanalysis.errors import SourceError, UsageError

BASES = {"level": {"u": 3, "b": 2}, "kind": {"r": 3, "v": 2}}
SCHOOLS = 5


def hide(base, text="niet getoond", reason="zou een klein aantal verraden"):
    return Cell(0, base, text, reason)


def few():
    return Cell(0, 2, "minder dan 3", "klein aantal")


def list_worlds(known, choices):
    """Yield the counts of every cell in each way in which five schools can fit all that is known."""
    atoms = known.atoms
    for where in product(range(len(atoms)), repeat=SCHOOLS):
        if list(where) != sorted(where):
            continue
        for answers in product(choices, repeat=SCHOOLS):
            counts = defaultdict(int)
            for atom, rows in zip(where, answers, strict=True):
                for axis, variable in enumerate(known.bases):
                    counts["size", variable, atoms[atom][axis]] += 1
                    for row in rows:
                        counts[row, variable, atoms[atom][axis]] += 1
            if fits(known, counts, answers):
                yield {place: counts[place] for place in known.cells}


def fits(known, counts, answers):
    sizes = all(
        counts["size", variable, group] == base
        for variable, groups in known.bases.items()
        for group, base in groups.items()
    )
    totals = all(sum(row in rows for rows in answers) == total for row, total in enumerate(known.totals))
    cells = all(cell.low <= counts[place] <= cell.high for place, cell in known.cells.items())
    together = all(
        sum(set(rows) == set(held) for rows in answers) == n
        for held, n in known.combinations
        if held is not None
    )
    return sizes and totals and cells and together


def make_cells(shown):
    """Return the cells of all rows; what is not shown is hidden."""
    return {
        (row, variable, group): shown.get((row, variable, group), hide(base))
        for row in (0, 1)
        for variable, groups in BASES.items()
        for group, base in groups.items()
    }


CASES = {
    "two codes, nothing shown": Knowledge(BASES, [3, 2], make_cells({})),
    "a code within another, by the combinations": Knowledge(
        BASES,
        [3, 2],
        make_cells({(0, "kind", "v"): show_count(0), (0, "kind", "r"): show_count(3)}),
        combinations=[((0,), 1), ((0, 1), 2), ((), 2)],
        codes=2,
    ),
    "two codes that exclude each other": Knowledge(
        BASES, [3, 2], make_cells({(0, "level", "u"): show_count(3)}), apart=[(0, 1)]
    ),
    "a single choice": Knowledge(BASES, [3, 2], make_cells({(0, "level", "u"): show_count(2)}), complete=2),
    "one implies the other": Knowledge(
        BASES, [3, 1], make_cells({(0, "kind", "v"): show_count(0)}), links=[Link({1: 1, 0: -1})]
    ),
}
ALLOWED = {
    "two codes, nothing shown": [(), (0,), (1,), (0, 1)],
    "a code within another, by the combinations": [(), (0,), (1,), (0, 1)],
    "two codes that exclude each other": [(), (0,), (1,)],
    "a single choice": [(0,), (1,)],
    "one implies the other": [(), (0,), (0, 1)],
}


@pytest.mark.parametrize("case", CASES)
def test_limits_equal_those_of_trying_every_way_in_which_five_schools_can_fit(case):
    known = CASES[case]
    worlds = list(list_worlds(known, ALLOWED[case]))
    assert worlds
    for item in find_joint_limits(known):
        values = {world[item.place] for world in worlds}
        if item.determined or len(values) == 1:
            assert {item.low, item.high} == values, item.place
        else:
            assert {item.low, item.high} <= values


def test_a_count_that_only_another_table_betrays_is_found():
    """The level of each school is a code itself; who is executive is an roc, so hidden counts follow."""
    cells = {(0, "kind", "r"): hide(3), (0, "kind", "v"): hide(2)}
    cells |= {(0, "level", "u"): show_count(3), (0, "level", "b"): show_count(0)}
    sizes = {(("level", "u"), ("kind", "r")): show_count(3)}
    found = find_joint_limits(Knowledge(BASES, [3], cells, sizes=sizes))
    assert [(item.place[2], item.low, item.determined) for item in found] == [("r", 3, True), ("v", 0, True)]
    alone = find_joint_limits(Knowledge(BASES, [3], cells))
    assert not any(item.determined for item in alone)


def test_a_small_count_that_is_known_better_than_its_class_is_found():
    cells = {(0, "kind", "r"): few(), (0, "kind", "v"): hide(2)}
    cells |= {(0, "level", "u"): hide(3), (0, "level", "b"): hide(2)}
    known = Knowledge(BASES, [2], cells, sizes={(("level", "u"), ("kind", "r")): show_count(3)})
    assert not any(item.narrowed for item in find_joint_limits(known))
    shown = cells | {(0, "level", "u"): show_count(1), (0, "level", "b"): show_count(1)}
    narrowed = [i for i in find_joint_limits(Knowledge(BASES, [2], shown, sizes=known.sizes)) if i.narrowed]
    assert [(item.place, item.low, item.high) for item in narrowed] == [((0, "kind", "r"), 1, 1)]


@pytest.mark.parametrize(("change", "expected"), [(0, (2, 2)), (1, (2, 3)), (-1, (1, 2))])
def test_a_count_that_an_earlier_release_showed_follows_from_it_and_the_change_of_its_total(change, expected):
    cells = {(0, "kind", group): hide(base) for group, base in BASES["kind"].items()}
    then = [Earlier((0, "kind", "r"), 2, 2, change), Earlier((0, "kind", "v"), 1, 1, change)]
    found = find_joint_limits(Knowledge(BASES, [3 + change], cells, earlier=then))
    assert (found[0].low, found[0].high) == expected


def make_release(total, cells):
    rows = [("d.a", "all", "all", total, 5, str(total), "")]
    rows += [("d.a", "kind", group, n, base, text, "") for group, n, base, text in cells]
    columns = ["indicator", "group_variable", "group", "n", "base", "shown_as", "reason"]
    return Release("2031-01-01", pd.DataFrame(rows, columns=columns).astype(str))


def test_a_count_hidden_now_and_shown_then_is_found_through_the_ledger():
    cells = {(0, "kind", group): hide(base) for group, base in BASES["kind"].items()}
    known = Knowledge(BASES, [3], cells)
    release = make_release(3, [("r", 2, 3, "2"), ("v", 1, 2, "1")])
    found = find_joint_limits(find_earlier(None, known, ["d.a"], release))
    assert [item.determined for item in found] == [True, True]
    other = make_release(3, [("r", "", 3, "niet getoond"), ("v", "", 2, "niet getoond")])
    assert not any(i.determined for i in find_joint_limits(find_earlier(None, known, ["d.a"], other)))


def test_an_earlier_release_that_contradicts_the_present_one_is_no_knowledge():
    known = Knowledge(BASES, [3], {(0, "kind", "r"): show_count(0), (0, "kind", "v"): hide(2)})
    assert not is_consistent(known, 0, {("kind", "r"): show_count(3)}, change=0)


def test_the_name_of_a_release_is_a_date():
    check_name("2031-02-03")
    with pytest.raises(UsageError):
        check_name("eerste")


def test_what_exchanges_reach_fits_and_moves_most_counts():
    random = np.random.default_rng(3)
    codes = random.random((30, 4)) < 0.4
    inside = np.zeros((30, 4), dtype=int)
    inside[np.arange(30), random.integers(2, size=30)] = 1
    inside[np.arange(30), 2 + random.integers(2, size=30)] = 1
    derive = list_rows([([0, 1], 1, []), ([0, 1, 2], 2, [3])], single=False)
    counts = inside.T @ derive(codes).astype(int)
    low, high = np.maximum(counts - 2, 0), counts + 2
    low[0, 0] = high[0, 0] = counts[0, 0]
    reached = find_reached(Exchange(codes, derive, inside, low, high, whole=False, first=2))
    assert (low <= reached[0]).all() and (reached[1] <= high).all()
    assert reached[0][0, 0] == reached[1][0, 0] == counts[0, 0]
    assert (reached[0] < reached[1]).mean() > 0.7


def test_rows_that_are_left_out_are_kept_in_a_file_with_a_reason(tmp_path):
    assert read_withheld_rows(tmp_path) == frozenset()
    add_withheld_rows(tmp_path, {("d.b", "kind"), ("d.a", "kind")})
    add_withheld_rows(tmp_path, {("d.a", "kind"), ("d.a", "level")})
    assert read_withheld_rows(tmp_path) == {("d.a", "kind"), ("d.a", "level"), ("d.b", "kind")}
    with pytest.raises(SourceError, match="no such breakdown: d.b by kind"):
        check_withheld_rows({("d.b", "kind")}, {("d.a", "kind")}, "weggelaten.csv")
    (tmp_path / "weggelaten.csv").write_text("indicator;kenmerk;reden\nd.a;kind;\n", encoding="utf-8")
    with pytest.raises(SourceError, match="row\\(s\\) 2"):
        read_withheld_rows(tmp_path)


def test_tables_without_a_record_of_an_attack_are_told(tmp_path):
    assert find_attack_problem(tmp_path, tmp_path) == "were never attacked"
    (tmp_path / "uitgaven").mkdir()
    record = '{"tables": "x", "betrayed": 0}'
    (tmp_path / "uitgaven" / "aanval.json").write_text(record, encoding="utf-8")
    assert find_attack_problem(tmp_path, tmp_path) == "changed since they were attacked"
