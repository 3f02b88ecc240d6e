import pytest

from lobanalysis.coding import rule_hits
from lobanalysis.coding.codebook import read_codebook
from lobanalysis.coding.rule_hits import find_hits_beside, find_rule_hits, is_large, split_interviews
from lobanalysis.coding.rules import Hit
from lobanalysis.errors import CodingError, SourceError
from lobanalysis.paths import find_project

ANSWERS = [
    ("i-1", "answered", "De decaan en een mentor", ""),
    ("i-2", "negative", "", ""),
    ("i-3", "answered", "Geen decaan", ""),
    ("i-4", "answered", "Loopbaancoach", ""),
    ("i-5", "answered", "De decaan", ""),
]


@pytest.fixture
def codebook():
    return read_codebook(find_project().codebook)


@pytest.fixture
def answers(tmp_path):
    rows = ["interview_id,state,text,refers_to", *map(",".join, ANSWERS)]
    (tmp_path / "q1_specialistisch_a.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def share_all(monkeypatch):
    monkeypatch.setattr(rule_hits, "WORTH_SHARING", 2)


def refuse():
    raise CodingError("codings", "1 problem(s)")


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 1000])
def test_interviews_are_cut_into_blocks_without_losing_one(count):
    names = [f"i-{number}" for number in range(count)]
    blocks = split_interviews(names)
    assert [name for block in blocks for name in block] == names
    assert len(blocks) <= rule_hits.BLOCKS


def test_small_waves_are_not_worth_a_helper():
    assert not is_large(range(99))
    assert is_large(range(100))


def test_a_helper_finds_what_one_process_finds_in_the_same_order(answers, codebook, monkeypatch):
    alone = find_rule_hits(answers, codebook)
    monkeypatch.setattr(rule_hits, "WORTH_SHARING", 2)
    shared = find_rule_hits(answers, codebook)
    assert list(shared.items()) == list(alone.items())
    assert any(shared.values())
    assert all(type(hit) is Hit for found in shared.values() for hit in found)


def test_other_work_is_done_beside_the_rules_and_changes_nothing_of_them(answers, codebook, share_all):
    made, hits = find_hits_beside(lambda: "record", answers, codebook)
    assert made == "record"
    assert list(hits.items()) == list(find_rule_hits(answers, codebook).items())


def test_other_work_is_done_too_where_nothing_is_shared(answers, codebook):
    made, hits = find_hits_beside(lambda: "record", answers, codebook)
    assert (made, hits) == ("record", find_rule_hits(answers, codebook))


@pytest.mark.parametrize("interviews", [2, 100])
def test_the_error_of_the_other_work_is_raised(answers, codebook, monkeypatch, interviews):
    monkeypatch.setattr(rule_hits, "WORTH_SHARING", interviews)
    with pytest.raises(CodingError, match="1 problem"):
        find_hits_beside(refuse, answers, codebook)


def test_a_table_of_answers_without_a_column_is_named(answers, codebook):
    (answers / "q1_specialistisch_a.csv").write_text("interview_id,state\ni-1,answered\n", encoding="utf-8")
    with pytest.raises(SourceError, match="lacks a column"):
        find_rule_hits(answers, codebook)
