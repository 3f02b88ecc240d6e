"""Is a quote that leads to a school or a person stopped, by row and kind, never by text?"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from made_up_wave import ANNA, QUOTES, find_nobody, make_project, submission, write

from lobanalysis.errors import PrivacyError, SourceError
from lobanalysis.intake.quote_checks import find_rare_functions, find_traces, read_traceable_words
from lobanalysis.intake.quotes import read_quotes, select_quotes
from lobanalysis.intake.stage import run_intake
from lobanalysis.intake.wordlists import WordLists, read_word_lists
from lobanalysis.paths import Project

ROOT = Path(__file__).parents[2]
LISTS = WordLists(frozenset({"lob"}), frozenset({"samen"}), ())
WORDS = {"monteur": "vak", "kleine school": "omvang", "nederlands": "toegestaan"}
ANSWER = "Wij doen LOB samen, en bij Nederlands ook; de pionier helpt. Dat werkt."


@pytest.mark.parametrize(
    ("quote", "kinds"),
    [
        ("Wij doen LOB samen bij Nederlands. Dat werkt.", []),
        ("Een school met 450 studenten.", ["number"]),
        ("Elke monteursopleiding doet dat.", ["vak"]),
        ("Dat kan op een kleine school.", ["omvang"]),
        ("De pionier helpt ons.", ["function"]),
        ("Dat zegt Zwaluwhof ook.", ["capital"]),
    ],
)
def test_each_kind_of_trace_is_found(quote, kinds):
    assert find_traces(quote, WORDS, {"pionier"}, LISTS) == kinds


def test_a_function_that_three_interviews_use_is_not_rare():
    roles = [["pionier"], [""], [""]]
    assert find_rare_functions(["pionier"], roles, [[], ["de pionier"], ["pionier"]]) == set()
    assert find_rare_functions(["pionier"], roles, [[], ["de pionier"], []]) == {"pionier"}
    assert find_rare_functions(["mentor"], roles, [[], ["de pionier"], []]) == set()


def make_quoted(tmp_path, quote, reviewed="2031-09-21", consent="ja", traceable="nee"):
    project = make_project(tmp_path, [submission(q11=ANSWER)])
    row = f"2031-06-02T15:16:46;q11;{quote};{consent};{traceable};redactie;{reviewed};vragen\n"
    write(project.wave("2031") / "citaten.csv", QUOTES + row.replace("2031-06", "2020-06"))
    write(
        project.root / "data/privacy/herleidbaar.csv",
        "woord;soort;reden\nnederlands;toegestaan;een vak\nlob;toegestaan;het onderwerp\n",
    )
    return project


def read_shown(project):
    run_intake(project, "2031", find_persons=find_nobody)
    return pd.read_csv(project.tables("2031") / "quotes.csv")["quote"].tolist()


def test_a_quote_with_consent_and_a_dated_review_is_shown(tmp_path):
    quote = "Wij doen LOB samen, en bij Nederlands ook"
    assert read_shown(make_quoted(tmp_path, quote)) == [quote]


@pytest.mark.parametrize(
    "without", [{"consent": "nee"}, {"consent": ""}, {"traceable": "ja"}, {"traceable": ""}]
)
def test_a_quote_without_consent_or_that_can_be_traced_is_not_shown(without, tmp_path):
    assert read_shown(make_quoted(tmp_path, "Dat werkt.", **without)) == []


def test_a_quote_without_a_date_of_review_is_not_shown_and_one_with_no_real_date_stops(tmp_path):
    assert read_shown(make_quoted(tmp_path / "a", "Dat werkt.", reviewed="")) == []
    with pytest.raises(PrivacyError, match="row 2: no date"):
        read_shown(make_quoted(tmp_path / "b", "Dat werkt.", reviewed="vorig jaar"))


def test_a_quote_that_leads_to_a_school_stops_by_row_and_kind(tmp_path):
    project = make_quoted(tmp_path, "de pionier helpt")
    words = "woord;soort;reden\npionier;vak;noemt een vak\n"
    write(project.root / "data/privacy/herleidbaar.csv", words)
    with pytest.raises(PrivacyError, match="row 2: vak") as caught:
        read_shown(project)
    assert "pionier" not in str(caught.value)


def test_a_quote_that_names_somebody_does_not_stand_in_the_answer_and_stops(tmp_path):
    project = make_project(tmp_path, [ANNA])
    row = "2020-06-02T15:16:46;q11;Vraag het Annelot;ja;nee;redactie;2031-09-21;vragen\n"
    write(project.wave("2031") / "citaten.csv", QUOTES + row)
    with pytest.raises(PrivacyError) as caught:
        run_intake(project, "2031", find_persons=find_nobody)
    assert "row" in str(caught.value) and "Annelot" not in str(caught.value)


def test_a_list_without_reasons_is_refused(tmp_path):
    write(tmp_path / "herleidbaar.csv", "woord;soort;reden\nmonteur;vak;\n")
    with pytest.raises(SourceError, match="row\\(s\\) 2"):
        read_traceable_words(tmp_path)


def test_words_find_what_the_reviewers_of_2020_found_traceable_and_nothing_in_what_is_shown():
    quotes = read_quotes(ROOT / "data/2020/citaten.csv")
    words, lists = read_traceable_words(ROOT / "data/privacy"), read_word_lists(Project(ROOT))
    functions = {"studieadviseur", "studentbegeleider"}
    found = {row.row: find_traces(row.citaat, words, functions, lists) for row in quotes.itertuples()}
    traceable = quotes.loc[quotes["herleidbaar"] == "ja", "row"]
    assert [row for row in traceable if not found[row]] == []
    assert [row for row in select_quotes(quotes)["row"] if found[row]] == []
    assert len(traceable) > 9
