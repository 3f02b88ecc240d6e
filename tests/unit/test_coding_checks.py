import pytest

from lobanalysis.coding import checks
from lobanalysis.coding.checks import check_codings, find_problems, select_counting
from lobanalysis.coding.codebook import Code, Codebook, Domain
from lobanalysis.coding.codings import Coding, read_codings
from lobanalysis.errors import CodingError, SourceError


def make_domain(domain_id, kind, codes, exclusive=()):
    made = tuple(Code(domain_id, code, code, "Een definitie.") for code in codes)
    return Domain(domain_id, domain_id, "", ("veld",), "rollen", kind, exclusive, "all_schools", "consensus",
                  False, None, made)  # fmt: skip


DOMAINS = (
    make_domain("rol", "enkel", ["een", "twee"]),
    make_domain("actie", "meer", ["a", "b", "geen"], ("geen",)),
)
CODEBOOK = Codebook("1", (), DOMAINS, (), (), ())
NOON, LATER = "2020-05-15T12:00:00", "2020-05-16T12:00:00"
GOOD = [
    Coding("definitief.csv", 2, NOON, "rol", "een", "consensus", "2020-09-14"),
    Coding("definitief.csv", 3, NOON, "actie", "a", "consensus", "2020-09-14"),
]
FILES = {"definitief.csv": "consensus", "codeur_A.csv": "A"}


def problems(*codings, timestamps=frozenset({NOON})):
    found = find_problems([*GOOD, *codings], CODEBOOK, set(timestamps), FILES)
    return [str(problem) for problem in found]


def row(line=4, **changes):
    return GOOD[1]._replace(line=line, **changes)


def test_codings_that_agree_with_the_codebook_are_no_problem():
    assert problems() == []


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"domain": "onbekend"}, "column domein: not in the codebook"),
        ({"code": "onbekend"}, "column code: not in the codebook, expected one of 3 codes of actie"),
        ({"domain": "rol", "code": "twee"}, "second code in rol, where one is allowed (see row 2)"),
        ({"timestamp": LATER}, "column tijdstempel: not a counted interview"),
        ({}, "the same as row 3"),
        ({"code": "b", "decided_on": "14-09-2020"}, "column besloten_op: not a date like 2020-09-14"),
        ({"code": "b", "coder": "A"}, "column codeur: not the coder of this file"),
    ],
)
def test_each_kind_of_problem_is_found_with_file_and_row(changes, what):
    assert f"definitief.csv row 4: {what}" in problems(row(**changes))


def test_a_helper_finds_what_one_process_finds(monkeypatch):
    wrong = [row(), row(5, code="geen"), row(6, timestamp=LATER), row(7, decided_on="gisteren")]
    alone = problems(*wrong)
    monkeypatch.setattr(checks, "WORTH_SHARING", 1)
    assert problems(*wrong) == alone
    assert len(alone) > 4


def test_an_excluding_code_beside_others_is_found():
    assert problems(row(code="geen")) == [
        "definitief.csv row 4: excluding code of actie together with others"
    ]


def test_a_time_stamp_that_is_no_time_is_found():
    assert any("not a time" in problem for problem in problems(row(timestamp="15 mei")))


def test_interviews_without_a_coding_where_one_is_needed_are_counted():
    assert problems(timestamps={NOON, LATER}) == ["codings: 1 interview(s) without a coding in rol"]


def test_blind_codings_stand_as_handed_in_where_the_consensus_decides():
    blind = [row(line, file="codeur_A.csv", coder="A", code=code) for line, code in ((2, "a"), (3, "geen"))]
    assert problems(*blind) == []


def test_blind_codings_that_would_count_must_hold():
    blind = [
        Coding("codeur_A.csv", line, LATER, domain, code, "A", "2020-08-31")
        for line, domain, code in ((2, "rol", "een"), (3, "actie", "a"), (4, "actie", "geen"))
    ]
    found = problems(*blind, timestamps={NOON, LATER})
    assert found == ["codeur_A.csv row 4: excluding code of actie together with others"]


def test_a_decision_of_the_consensus_for_no_code_leaves_the_coders_out():
    blind = Coding("codeur_A.csv", 2, NOON, "actie", "a", "A", "2020-08-31")
    other = Coding("definitief.csv", 9, LATER, "actie", "b", "consensus", "2020-09-14")
    assert blind not in select_counting([GOOD[0], other, blind])


def test_a_wave_that_is_still_being_coded_may_have_interviews_without_a_code():
    check_codings(GOOD, CODEBOOK, {NOON, LATER}, FILES, complete=False)


def test_all_problems_are_raised_in_one_error_that_names_ten():
    rows = [row(line, code="onbekend", timestamp=LATER) for line in range(4, 16)]
    with pytest.raises(CodingError) as caught:
        check_codings([*GOOD, *rows], CODEBOOK, {NOON}, FILES)
    message = str(caught.value)
    assert message.count("row") - message.count("(see row") >= 10
    assert "(+" in message and "onbekend" not in message


def test_a_file_with_other_columns_is_refused(tmp_path):
    path = tmp_path / "codeur_A.csv"
    path.write_text("tijdstempel;domein;code\n", encoding="utf-8")
    with pytest.raises(SourceError, match="other columns"):
        read_codings(path)


def test_a_row_with_too_few_values_is_named_by_its_line(tmp_path):
    path = tmp_path / "codeur_A.csv"
    path.write_text("tijdstempel;domein;code;codeur;besloten_op\na;b;c;A;2020-01-01\na;b\n", encoding="utf-8")
    with pytest.raises(SourceError, match="rows 3"):
        read_codings(path)
