"""The numbers of an edition: what is shown of its group, and nothing that would need more."""

import json

import pandas as pd
import pytest

from lobanalysis.analysis.edition_numbers import list_domain_numbers, list_order, list_rows
from lobanalysis.coding.codebook import Code, Domain
from lobanalysis.presentation.edition_variables import format_edition_variables
from lobanalysis.presentation.quantity_words import QuantityWord
from lobanalysis.presentation.variables import format_variables

WORDS = [
    QuantityWord(0, 0, "geen"),
    QuantityWord(0, 1, "een deel van de scholen"),
    QuantityWord(1, 1, "alle"),
]
DOMAIN = Domain(
    "kader", "Kader", "Vraag 3", ("q3a",), "kaders", "meer", ("geen",), "all_schools", "consensus", False,
    None, tuple(Code("kader", name, name.capitalize(), "") for name in ("eisen", "agenda", "bsa", "geen")),
)  # fmt: skip
WAVE = {"jaar": "2020", "titel": "Lob", "periode": "mei 2020", "synthetisch": False}
EDITION = {"edition": "kind-roc", "called": "roc’s", "group": "roc"}


def shown(n, label="X"):
    return {"n": n, "base": 26, "share": n / 26, "label": label}


def hidden(text, label="X"):
    return {"n": None, "base": 26, "share": None, "label": label, "shown_as": text}


def format_kader(codes, **more):
    order = list_order(DOMAIN, codes)
    numbers = {
        "wave": WAVE, "edition": EDITION, "n": {"scholen": 26}, "indicators": {},
        "domains": {"kader": {"label": "Kader", "codes": codes, **order, **more}},
    }  # fmt: skip
    return format_edition_variables(numbers, words=WORDS)["kader"]


def test_a_hidden_count_has_no_variable_but_its_label():
    kader = format_kader({"eisen": shown(20, "Eisen"), "agenda": hidden("minder dan 3", "Agenda")})
    assert kader["agenda"] == {"label": "agenda"} and kader["eisen"]["van"] == "20 van de 26"


def test_mentions_averages_and_other_bases_do_not_exist():
    kader = format_kader({"eisen": shown(20)})
    assert not {"vermeldingen", "gemiddeld", "bevraagd", "alle"} & set(kader)


def test_schools_with_any_code_exist_when_an_indicator_shows_them():
    assert list_domain_numbers(DOMAIN, {}, shown(20))["alle"]["n"] == 20
    assert "alle" not in list_domain_numbers(DOMAIN, {}, hidden("vrijwel alle"))
    assert "alle" not in list_domain_numbers(DOMAIN, {}, None)


def test_the_order_is_known_when_what_is_hidden_is_below_all_that_is_shown():
    codes = {
        "eisen": shown(5),
        "agenda": shown(9),
        "bsa": hidden("minder dan 3"),
        "geen": hidden("niet getoond"),
    }
    assert list_order(DOMAIN, codes) == {"ranks": ["agenda", "eisen"], "complete": False}


@pytest.mark.parametrize("text", ["3 of meer", "vrijwel alle", "niet getoond"])
def test_the_order_stays_away_when_a_hidden_count_might_be_among_those_shown(text):
    codes = {"eisen": shown(5), "agenda": shown(9), "bsa": hidden(text)}
    assert list_order(DOMAIN, codes) == {"ranks": [], "complete": False}
    assert "rang1" not in format_kader(codes) and "top3" not in format_kader(codes)


def test_a_list_stays_away_when_it_would_need_a_hidden_code():
    codes = {"eisen": shown(5), "agenda": shown(9), "bsa": hidden("minder dan 3")}
    kader = format_kader(codes)
    assert kader["rang1"]["n"] == "9" and not {"top3", "lijst", "rest"} & set(kader)
    assert {"top3", "lijst"} <= set(format_kader(codes | {"bsa": shown(3)}))


def test_a_hidden_row_is_read_without_its_count_even_if_the_table_had_one():
    table = pd.DataFrame(
        {"group_variable": ["kind"], "group": ["roc"], "base_kind": ["all_schools"], "code": ["eisen"],
         "n": [1], "base": [26], "label": ["Eisen"], "shown": [False], "shown_as": ["minder dan 3"]}
    )  # fmt: skip
    row = list_rows(table, "code")["kind", "roc"]["eisen"]
    assert row["n"] is None and row["share"] is None and "1" not in json.dumps(row["label"])


def test_the_schools_of_an_edition_have_their_own_name_and_the_national_ones_theirs():
    numbers = {"wave": WAVE, "edition": EDITION, "n": {"scholen": 26}, "domains": {}, "indicators": {}}
    assert format_edition_variables(numbers, words=WORDS)["n"]["scholen_naam"] == "roc’s"
    assert "register" not in format_edition_variables(numbers, words=WORDS)["n"]
    assert format_variables({"wave": WAVE}, words=WORDS)["n"]["scholen_naam"] == "mbo-scholen"
