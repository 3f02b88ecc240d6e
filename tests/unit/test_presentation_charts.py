"""The figures: what they show, say in words and hand over; the same bytes every time."""

import base64
import functools
import io

import matplotlib
import pandas as pd
import pytest
from PIL import Image

from lobanalysis.presentation import (
    draw_agreement,
    draw_bars,
    draw_combinations,
    draw_grouped_bars,
    draw_levels,
    draw_paired_bars,
    draw_response,
    draw_stacked,
)
from lobanalysis.presentation.bar_charts import take_most
from lobanalysis.presentation.bar_panel import find_limit
from lobanalysis.presentation.text_layout import measure_text, wrap_text
from lobanalysis.presentation.theme import FILLS, INK, MUTED

HIDDEN = {"n": None, "share": None, "ci_low": None, "ci_high": None, "shown": False}


def make_rows(*counts, base=44, **extra):
    return pd.DataFrame(
        {
            "code": f"c{index}",
            "label": label,
            "n": n,
            "base": base,
            "share": n / base,
            "ci_low": n / base * 0.9,
            "ci_high": min(1, n / base * 1.1),
            "shown": True,
            "shown_as": str(n),
            "reason": "",
            **extra,
        }
        for index, (label, n) in enumerate(counts)
    )


BARS = make_rows(("SLB-er", 18), ("Coach", 8), ("Begeleiden van doorstroom naar vervolgopleiding of werk", 0))
GROUPS = pd.concat(
    [
        make_rows(("Alfa", 14), ("Bèta", 5), group="all", group_label="Alle scholen"),
        make_rows(("Alfa", 9), ("Bèta", 5), base=18, group="u", group_label="Uitvoerend"),
        make_rows(("Alfa", 5), ("Bèta", 4), base=26, group="b", group_label="Beleid"),
    ],
    ignore_index=True,
)
COMBINATIONS = pd.DataFrame(
    {"combination": ["Team", "Team + Enquête", "andere combinaties"], "n": [20, 14, 10], "base": 44}
).assign(share=lambda frame: frame["n"] / 44)
RESPONSE = pd.DataFrame(
    {
        "variable": ["kind", "kind", "total"],
        "group": ["roc", "aoc", "all"],
        "group_label": ["ROC", "AOC", "Totaal"],
        "population": [42, 18, 60],
        "n": [32, 12, 44],
    }
).assign(share=lambda frame: frame["n"] / frame["population"])
AGREEMENT = pd.DataFrame(
    {"domain": ["a", "b"], "label": ["Rollen", "Kaders"], "interviews": 14, "kappa": [0.86, None]}
)
DRAWINGS = {
    "bars": lambda: draw_bars(BARS),
    "grouped bars": lambda: draw_grouped_bars(GROUPS),
    "paired bars": lambda: draw_paired_bars(BARS, BARS.head(2), "Tops", "Knelpunten"),
    "levels": lambda: draw_levels({"Begeleidend": BARS, "Beleid": BARS, "Management": BARS}, most=2),
    "combinations": lambda: draw_combinations(COMBINATIONS),
    "single choice": lambda: draw_stacked(BARS.head(2)),
    "single choice by group": lambda: draw_stacked(GROUPS),
    "response": lambda: draw_response(RESPONSE),
    "agreement": lambda: draw_agreement(AGREEMENT),
}


@functools.cache
def draw(name):
    return DRAWINGS[name]()


def list_settings():
    return {key: value for key, value in matplotlib.rcParams.items() if key != "backend"}


def hide_row(frame, index, shown_as):
    frame = frame.astype({"n": "float"})
    frame.loc[index, list(HIDDEN)] = list(HIDDEN.values())
    frame.loc[index, "shown_as"] = shown_as
    return frame


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_figure_is_the_same_in_every_byte_when_drawn_again(name):
    assert DRAWINGS[name]() == draw(name)


@pytest.mark.parametrize("name", DRAWINGS)
def test_settings_of_matplotlib_neither_change_a_figure_nor_are_changed_by_it(name):
    plain = draw(name)
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "none"}):
        before = list_settings()
        assert DRAWINGS[name]() == plain
        assert list_settings() == before


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_figure_hands_over_picture_data_and_description_but_no_html(name):
    data, metadata = draw(name)._repr_mimebundle_()
    assert set(data) == {"image/svg+xml", "image/png", "text/csv", "text/plain"}
    assert metadata == {"lob": {"alt": data["text/plain"]}}
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert 20 < len(data["text/plain"]) <= 400


@pytest.mark.parametrize("name", DRAWINGS)
def test_nothing_is_drawn_over_the_edge_of_a_figure(name):
    picture = Image.open(io.BytesIO(draw(name).png)).convert("L")
    width, height = picture.size
    edges = [
        (0, 0, width, 2),
        (0, height - 2, width, height),
        (0, 0, 2, height),
        (width - 2, 0, width, height),
    ]
    assert all(picture.crop(edge).getextrema() == (255, 255) for edge in edges)


def test_the_description_names_kind_base_and_values_in_order():
    alt = draw_bars(BARS.head(2)).alt
    assert alt == "Staafdiagram, n = 44 scholen: SLB-er 18 (41%); coach 8 (18%)."


def test_a_hidden_count_is_nowhere_in_a_figure():
    shown = make_rows(("Alfa", 17), ("Bèta", 13), base=19)
    figure = draw_bars(hide_row(shown, 1, "minder dan 3"))
    assert "bèta minder dan 3" in figure.alt
    assert "13" not in figure.alt
    assert figure.csv.splitlines()[2].startswith("c1,Bèta,,19,,,,False,minder dan 3")


def test_two_hidden_counts_of_one_class_are_drawn_alike():
    one = draw_bars(hide_row(make_rows(("Alfa", 9), ("Bèta", 1)), 1, "minder dan 3"))
    other = draw_bars(hide_row(make_rows(("Alfa", 9), ("Bèta", 2)), 1, "minder dan 3"))
    assert one == other


def test_a_frame_without_rows_is_still_a_figure():
    assert draw_bars(BARS.head(0)).svg
    assert draw_stacked(BARS.head(0)).svg
    assert draw_combinations(COMBINATIONS.head(0)).svg
    assert draw_grouped_bars(GROUPS.head(0)).svg


def test_the_most_mentioned_codes_include_equal_counts():
    assert len(take_most(make_rows(("A", 9), ("B", 5), ("C", 5), ("D", 1)), 2)) == 3


def test_the_axis_holds_the_whisker():
    assert find_limit(make_rows(("A", 21))) == 0.75


def test_wrapped_lines_fit_and_lose_no_word():
    text = "Opleidingscoördinatoren, teamleiders, onderwijsmanagers"
    lines = wrap_text(text, 11, 2.4)
    assert all(measure_text(line, 11) <= 2.4 for line in lines)
    assert " ".join(lines) == text


def luminance(colour: str) -> float:
    values = [
        channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in matplotlib.colors.to_rgb(colour)
    ]
    return 0.2126 * values[0] + 0.7152 * values[1] + 0.0722 * values[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_have_the_contrast_that_wcag_asks():
    assert all(contrast(fill, "white") >= 3 for fill in FILLS)
    assert all(contrast(fill, INK) >= 3 for fill in FILLS)
    assert contrast(INK, "white") >= 4.5 and contrast(MUTED, "white") >= 4.5
