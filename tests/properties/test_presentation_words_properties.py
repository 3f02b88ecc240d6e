"""What holds for the words of every share."""

from hypothesis import given
from hypothesis import strategies as st

from lobanalysis.presentation.quantity_words import find_rank, format_quantity, read_words
from lobanalysis.presentation.wording import format_label, format_percent

WORDS = read_words()
SHARES = st.one_of(
    st.floats(0, 1),
    st.builds(lambda base, part: round(base * part) / base, st.integers(1, 400), st.floats(0, 1)),
    st.sampled_from([limit for word in WORDS for limit in (word.lower, word.upper)]),
)


@given(SHARES, SHARES)
def test_a_larger_share_never_gets_a_smaller_word(one, other):
    small, large = sorted((one, other))
    assert find_rank(small, WORDS) <= find_rank(large, WORDS)


@given(SHARES)
def test_every_share_gets_exactly_one_phrase_apart_from_the_exact_ends(share):
    holding = [word for word in WORDS if word.holds(share) and word.lower < word.upper]
    exact = [word for word in WORDS if word.holds(share) and word.lower == word.upper]
    assert len(exact) == 1 or len(holding) == 1


@given(st.integers(1, 300).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_only_none_is_no_school_and_only_all_are_all_schools(pair):
    n, base = pair
    phrase = format_quantity(n, base, WORDS)
    assert (phrase == "geen enkele school") == (n == 0)
    assert (phrase == "alle scholen") == (n == base)


@given(st.integers(1, 3000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_only_none_is_0_percent_and_only_all_is_100_percent(pair):
    n, base = pair
    assert (format_percent(n / base) == "0%") == (n == 0)
    assert (format_percent(n / base) == "100%") == (n == base)


@given(st.text())
def test_a_label_keeps_all_letters_after_its_first_word_in_a_sentence(text):
    assert len(format_label(text)) >= len(text) - 1
    assert format_label(text).lower() == text.lower()
