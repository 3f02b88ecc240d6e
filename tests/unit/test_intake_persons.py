import pytest

from lobanalysis.intake.contacts import find_contacts
from lobanalysis.intake.persons import find_own_names, split_persons
from lobanalysis.intake.spans import Span, join_spans, mask_text
from lobanalysis.intake.wordlists import WordLists

LISTS = WordLists(frozenset({"coach", "decaan"}), frozenset({"bos", "groen"}), ())


def masked(text: str, names: str) -> str:
    return mask_text(text, find_own_names(text, split_persons(names), LISTS))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("W. (Wieke) Haverbos", ["Wieke", "Haverbos"]),
        ("mevr. drs. T.T. Oelens-Ruts", ["Oelens-Ruts", "Oelens", "Ruts"]),
        ("Ida van der Mole en Ömer el Zand", ["Ida", "Mole", "Ömer", "Zand"]),
        ("Ida Mole, Ömer Zand / Bo Kip & Jo Lam", ["Ida", "Mole", "Ömer", "Zand", "Bo", "Kip", "Jo", "Lam"]),
        ("Ida Mole (+ stagiaire beleid)", ["Ida", "Mole"]),
        ("ida mole", ["ida", "mole"]),
        ("", []),
    ],
)
def test_names_are_split_into_telling_parts(typed, parts):
    assert [part for person in split_persons(typed) for part in person.parts] == parts


@pytest.mark.parametrize(
    "text",
    [
        "Vraag het Ida van der Mole.",
        "Vraag het mw. I. van der Mole.",
        "Vraag het mw. Mole.",
        "Vraag het IDA VAN DER MOLE.",
        "Vraag het dr. I.J. Mole.",
    ],
)
def test_every_way_to_write_a_name_becomes_one_mask(text):
    assert (
        masked(text, "Ida van der Mole")
        .removeprefix("Vraag het ")
        .startswith(("[persoon]", "mw. [", "mw. I. van"))
    )
    assert "mole" not in masked(text, "Ida van der Mole").lower()


def test_a_name_in_other_case_and_without_accents_is_masked():
    assert (
        masked("bel ozgur even, of OZGÜR'S collega", "Özgür Yonk")
        == "bel [persoon] even, of [persoon]'S collega"
    )


def test_a_codebook_word_is_never_masked_even_when_somebody_is_called_so():
    assert masked("De coach, mevrouw Coach", "Ine Coach") == "De coach, mevrouw Coach"


def test_an_ordinary_word_is_a_name_only_with_a_capital():
    assert masked("in het bos met Bos", "Jet Bos") == "in het bos met [persoon]"


def test_a_short_given_name_does_not_hit_other_words():
    assert masked("het bord van bo", "Bo Kip") == "het bord van bo"


def test_a_name_inside_another_word_is_left_alone():
    assert masked("Molenaar en molen", "Ida Mole") == "Molenaar en molen"


@pytest.mark.parametrize(
    "number",
    ["06-12345678", "0612345678", "06 12 34 56 78", "+31 6 12345678", "0031612345678", "+31 (0)6 12345678"]
    + ["010-1234567", "(010) 123 45 67", "0412-123456"],
)
def test_dutch_telephone_numbers_are_found_whole(number):
    text = f"bel {number}."
    assert mask_text(text, find_contacts(text)) == "bel [telefoon]."


@pytest.mark.parametrize(
    "text", ["01-06-2020 12 uur", "2019-2022", "0,02 fte", "1234567890123", "20 van 30", "7,8"]
)
def test_dates_and_figures_are_no_telephone_numbers(text):
    assert find_contacts(text) == []


def test_addresses_are_masked_and_a_formula_stays_text():
    text = '=HYPERLINK("http://x";"klik") mail a.b+c@d-e.co.nl, a(at)b.nl, zie https://school.nl/x?y'
    shown = mask_text(text, find_contacts(text))
    assert shown == '=HYPERLINK("http://x";"klik") mail [e-mail], [e-mail], zie [website]'


def test_overlapping_spans_become_one_with_the_kind_of_the_longest():
    assert join_spans([Span(0, 4, "person"), Span(2, 12, "email")]) == [Span(0, 12, "email")]
