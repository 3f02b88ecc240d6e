"""Is every word found that says a quantity and is tied to nothing, and no other?"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lobanalysis.claims.checks import check_prose
from lobanalysis.claims.prose import find_untied, silence
from lobanalysis.claims.spans import Chapter, find_spans
from lobanalysis.claims.vocabulary import FILE, read_vocabulary
from lobanalysis.errors import ClaimError, SourceError
from lobanalysis.paths import Project

ROOT = Path(__file__).parents[2]
WORDS = read_vocabulary(ROOT)


def find(text: str) -> list[str]:
    return [found.word for found in find_untied(Chapter("x.qmd", text), WORDS)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Op 18 scholen.", ["18"]),
        ("Gemiddeld 1,6 per school, 1.200 studenten.", ["1,6", "1.200"]),
        ("Dat is 41% van de scholen.", ["41"]),
        ("Op zeventien scholen.", ["zeventien"]),
        ("Op Eén school.", ["Eén"]),
        ("Twee derde van de scholen.", ["Twee"]),
        (
            "Een derde van de scholen, een kwart, de helft, driekwart.",
            ["Een derde", "kwart", "helft", "driekwart"],
        ),
        ("Alle scholen, vrijwel alle teams.", ["Alle", "vrijwel", "alle"]),
        ("De meeste\nscholen.", ["De meeste"]),
        ("Het merendeel, meer dan de helft.", ["merendeel", "meer dan", "helft"]),
        ("Ruim, bijna en ongeveer.", ["Ruim", "bijna", "ongeveer"]),
        (
            "Enkele scholen, een enkele school, slechts dit, geen school.",
            ["Enkele", "een enkele", "slechts", "geen"],
        ),
        ("Dat komt vaker voor, dit minder vaak.", ["vaker", "minder vaak"]),
        ("Het meest genoemd.", ["Het meest"]),
        ("Bovenaan staat de coach.", ["Bovenaan"]),
        ("De ene school wel, sommige niet, soms beide.", ["De ene", "sommige", "soms", "beide"]),
        ("- Een punt met drie teams\n- Nog een\n", ["drie"]),
        ("Tekst.[^n]\n\n[^n]: Een noot over vijf scholen.\n", ["vijf"]),
        ("::: {.callout-note}\nHier staan zes scholen.\n:::\n", ["zes"]),
        ("Ruim {{< var a.b.n >}} scholen.", ["Ruim"]),
        ("In 2021 deden 2020,5 mee.", ["2020,5"]),
        ("Bij ⅔ van de scholen, bij ½.", ["⅔", "½"]),
        ("De mee\u00adste en al\u200ble scholen.", ["\u00ad", "\u200b"]),
        ("Heel wat scholen, het leeuwendeel, ettelijke.", ["Heel wat", "leeuwendeel", "ettelijke"]),
        (
            "Tweederde, een enkeling, zonder uitzondering.",
            ["Tweederde", "een enkeling", "zonder uitzondering"],
        ),
    ],
)
def test_a_quantity_that_is_tied_to_nothing_is_found(text, words):
    assert find(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Bij {{< var a.b.woord >}} is dat zo.",
        "In 2020 en in 2019-2022, op 1 augustus 2020 en op 20 mei.",
        "## Twee of meer {#sec-a}",
        "Zie @fig-a1, @tbl-2 en [@landis1977].",
        "Zie vraag 4, hoofdstuk 2, artikel 17a, bijlage 1 en Stb. 2016, 362.",
        "Zij zegt ‘alle collega’s doen mee’ en “drie keer”.",
        "> Drie scholen, zei iemand.",
        "De eerste lijn en de tweede lijn, hoe vaak ook.",
        "Een [link](../twee-3.html), `code 5`, SHA-256 en <!-- 7 --> de pdca-cyclus.",
        "Bovenaan staat {{< var a.rang1.label >}}.",
        "Voorop gaan {{< var a.top3_aangehaald >}}.",
        "[De meeste scholen]{.claim #a} doen dat.",
        'Met [één\nopdracht]{.no-claim reason="opzet"} en [drie [dingen](x.html)]{.no-claim reason="b"}.',
        "{{< embed /build/notebooks/02_rollen.ipynb#fig-rollen >}}",
        "```\ndrie = 3\n```",
        "De tweeling en het bijeenkomen, alleen en allengs.",
        "Een school heeft een team.",
    ],
)
def test_what_says_no_quantity_or_is_tied_is_not_found(text):
    assert find(text) == []


def test_digits_are_found_in_a_claim_too_since_they_come_from_variables():
    assert find("[In drie van de 44 scholen, in 2020]{.claim #a}.") == ["44"]


def test_a_word_of_order_is_tied_by_the_variable_of_its_own_sentence_only():
    assert find("Bovenaan staat {{< var a.rang1.label >}}. Bovenaan staat ook de coach.") == ["Bovenaan"]


def test_a_finding_says_file_line_and_word():
    found = find_untied(Chapter("report/x.qmd", "# Kop\n\nEen zin.\nDe helft van\nde scholen.\n"), WORDS)
    assert [str(each) for each in found] == ["report/x.qmd line 4: ‘helft’"]


@given(st.text(alphabet="ab [](){}<>‘’“”`@#-\n1é.,", max_size=60))
def test_silence_keeps_length_and_lines(text):
    quiet = silence(text)
    assert len(quiet) == len(text) and quiet.count("\n") == text.count("\n")


def test_spans_have_their_line_text_and_reason():
    text = 'Tekst.\n\nEn [zo\n[dan](x.html)]{.claim #a}, [één]{.no-claim reason="een reden"}.\n'
    claim, exempt = find_spans(Chapter("x.qmd", text))
    assert (claim.claim, claim.line, claim.text) == ("a", 3, "zo [dan](x.html)")
    assert (exempt.exempt, exempt.reason, exempt.text) == (True, "een reden", "één")


def test_a_bracket_of_another_paragraph_opens_no_span():
    assert list(find_spans(Chapter("x.qmd", "[a\n\nb]{.claim #a}"))) == []


@pytest.mark.parametrize(
    "text", ["woord;soort\n", "woord,soort\nalle,onbekend\n", "woord,soort\na,breuk\na,breuk\n"]
)
def test_a_wrong_list_of_words_is_refused(tmp_path, text):
    (tmp_path / "report").mkdir()
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=FILE):
        read_vocabulary(tmp_path)


def test_the_error_of_the_build_names_each_word_with_its_place_and_the_way_out(tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / FILE).write_text("woord,soort\nde meeste,hoeveelheid\n", encoding="utf-8")
    (tmp_path / "index.qmd").write_text("# Kop\n\nDe meeste scholen, en wel 12.\n", encoding="utf-8")
    with pytest.raises(ClaimError) as caught:
        check_prose(Project(tmp_path))
    message = str(caught.value)
    assert "2 statement(s) of quantity" in message
    assert "index.qmd line 3: ‘De meeste’, index.qmd line 3: ‘12’" in message
    assert ".no-claim" in message and "report/claims.yml" in message


def test_the_chapters_of_the_report_say_no_quantity_that_is_tied_to_nothing():
    check_prose(Project(ROOT))
