"""Can a hidden count be read from a figure: from lengths and hatches, its picture, data or description?"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from types import SimpleNamespace

import pandas as pd
import pytest

from lobanalysis.analysis.groups import Group
from lobanalysis.analysis.reader import sort_by_count
from lobanalysis.analysis.results import make_frame, make_row, make_shown_row
from lobanalysis.analysis.suppression import suppress_table
from lobanalysis.presentation.bar_charts import draw_bars, draw_levels, draw_paired_bars
from lobanalysis.presentation.composition_charts import draw_stacked
from lobanalysis.presentation.group_charts import draw_grouped_bars
from lobanalysis.presentation.markdown_tables import format_group_table, format_result_table

STUDY = SimpleNamespace(wave=SimpleNamespace(wave="2031"))
GROUPS = (
    Group("soort", "roc", "roc", tuple(map(str, range(18))), 30),
    Group("soort", "aoc", "aoc", tuple(map(str, range(18, 44))), 40),
)
EVERYONE = Group("all", "all", "alle scholen", tuple(map(str, range(44))), 70)
BASES = [group.base for group in GROUPS]
PLAIN = [9, 14]
"""Counts of a code that is shown, beside the one whose counts are hidden."""


def make_results(hidden: tuple[int, int]) -> pd.DataFrame:
    """Return the result table of two codes, for all schools and by group, suppressed as ever."""
    counts = [PLAIN, list(hidden)]
    cells, _ = suppress_table(counts, BASES)
    names = [(f"kleur.{code}", "kleur", code, label) for code, label in (("a", "Rood"), ("b", "Blauw"))]
    national = [
        make_shown_row(STUDY, name, EVERYONE, sum(row), 44, "all_schools")
        for name, row in zip(names, counts, strict=True)
    ]
    grouped = [
        make_row(STUDY, name, group, counts[line][column], cells[line][column])
        for column, group in enumerate(GROUPS)
        for line, name in enumerate(names)
    ]
    return make_frame([*national, *grouped])


def find_worlds() -> dict[tuple[int, str, str], list[tuple[int, int]]]:
    """Return the counts that a reader cannot tell apart, by their total and their two classes.

    A code of no school or of all schools is left out: its total, which is published, says it.
    """
    worlds = defaultdict(list)
    for hidden in product(range(BASES[0] + 1), range(BASES[1] + 1)):
        cells, _ = suppress_table([PLAIN, list(hidden)], BASES)
        if 0 < sum(hidden) < sum(BASES) and not any(cell.shown for cell in cells[1]):
            worlds[sum(hidden), cells[1][0].text, cells[1][1].text].append(hidden)
    return dict(worlds)


WORLDS = find_worlds()
DRAWN = [
    next(place for place in WORLDS if set(place[1:]) == set(classes))
    for classes in (
        ("minder dan 3",),
        ("niet getoond",),
        ("minder dan 3", "3 of meer"),
        ("vrijwel alle", "3 of meer"),
        ("vrijwel alle",),
    )
]


def select(frame: pd.DataFrame, group: str) -> pd.DataFrame:
    """Return the rows of one group as an edition shows them, most mentioned first."""
    return sort_by_count(frame[frame["group"] == group].reset_index(drop=True))


def draw_all(frame: pd.DataFrame) -> dict[str, dict]:
    """Return everything that is shown of a result table: each chart and table in all its formats."""
    one, other = select(frame, "roc"), select(frame, "aoc")
    made = {
        "bars": draw_bars(one),
        "other bars": draw_bars(other),
        "grouped": draw_grouped_bars(frame),
        "paired": draw_paired_bars(one, other, "roc", "aoc"),
        "levels": draw_levels({"roc": one, "aoc": other}, most=1),
        "stacked": draw_stacked(one),
        "table": format_result_table(one),
        "groups": format_group_table(frame),
    }
    return {name: shown._repr_mimebundle_() for name, shown in made.items()}


def test_no_pair_of_hidden_counts_stands_alone_in_its_classes():
    assert len(WORLDS) > 60 and min(map(len, WORLDS.values())) > 1


@pytest.mark.parametrize("place", WORLDS, ids=str)
def test_the_rows_of_a_result_table_are_the_same_whatever_is_hidden(place):
    first, *others = (make_results(hidden).to_csv() for hidden in WORLDS[place])
    assert set(others) == {first}


@pytest.mark.parametrize("place", DRAWN, ids=str)
def test_figures_tables_data_and_descriptions_are_the_same_in_every_byte_whatever_is_hidden(place):
    first, *others = (draw_all(make_results(hidden)) for hidden in WORLDS[place][:3])
    for other in others:
        assert [name for name in first if first[name] != other[name]] == []
    assert {"image/svg+xml", "image/png", "text/csv", "text/plain"} <= set(first["grouped"][0])
