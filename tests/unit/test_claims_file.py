"""Is a wrong claim refused, with its id and what is wrong with it?"""

from __future__ import annotations

import pytest
import yaml

from lobanalysis.claims.checks import find_misfits
from lobanalysis.claims.claims_file import CLAIM, FILE, read_claims
from lobanalysis.claims.results import Results
from lobanalysis.claims.spans import Chapter
from lobanalysis.claims.unknown import check_known, find_unknown
from lobanalysis.errors import ClaimError, SourceError

ALL = ("all", "all")
ROW = {"label": "A", "n": "5", "base": "10", "shown": "True", "shown_as": "5"}
RESULTS = Results(
    {("d.a", *ALL): ROW, ("d.geen", *ALL): ROW, ("i.d.x", *ALL): ROW, ("d.a", "kind", "roc"): ROW},
    {"d": ("a",)},
    {"n": {"scholen": 10}},
)


def write_claims(root, *entries: dict) -> None:
    (root / "report").mkdir(exist_ok=True)
    (root / FILE).write_text(yaml.safe_dump({"claims": list(entries)}), encoding="utf-8")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"id": "x", "test": "all"}, "claim x: of: Field required"),
        ({"id": "x", "test": "all", "of": "d.a", "minstens": 2}, "claim x: minstens: Extra inputs"),
        ({"id": "x", "test": "allemaal", "of": "d.a"}, "claim x: Input tag 'allemaal'"),
        ({"test": "all", "of": "d.a"}, "entry 1: id: Field required"),
        ({"id": "sec-x", "test": "all", "of": "d.a"}, "claim sec-x: id: begins like the label"),
        ({"id": "X y", "test": "all", "of": "d.a"}, "claim X y: id: String should match"),
        ({"id": "x", "test": "all", "of": "alles"}, "claim x: of: String should match"),
        ({"id": "x", "test": "share", "of": "d.a"}, "claim x: needs at_least, at_most, above or below"),
        ({"id": "x", "test": "several", "of": ["d.a"]}, "claim x: at_least: only 1 subjects are named"),
        ({"id": "x", "test": "rank", "of": "d.a", "place": 0}, "claim x: place: Input should be greater"),
        (
            {
                "id": "x",
                "test": "difference",
                "of": "d.a",
                "variable": "kind",
                "higher": "r",
                "lower": "a",
                "editions": "all",
            },
            "claim x: editions: Input should be 'national'",
        ),
    ],
)
def test_a_wrong_entry_is_named_with_its_key(tmp_path, entry, message):
    write_claims(tmp_path, entry)
    with pytest.raises(ClaimError) as caught:
        read_claims(tmp_path)
    assert str(caught.value).startswith(f"{FILE}: ") and message in str(caught.value)


def test_all_wrong_entries_are_named_at_once_and_a_double_one_too(tmp_path):
    good = {"id": "x", "test": "all", "of": "d.a"}
    write_claims(tmp_path, good, good, {"id": "y", "test": "all"})
    with pytest.raises(ClaimError, match="claim y: of.*claim x: occurs 2 times"):
        read_claims(tmp_path)


@pytest.mark.parametrize("text", ["claims: {a: 1}", "beweringen: []", "- a", "claims: [\n"])
def test_a_file_of_another_shape_is_refused(tmp_path, text):
    (tmp_path / "report").mkdir()
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=FILE):
        read_claims(tmp_path)


def test_a_project_without_the_file_has_no_claims(tmp_path):
    assert read_claims(tmp_path) == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"test": "all", "of": "e.a"}, "unknown domain e"),
        ({"test": "all", "of": "d.b"}, "unknown code b of d"),
        ({"test": "all", "of": "i.d.y"}, "unknown indicator d.y"),
        ({"test": "order", "domain": "e", "places": 1}, "unknown domain e"),
        ({"test": "top", "domain": "d", "codes": ["b"]}, "unknown code b of d"),
        ({"test": "rank", "of": "d.geen", "place": 1}, "d.geen excludes the other codes"),
        (
            {"test": "difference", "of": "d.a", "variable": "kind", "higher": "roc", "lower": "x"},
            "unknown group x of kind",
        ),
        ({"test": "number", "path": "n.scholieren", "above": 1}, "no number n.scholieren"),
        ({"test": "trend", "of": "d.a", "since": "2018", "direction": "up"}, "wave 2018 has no tables"),
    ],
)
def test_what_a_claim_names_must_exist(entry, problem):
    claim = CLAIM.validate_python({"id": "x", **entry})
    assert [text for text in find_unknown(claim, RESULTS, {}) if text.startswith(problem)]
    with pytest.raises(ClaimError, match="claim x: "):
        check_known([claim], RESULTS, {})


def test_what_exists_is_right():
    entries = [
        {"test": "all", "of": "i.d.x"},
        {"test": "number", "path": "n.scholen", "above": 1},
        {"test": "trend", "of": "d.a", "since": "2018", "direction": "up"},
    ]
    claims = [CLAIM.validate_python({"id": f"x{place}", **entry}) for place, entry in enumerate(entries)]
    check_known(claims, RESULTS, {"2018": RESULTS})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[Zo]{.claim #a} en [zo]{.claim #a}.", "claim a: marks 2 sentences"),
        ("[Zo]{.claim #b}.", "x.qmd line 1: claim b has no entry in report/claims.yml"),
        ("Niets.", "claim a: stands in no sentence"),
        ("[Zo]{.claim}.", "x.qmd line 1: a sentence is marked as a claim without an #id"),
        ("[Zo]{.claim #a}.\n\n# Kop {#a}", "claim a: something else has the same identifier"),
        ("[Zo]{.claim #a}, [één]{.no-claim}.", "x.qmd line 1: ‘één’ is marked as no claim without a reason"),
        ('[Zo]{.claim #a}, [één]{.no-claim reason=" "}.', "‘één’ is marked as no claim without a reason"),
    ],
)
def test_claims_and_sentences_must_fit(text, problem):
    claims = [CLAIM.validate_python({"id": "a", "test": "all", "of": "d.a"})]
    assert [found for found in find_misfits([Chapter("x.qmd", text)], claims) if problem in found]


def test_claims_and_sentences_that_fit_have_no_problem():
    claims = [CLAIM.validate_python({"id": "a", "test": "all", "of": "d.a"})]
    assert (
        find_misfits([Chapter("x.qmd", '[Zo]{.claim #a} is [één]{.no-claim reason="telregel"}.')], claims)
        == []
    )
