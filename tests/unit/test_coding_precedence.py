import pytest

from lobanalysis.coding.precedence import make_judgement, resolve_decision
from lobanalysis.coding.rules import Hit

DECISION = ("i-1", "actie")
HITS = [Hit("a", "veld", 5, 9), Hit("a", "veld", 20, 24), Hit("b", "veld", 30, 33)]


def judge(coder, *codes):
    """Return the judgement of a coder who decided on i-1 and i-2 in two domains."""
    return make_judgement(coder, [*(("i-1", "actie", code) for code in codes),
                                  ("i-1", "rol", "een"), ("i-2", "actie", "b")])  # fmt: skip


NOBODY = make_judgement("consensus", [])


@pytest.mark.parametrize(
    ("consensus", "humans", "expected"),
    [
        (judge("consensus", "a"), [judge("A", "b"), judge("B", "c")], [("a", "consensus", "consensus")]),
        (judge("consensus"), [judge("A", "b")], []),
        (NOBODY, [judge("A", "b"), judge("B", "b")], [("b", "human", "A+B")]),
        (NOBODY, [judge("B", "c")], [("c", "human", "B")]),
        (NOBODY, [judge("A"), judge("B")], []),
        (NOBODY, [], [("a", "rule", "rule"), ("b", "rule", "rule")]),
    ],
)
def test_consensus_goes_before_agreeing_coders_and_those_before_rules(consensus, humans, expected):
    rows, still_open = resolve_decision(DECISION, consensus, humans, HITS)
    assert sorted((row.code, row.source, row.coder) for row in rows) == expected
    assert still_open is None


def test_coders_who_differ_leave_the_interview_open_and_no_rule_steps_in():
    rows, still_open = resolve_decision(DECISION, NOBODY, [judge("B", "a"), judge("A", "a", "b")], HITS)
    assert rows == []
    assert (still_open.interview_id, still_open.domain, still_open.coders) == ("i-1", "actie", "A+B")


def test_a_coder_who_gave_no_code_differs_from_one_who_did():
    assert resolve_decision(DECISION, NOBODY, [judge("A"), judge("B", "a")], [])[1] is not None


def test_the_evidence_of_a_code_is_its_first_hit():
    rows, _ = resolve_decision(DECISION, NOBODY, [], HITS)
    assert {row.code: row.hit.start for row in rows} == {"a": 5, "b": 30}


def test_only_rules_have_evidence():
    rows, _ = resolve_decision(DECISION, judge("consensus", "a"), [], HITS)
    assert rows[0].hit is None
