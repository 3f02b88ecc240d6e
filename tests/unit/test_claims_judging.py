"""Is a claim true, false or not to be said, at and around its limits, and with hidden counts?"""

from __future__ import annotations

import pytest

from lobanalysis.claims.claims_file import CLAIM
from lobanalysis.claims.judging import judge_claim
from lobanalysis.claims.results import ALL, Results
from lobanalysis.claims.words import format_test, format_value

BASE = 10
GROUP = ("kind", "roc")


def make_row(domain: str, code: str, n: object, base: int = BASE) -> dict[str, str]:
    shown = isinstance(n, int)
    return {
        "indicator": f"{domain}.{code}",
        "label": code,
        "n": str(n) if shown else "",
        "base": str(base),
        "shown": str(shown),
        "shown_as": str(n),
    }


def make_results(counts: dict[str, object], group: tuple[str, str] = ALL) -> Results:
    """Return results of one domain d, code to count (or class), and the same as indicators."""
    rows = {(f"d.{code}", *group): make_row("d", code, n) for code, n in counts.items()}
    rows |= {(f"i.d.{code}", *group): make_row("d", code, n) for code, n in counts.items()}
    return Results(rows, {"d": tuple(code for code in counts if code != "geen")}, {"a": {"b": 0.5}})


def judge(counts: dict[str, object], **claim):
    """Return the verdict on a claim in a group with these counts."""
    return judge_claim(
        CLAIM.validate_python({"id": "x", **claim}), make_results(counts, GROUP), GROUP
    ).verdict


@pytest.mark.parametrize(
    ("claim", "true", "false"),
    [
        ({"test": "all", "of": "d.a"}, {"a": 10}, {"a": 9}),
        ({"test": "none", "of": "d.a"}, {"a": 0}, {"a": 1}),
        ({"test": "most", "of": "d.a"}, {"a": 6}, {"a": 5}),
        ({"test": "share", "of": "d.a", "at_least": 0.3}, {"a": 3}, {"a": 2}),
        ({"test": "share", "of": "d.a", "above": 0.3}, {"a": 4}, {"a": 3}),
        ({"test": "share", "of": "d.a", "at_most": 0.3}, {"a": 3}, {"a": 4}),
        ({"test": "share", "of": "d.a", "below": 0.3}, {"a": 2}, {"a": 3}),
        ({"test": "share", "of": "i.d.a", "at_least": 0.3, "below": 0.5}, {"a": 4}, {"a": 5}),
        ({"test": "count", "of": "d.a", "at_least": 3}, {"a": 3}, {"a": 2}),
        ({"test": "compare", "of": ["d.a"], "than": ["d.b"]}, {"a": 4, "b": 3}, {"a": 3, "b": 3}),
        ({"test": "compare", "of": ["d.a"], "than": ["d.b"], "by": 2}, {"a": 5, "b": 3}, {"a": 4, "b": 3}),
        (
            {"test": "compare", "of": ["d.a", "d.b"], "than": ["d.c"]},
            {"a": 5, "b": 4, "c": 3},
            {"a": 5, "b": 3, "c": 3},
        ),
        ({"test": "rank", "of": "d.a", "place": 1}, {"a": 5, "b": 4, "geen": 9}, {"a": 4, "b": 4, "geen": 0}),
        ({"test": "rank", "of": "d.a", "place": 2}, {"a": 4, "b": 5, "c": 3}, {"a": 5, "b": 4, "c": 3}),
        ({"test": "rank", "of": "d.a", "place": 2}, {"a": 4, "b": 5, "c": 3}, {"a": 4, "b": 5, "c": 4}),
        (
            {"test": "top", "domain": "d", "codes": ["a", "b"]},
            {"a": 3, "b": 5, "c": 2},
            {"a": 3, "b": 5, "c": 3},
        ),
        ({"test": "order", "domain": "d", "places": 2}, {"a": 5, "b": 4, "c": 3}, {"a": 5, "b": 4, "c": 4}),
        ({"test": "order", "domain": "d", "places": 2}, {"a": 5, "b": 4, "c": 3}, {"a": 5, "b": 5, "c": 3}),
        ({"test": "order", "domain": "d", "places": 9}, {"a": 5, "b": 4}, {"a": 5, "b": 5}),
        (
            {"test": "several", "of": ["d.a", "d.b", "d.c"]},
            {"a": 1, "b": 1, "c": 0},
            {"a": 5, "b": 0, "c": 0},
        ),
        ({"test": "several", "of": ["d.a", "d.b"], "schools": 3}, {"a": 3, "b": 3}, {"a": 3, "b": 2}),
    ],
)
def test_a_claim_turns_at_its_limit(claim, true, false):
    assert judge(true, **claim) is True
    assert judge(false, **claim) is False


@pytest.mark.parametrize(
    ("claim", "counts", "verdict"),
    [
        ({"test": "most", "of": "d.a"}, {"a": "niet getoond"}, None),
        ({"test": "most", "of": "d.a"}, {"a": "minder dan 3"}, False),
        ({"test": "most", "of": "d.a"}, {"a": "vrijwel alle"}, True),
        ({"test": "all", "of": "d.a"}, {"a": "vrijwel alle"}, None),
        ({"test": "none", "of": "d.a"}, {"a": "minder dan 3"}, None),
        ({"test": "none", "of": "d.a"}, {"a": "3 of meer"}, False),
        ({"test": "order", "domain": "d", "places": 1}, {"a": 5, "b": "minder dan 3"}, True),
        ({"test": "order", "domain": "d", "places": 1}, {"a": 5, "b": "niet getoond"}, None),
        ({"test": "order", "domain": "d", "places": 1}, {"a": 5, "b": 5, "c": "minder dan 3"}, False),
        ({"test": "rank", "of": "d.a", "place": 1}, {"a": 5, "b": 6, "c": "niet getoond"}, False),
        ({"test": "rank", "of": "d.a", "place": 1}, {"a": "niet getoond", "b": 6}, None),
        ({"test": "compare", "of": ["d.a"], "than": ["d.b"]}, {"a": 3, "b": "minder dan 3"}, True),
        ({"test": "several", "of": ["d.a", "d.b"], "schools": 3}, {"a": 4, "b": "3 of meer"}, True),
        ({"test": "several", "of": ["d.a", "d.b"], "schools": 4}, {"a": 4, "b": "3 of meer"}, None),
    ],
)
def test_a_hidden_count_counts_as_every_number_of_its_class(claim, counts, verdict):
    assert judge(counts, **claim) is verdict


def test_a_subject_that_a_group_has_no_row_of_cannot_be_judged():
    assert judge({"b": 5}, test="most", of="d.a") is None


def test_groups_and_waves_are_compared_by_their_shares():
    rows = {("d.a", *GROUP): make_row("d", "a", 6), ("d.a", "kind", "aoc"): make_row("d", "a", 9, 20)}
    results = Results(rows | {("d.a", *ALL): make_row("d", "a", 15, 30)}, {"d": ("a",)}, {})
    claim = {
        "id": "x",
        "test": "difference",
        "of": "d.a",
        "variable": "kind",
        "higher": "roc",
        "lower": "aoc",
    }
    assert [
        judge_claim(CLAIM.validate_python(claim | {"by": by}), results).verdict for by in (0.15, 0.16)
    ] == [
        True,
        False,
    ]
    earlier = {"2018": make_results({"a": 4})}
    trend = {"id": "x", "test": "trend", "of": "d.a", "since": "2018"}
    verdicts = [
        judge_claim(
            CLAIM.validate_python(trend | {"direction": way, "by": 0.1}), results, earlier=earlier
        ).verdict
        for way in ("up", "down")
    ]
    assert verdicts == [True, False]


def test_a_number_is_found_by_its_path():
    claim = CLAIM.validate_python({"id": "x", "test": "number", "path": "a.b", "above": 0.4})
    evidence = judge_claim(claim, make_results({}))
    assert (evidence.verdict, format_value(claim, evidence)) == (True, "0,5")


def test_the_appendix_says_what_was_tested_and_what_it_came_to():
    claim = CLAIM.validate_python({"id": "x", "test": "order", "domain": "d", "places": 1})
    evidence = judge_claim(claim, make_results({"a": 5, "b": 4, "c": 1}))
    assert format_test(claim) == "de eerste plaats is ongedeeld"
    assert format_value(claim, evidence) == "a: 5; b: 4 (van 10)"
