from pathlib import Path

import pytest

from lobanalysis.coding.cells import Cell
from lobanalysis.coding.codebook import read_codebook
from lobanalysis.coding.domain_rules import make_domain_rules
from lobanalysis.coding.letters import find_letters
from lobanalysis.coding.rows import read_rows
from lobanalysis.coding.words import split_words

CODEBOOK = Path(__file__).parents[2] / "data" / "codebook"


@pytest.fixture(scope="module")
def rules():
    return make_domain_rules(read_codebook(CODEBOOK))


def codes(rules, domain, **cells):
    made = {field: Cell(*value) if isinstance(value, tuple) else Cell("answered", value)
            for field, value in cells.items()}  # fmt: skip
    return {hit.code for hit in rules[domain].code(made)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a, b en d", "abd"),
        ("a t/m e", "abcde"),
        ("b tot en met d", "bcd"),
        ("alle", "abcde"),
        ("alle behalve c", "abde"),
        ("a. ja, via het plan", "a"),
        ("directie stelt vast (a), teams voeren uit (c)", "ac"),
        ("b + d. Dat werkt.", "bd"),
        ("a t/m g", "abcde"),
        ("zowel a als c", "ac"),
        ("optie b", "b"),
        ("(a) en (b), niet (c)", "ab"),
        ("dat is b.v. zo, o.a. hier", ""),
        ("een a in de zin", ""),
    ],
)
def test_option_letters_and_ranges_count(text, expected):
    found = find_letters(text, split_words(text), "abcde")
    assert "".join(sorted({letter for letter, _, _ in found})) == expected


def test_letters_stand_for_the_options_of_the_question(rules):
    assert codes(rules, "sturing", q4="a, b en d") == {"management", "beleid", "regisseur"}


def test_a_reference_is_followed_to_its_cell(rules):
    cells = {"q4": "De directie", "q5": ("refers", "zie 4", "q4")}
    hits = rules["sturing"].code(
        {f: Cell(*v) if isinstance(v, tuple) else Cell("answered", v) for f, v in cells.items()}
    )
    assert [(hit.code, hit.field) for hit in hits] == [("management", "q4")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("studieloopbaanbegeleiders", {"slb"}),
        ("slb’ers en LTB'ers", {"slb", "leertrajectbegeleider"}),
        ("loopbaancoach", {"loopbaancoach"}),
        ("geen aparte mentor", set()),
        ("voorheen mentor, nu coach", {"coach"}),
        ("Een coach? Nee.", set()),
        ("mentoren en coaches", {"mentor", "coach"}),
    ],
)
def test_names_of_roles_count_whole_and_not_when_denied(rules, text, expected):
    assert codes(rules, "rol_begeleidend", q1_begeleidend_a=text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "willen volgend jaar een LOB-coördinator",
        "voorheen decaan",
        "decaan: functie vervallen",
        "hopelijk komend schooljaar een decaan",
        "we zijn op zoek naar een zorgcoördinator",
        "tot 2018 een decaan",
        "de decaan is opgegaan in een andere rol",
        "er was een decaan, maar die functie bestaat niet meer",
    ],
)
def test_a_role_that_was_or_will_be_does_not_count(rules, text):
    assert codes(rules, "rol_specialistisch", q1_specialistisch_a=text) == set()


def test_the_row_of_question_1_decides_the_level(rules):
    assert codes(rules, "rol_begeleidend", q1_begeleidend_a="trajectbegeleider") == {"trajectbegeleider"}
    assert codes(rules, "rol_begeleidend", q1_specialistisch_a="trajectbegeleider") == set()


def test_a_closed_list_counts_what_was_answered_and_not_what_was_denied(rules):
    found = codes(rules, "kader", q3a="Ja", q3b=("negative", "nee"), q3c="loopbaan staat daar niet in",
                  q3d=("unknown", "?"), q3g="de aanvraag is afgewezen")  # fmt: skip
    assert found == {"generieke_eisen"}


def test_an_answer_that_comes_back_counts_for_the_field_where_it_stands(rules):
    texts = ("a en b", "De decaan en de directie", "Geen decaan", "")
    asked = [(domain, field, text) for domain, found in rules.items() for field in found.domain.fields
             for text in texts]  # fmt: skip
    fresh = make_domain_rules(read_codebook(CODEBOOK))
    backwards = {key: fresh[key[0]].find_hits({key[1]: Cell("answered", key[2])}) for key in reversed(asked)}
    for domain, field, text in asked:
        hits = rules[domain].find_hits({field: Cell("answered", text)})
        assert hits == backwards[domain, field, text]
        assert {hit.field for hit in hits} <= {field}
    assert any(backwards.values())


def test_what_excludes_the_others_stands_alone(rules):
    assert codes(rules, "dilemma", q11=("negative", "Nee, geen")) == {"geen"}
    assert "geen" not in codes(rules, "dilemma", q11="Van wie is lob? Verder geen.")


def test_every_spelling_of_a_name_gives_the_code_of_that_name(rules):
    names = {"decaan": "decaan", "doorstroomcoach": "doorstroomcoach", "schoolcoach": "schoolcoach",
             "leercoach": "leercoach", "LOB-coördinator": "lob_coordinator",
             "intern begeleider": "intern_begeleider"}  # fmt: skip
    rows = read_rows(CODEBOOK / "rolnamen.csv", ("canoniek", "niveau", "variant", "ambigu"))
    missed = [
        row.line
        for row in rows
        if row["canoniek"] in names
        and names[row["canoniek"]]
        not in codes(rules, "rol_specialistisch", q1_specialistisch_a=row["variant"])
    ]
    assert missed == []


def test_every_hit_lies_within_the_text_of_its_field(rules):
    text = "🙂 De uren zijn krap; het hangt aan één persoon.\nEn de directie ziet de meerwaarde niet"
    hits = rules["knelpunt"].find_hits({"q10_knelpunten": Cell("answered", text)})
    assert {"facilitering", "borging", "overtuiging_management"} <= {hit.code for hit in hits}
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)


def test_the_schools_that_rules_were_written_with_are_every_second_one():
    rows = read_rows(CODEBOOK / "ontwikkelscholen.csv", ("golf", "interview_id"))
    names = [row["interview_id"] for row in rows]
    assert len(names) == 22 and names == sorted(set(names))
