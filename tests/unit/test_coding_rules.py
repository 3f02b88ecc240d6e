import pytest

from lobanalysis.coding.guards import Guard, read_guards
from lobanalysis.coding.pattern_index import PatternIndex
from lobanalysis.coding.patterns import read_pattern
from lobanalysis.coding.rules import Rule, find_hits, read_rules
from lobanalysis.coding.words import split_words
from lobanalysis.errors import CodingError

GUARDS = PatternIndex(
    Guard(kind, read_pattern(pattern), side)
    for kind, pattern, side in [
        ("ontkenning", "geen", "voor"),
        ("ontkenning", "niet", "beide"),
        ("verleden", "voorheen", "beide"),
        ("verleden", "vervallen", "na"),
        ("toekomst", "volgend jaar", "beide"),
        ("geen_voorbehoud", "niet alleen", "beide"),
    ]
)
RULES = [
    Rule("rol", code, read_pattern(pattern), "", line)
    for line, (code, pattern) in enumerate(
        [("loopbaan", "loopbaanbegeleider"), ("slb", "studie loopbaanbegeleider"), ("decaan", "decaan"),
         ("coach", "coach*"), ("mentor", "mentor")]
    )
]  # fmt: skip


def codes(text, rules=RULES, field="veld"):
    return [hit.code for hit in find_hits(text, field, PatternIndex(rules), GUARDS)]


def test_the_longest_match_takes_the_words():
    assert codes("de studie loopbaanbegeleider") == ["slb"]


def test_a_match_taken_back_gives_no_words_to_a_shorter_one():
    assert codes("geen studie loopbaanbegeleider") == []


@pytest.mark.parametrize(
    "text",
    ["geen aparte mentor", "een decaan is er niet", "voorheen decaan", "decaan: de functie is vervallen",
     "volgend jaar een coach"],
)  # fmt: skip
def test_what_is_denied_past_or_still_to_come_does_not_count(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("niet alleen de decaan", ["decaan"]),
        ("geen mentor, wel een decaan", ["decaan"]),
        ("geen mentor maar een decaan", ["decaan"]),
        ("decaan; mentor vervallen", ["decaan"]),
        ("de decaan. Geen mentor", ["decaan"]),
    ],
)
def test_a_reservation_reaches_no_further_than_its_clause(text, expected):
    assert codes(text) == expected


def test_the_evidence_is_the_place_in_the_text():
    text = "🙂 Eén decaan, twee coaches"
    hits = find_hits(text, "veld", PatternIndex(RULES), GUARDS)
    assert [text[hit.start : hit.end] for hit in hits] == ["decaan", "coaches"]


def test_a_rule_with_a_field_counts_in_that_field_only():
    rules = [Rule("rol", "decaan", read_pattern("decaan"), "ander_veld", 1)]
    assert codes("de decaan", rules) == []
    assert codes("de decaan", rules, "ander_veld") == ["decaan"]


def write_rules(folder, *rows):
    names = "canoniek;niveau;variant;ambigu\nstudiegids;begeleidend;studie-gids;nee\n"
    (folder / "rolnamen.csv").write_text(names, encoding="utf-8")
    heading = "domein;code;soort;patroon;veld;toelichting"
    (folder / "regels.csv").write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return folder


def test_a_role_name_stands_for_all_its_spellings(tmp_path):
    rules = read_rules(write_rules(tmp_path, "rol;gids;rolnaam;studiegids;;"))
    assert codes("twee studie gidsen", rules) == ["gids"]


def test_all_invalid_rules_are_named_with_row_and_character(tmp_path):
    folder = write_rules(tmp_path, "rol;a;woorden;(x+)+;;", "rol;a;rolnaam;onbekend;;", "rol;a;regex;x;;")
    with pytest.raises(CodingError) as caught:
        read_rules(folder)
    for part in ("row 2: pattern is invalid: character is not allowed, character 1", "row 3", "row 4"):
        assert part in str(caught.value)


def test_one_pattern_for_two_codes_is_refused(tmp_path):
    with pytest.raises(CodingError, match="same pattern as row 2"):
        read_rules(write_rules(tmp_path, "rol;a;woorden;kader;;", "rol;b;woorden;Kader;;"))


def test_an_invalid_guard_is_named_with_its_row(tmp_path):
    text = "soort;patroon;kant;voorbeeld\nontkenning;ge?n;voor;x\nanders;geen;voor;x\n"
    (tmp_path / "voorbehoud.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CodingError, match="row 2: pattern is invalid.*row 3: soort or kant"):
        read_guards(tmp_path)


def test_the_work_for_a_text_grows_with_its_length_only():
    """Also without punctuation, so in one clause: each word is looked at a fixed number of times."""
    looked_at = []

    class Counting(str):
        def startswith(self, *arguments):
            looked_at.append(1)
            return super().startswith(*arguments)

    def count(repeats):
        looked_at.clear()
        words = tuple(
            word._replace(text=Counting(word.text)) for word in split_words("kader geen plan " * repeats)
        )
        PatternIndex([Rule("d", "a", read_pattern("kader .. plan* .. team"), "", 1)]).find_matches(words)
        return len(looked_at)

    assert count(200) <= 2 * count(100) + 20
