"""Schools looked up through an index are those found by comparing a typed text with every school."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from lobanalysis.intake.likeness import LikenessIndex, compare, find_best, list_windows
from lobanalysis.intake.school_index import SchoolIndex
from lobanalysis.intake.schools import match_school

LIMIT = 85.0
# Few syllables, so that many words are alike.
SYLLABLES = ["duin", "zee", "rand", "a", "kade", "veld", "oever", "zand"]
NAMES = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=5).map("".join)


@st.composite
def misspell(draw, words=NAMES):
    word = draw(words)
    place = draw(st.integers(0, len(word)))
    return word[:place] + draw(st.sampled_from(["", "x", "aa"])) + word[place + draw(st.integers(0, 2)) :]


@given(words=st.lists(misspell(), max_size=20), other=misspell())
def test_the_index_finds_exactly_the_words_that_are_alike(words, other):
    alike = sorted({word for word in words if compare(word, other) >= LIMIT})
    assert LikenessIndex(words, LIMIT).find(other) == alike


@given(words=st.lists(misspell(), max_size=5), name=misspell())
def test_the_best_row_of_words_is_that_of_all_rows_when_it_is_alike_enough(words, name):
    rows = {(start, end): "".join(words[start:end]) for start, end in list_windows(len(words))}
    best = max((compare(row, name) for row in rows.values()), default=0.0)
    score, left = find_best(words, name, LIMIT)
    if best < LIMIT:
        assert score < LIMIT
    else:
        assert score == best
        assert left in [
            words[:start] + words[end:] for (start, end), row in rows.items() if compare(row, name) == best
        ]


class EverySchool(SchoolIndex):
    """Leaves nothing out of what is compared."""

    def find_named(self, words):
        return [school for schools in self.by_name.values() for school in schools]

    def find_towns(self, words):
        return set(self.by_town)


@st.composite
def registers(draw):
    rows = draw(st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["ROC", "AOC"])), min_size=1, max_size=8))
    named = [(f"{900 + n}A", f"{kind} {name}", town, kind) for n, (name, town, kind) in enumerate(rows)]
    return pd.DataFrame(named, columns=["brin", "naam", "plaats", "soort"])


@settings(max_examples=300)
@given(data=st.data(), register=registers())
def test_a_text_gets_the_match_that_looking_at_every_school_gives(data, register):
    known = st.sampled_from(sorted({*register["naam"], *register["plaats"]}))
    parts = data.draw(st.lists(st.one_of(known, misspell(known), misspell()), min_size=1, max_size=4))
    typed = data.draw(st.sampled_from([" ", ", ", " - "])).join(parts)
    assert match_school(typed, SchoolIndex(register)) == match_school(typed, EverySchool(register))
