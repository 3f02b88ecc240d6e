from itertools import product

from lobanalysis.coding.codebook import Code, Domain
from lobanalysis.coding.decisions import Decision, Given, SameGiven
from lobanalysis.coding.precedence import make_judgement
from lobanalysis.coding.tables import list_decided, list_given

CODES = ("twee", "een", "drie")
DOMAIN = Domain("rol", "rol", "", ("veld",), "rollen", "meer", (), "all_schools", "consensus", False, None,
                tuple(Code("rol", code, code, "Een definitie.") for code in CODES))  # fmt: skip
DECISIONS = [(interview, "rol") for interview in ("i-1", "i-2", "i-3")]
A = make_judgement("A", [("i-2", "rol", "drie"), ("i-2", "rol", "twee"), ("i-1", "ander", "x")])
B = make_judgement("B", [("i-1", "rol", "een"), ("i-2", "rol", "een")])


def test_what_was_given_comes_by_interview_then_coder_then_code_of_the_codebook():
    sources = {"B": B.codes_of, "A": A.codes_of}
    assert list(list_given(DOMAIN, DECISIONS, sources)) == [
        ("i-1", "rol", "een", "B"),
        ("i-2", "rol", "twee", "A"),
        ("i-2", "rol", "drie", "A"),
        ("i-2", "rol", "een", "B"),
    ]


def test_a_decision_for_none_is_listed_and_one_that_was_not_made_is_not():
    # A has rows of both interviews and both domains, so it decided on all four; B never saw the other domain.
    assert list(list_decided(DECISIONS, [B, A])) == [
        (interview, "rol", coder) for interview, coder in product(("i-1", "i-2"), "AB")
    ]


def test_what_is_found_in_equal_objects_is_found_once_for_each_domain():
    given, looked = (Given("een"),), []

    def look(decision):
        looked.append(decision.domain)
        return decision.domain, decision.codes

    same = SameGiven(look)
    first, second = Decision("A", "t", "rol", given), Decision("B", "u", "rol", given)
    other = Decision("A", "t", "taak", given)
    assert [same.look(one) for one in (first, second, other)] == [
        ("rol", {"een"}), ("rol", {"een"}), ("taak", {"een"})
    ]  # fmt: skip
    assert looked == ["rol", "taak"]


def test_what_was_given_in_a_decision_that_is_gone_is_not_taken_for_another():
    same = SameGiven(lambda decision: decision.codes)
    for number in range(1000):
        assert same.look(Decision("A", "t", "rol", (Given(f"code-{number}"),))) == {f"code-{number}"}
