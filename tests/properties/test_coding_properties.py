from hypothesis import given
from hypothesis import strategies as st

from lobanalysis.coding.guards import Guard
from lobanalysis.coding.pattern_index import PatternIndex
from lobanalysis.coding.patterns import PatternError, match_steps, read_pattern
from lobanalysis.coding.precedence import make_judgement, resolve_decision
from lobanalysis.coding.rules import Rule, find_hits
from lobanalysis.coding.words import fold_text, split_words

GUARDS = PatternIndex(
    [
        Guard("ontkenning", read_pattern("geen"), "voor"),
        Guard("ontkenning", read_pattern("niet"), "beide"),
    ]
)
RULES = [
    Rule("d", code, read_pattern(pattern), "", line)
    for line, (code, pattern) in enumerate(
        [("a", "kader"), ("b", "kader* .. team"), ("c", "team|kaders"), ("d", "plan*")]
    )
]
LONG_RULES = [
    *RULES,
    *(
        Rule("d", pattern, read_pattern(pattern), "", 9)
        for pattern in (
            "*der team",
            "geen .. .. team",
            "kader team plan*",
            "de .. kader .. plan*",
            "de .. niet",
        )
    ),
]
WORDS = st.sampled_from(
    ["kader", "kaders", "team", "plannen", "geen", "niet", "de", "Kadér", ".", ",", "-", "\n", "maar"]
)
ANSWERS = st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join))


@given(st.text())
def test_folding_keeps_the_length_and_folding_twice_is_folding_once(text):
    assert len(fold_text(text)) == len(text)
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text())
def test_words_lie_apart_in_the_order_of_the_text(text):
    words = split_words(text)
    assert all(one.start < one.end <= other.start for one, other in zip(words, words[1:], strict=False))
    assert all(one.clause <= other.clause for one, other in zip(words, words[1:], strict=False))


@given(ANSWERS)
def test_evidence_lies_within_the_text_and_never_overlaps(text):
    hits = find_hits(text, "veld", PatternIndex(RULES), GUARDS)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in zip(hits, hits[1:], strict=False))


def match_alone(pattern, words, start):
    """Return the index after the last word of a match that begins at a word, without any index."""
    if (words[start].glued and start) or not pattern.steps[0].fits(words[start].text):
        return None
    end = match_steps(pattern.steps[1:], words, start + 1)
    cut = end is not None and end < len(words) and words[end].glued
    return None if cut and not pattern.open_end else end


@given(ANSWERS)
def test_the_index_finds_what_each_pattern_finds_by_itself(text):
    words = split_words(text)
    found = [(start, end, rule.code) for start, end, rule in PatternIndex(LONG_RULES).find_matches(words)]
    alone = [
        (start, end, rule.code)
        for start in range(len(words))
        for rule in LONG_RULES
        if (end := match_alone(rule.pattern, words, start)) is not None
    ]
    assert sorted(found) == sorted(alone)


@given(ANSWERS, st.randoms())
def test_the_order_of_the_rules_in_memory_does_not_matter(text, random):
    shuffled = random.sample(RULES, len(RULES))
    assert find_hits(text, "f", PatternIndex(shuffled), GUARDS) == find_hits(
        text, "f", PatternIndex(RULES), GUARDS
    )


@given(ANSWERS)
def test_guards_only_take_hits_away(text):
    free = find_hits(text, "veld", PatternIndex(RULES), PatternIndex(()))
    assert set(find_hits(text, "veld", PatternIndex(RULES), GUARDS)) <= set(free)


@given(st.text(alphabet="ab*|.- (?+[\\é", max_size=20))
def test_a_pattern_is_read_or_refused_with_a_position_inside_it(source):
    try:
        assert read_pattern(source).steps
    except PatternError as error:
        assert 1 <= error.position <= max(len(source), 1)


CODES = st.lists(st.tuples(st.just("i-1"), st.sampled_from(["d", "e"]), st.sampled_from("abc")))


@given(CODES, CODES, CODES)
def test_one_decision_never_mixes_sources(agreed, first, second):
    humans = [make_judgement("A", first), make_judgement("B", second)]
    hits = find_hits("kader plan", "veld", PatternIndex(RULES), PatternIndex(()))
    rows, still_open = resolve_decision(("i-1", "d"), make_judgement("consensus", agreed), humans, hits)
    assert len({row.source for row in rows}) <= 1
    assert not (rows and still_open)
    assert len({row.code for row in rows}) == len(rows)
