"""The Dutch of numbers."""

import pytest

from lobanalysis.errors import SourceError
from lobanalysis.presentation.quantity_words import (
    QuantityWord,
    check_words,
    format_differences,
    format_hidden,
    format_quantity,
    read_words,
)
from lobanalysis.presentation.wording import (
    capitalise,
    format_counted_list,
    format_label,
    format_list,
    format_number,
    format_number_word,
    format_percent,
    format_unit,
)

WORDS = read_words()


@pytest.mark.parametrize(
    ("n", "phrase"),
    [
        (0, "geen enkele school"),
        (1, "één school"),
        (2, "twee scholen"),
        (3, "enkele scholen"),
        (4, "bijna één op de tien scholen"),
        (11, "een kwart van de scholen"),
        (15, "ruim een derde van de scholen"),
        (18, "ruim twee vijfde van de scholen"),
        (21, "bijna de helft van de scholen"),
        (22, "de helft van de scholen"),
        (23, "ruim de helft van de scholen"),
        (29, "bijna twee derde van de scholen"),
        (33, "driekwart van de scholen"),
        (41, "ruim negen op de tien scholen"),
        (43, "vrijwel alle scholen"),
        (44, "alle scholen"),
    ],
)
def test_a_count_of_44_schools_has_its_phrase(n, phrase):
    assert format_quantity(n, 44, WORDS) == phrase


@pytest.mark.parametrize(("n", "base", "phrase"), [(1, 1, "alle scholen"), (1, 2, "de helft van de scholen")])
def test_one_school_of_very_few_is_a_part_not_a_number(n, base, phrase):
    assert format_quantity(n, base, WORDS) == phrase


@pytest.mark.parametrize("fraction", ["1/3", "2/3", "1/6"])
def test_an_exact_fraction_gets_its_plain_name(fraction):
    part, whole = map(int, fraction.split("/"))
    phrase = format_quantity(part * 20, whole * 20, WORDS)
    assert not phrase.startswith(("ruim", "bijna"))


@pytest.mark.parametrize(
    ("share", "text"),
    [(43 / 44, "98%"), (1 / 44, "2%"), (0.999, "meer dan 99%"), (0.001, "minder dan 1%"), (0.125, "13%")],
)
def test_a_percentage_is_whole_and_honest_at_the_ends(share, text):
    assert format_percent(share) == text


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("SLB-er", "SLB-er"),
        ("Coach", "coach"),
        ("LOB-docent", "LOB-docent"),
        ("College van Bestuur", "College van Bestuur"),
        ("Koppeling met de BPV", "koppeling met de BPV"),
        ("Ambitieagenda LOB", "ambitieagenda LOB"),
        ("RIF-projecten", "RIF-projecten"),
        ("Stage-/BPV-coördinator", "stage-/BPV-coördinator"),
        ("Enquête", "enquête"),
        ("", ""),
        ("IJking", "ijking"),
        ("(Strategisch) onderwijsadviseur", "(strategisch) onderwijsadviseur"),
        ("ROC", "ROC"),
        ("Wet toelatingsrecht en BSA", "wet toelatingsrecht en BSA"),
    ],
)
def test_a_label_inside_a_sentence_has_a_small_letter_unless_it_is_a_name(label, inside):
    assert format_label(label) == inside


def test_numbers_are_dutch():
    assert [format_number(1.64, 1), format_number(1234567), format_number(-0.04, 1)] == [
        "1,6",
        "1.234.567",
        "0,0",
    ]
    assert [format_number_word(1), format_number_word(20), format_number_word(21)] == ["één", "twintig", "21"]
    assert [format_unit(1), format_unit(37, "asked_schools")] == ["1 school", "37 bevraagde scholen"]


def test_lists_and_capitals():
    assert [format_list([]), format_list(["a"]), format_list(["a", "b"])] == ["", "a", "a en b"]
    assert format_counted_list([("A", 3), ("Bee", 2), ("Cee", 1)]) == "a (3), bee (2) en cee (1)"
    assert capitalise("één school") == "Eén school"


def test_a_difference_names_both_groups_with_their_share():
    difference = {
        "label": "Kennisdeling",
        "high_label": "Uitvoerend",
        "high_share": 0.5,
        "low_label": "Beleid",
        "low_share": 0.25,
    }
    sentence = format_differences([difference], "level")
    assert sentence.endswith("bij ‘kennisdeling’ (uitvoerend 50%, beleid 25%).")


def test_a_hidden_count_is_named_as_its_class():
    assert format_hidden("minder dan 3") == "minder dan drie scholen"
    assert format_hidden("iets anders") == "een niet getoond aantal scholen"


def test_a_table_of_words_with_a_gap_is_refused():
    words = [
        QuantityWord(0, 0, "geen"),
        QuantityWord(0, 0.4, "enkele"),
        QuantityWord(0.5, 1, "veel"),
        QuantityWord(1, 1, "alle"),
    ]
    with pytest.raises(SourceError, match="gap or overlap"):
        check_words(words, "woorden.csv")


def test_a_table_of_words_that_is_missing_or_unreadable_is_refused(tmp_path):
    with pytest.raises(SourceError, match="missing"):
        read_words(tmp_path / "woorden.csv")
    (tmp_path / "woorden.csv").write_text("ondergrens,woord\n0,geen\n", encoding="utf-8")
    with pytest.raises(SourceError, match="cannot be read"):
        read_words(tmp_path / "woorden.csv")
