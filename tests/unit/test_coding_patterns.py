import pytest

from lobanalysis.coding.pattern_index import PatternIndex
from lobanalysis.coding.patterns import PatternError, read_pattern
from lobanalysis.coding.rules import Rule
from lobanalysis.coding.words import fold_text, split_words


def matched(pattern, text):
    words = split_words(text)
    for start, end, _ in PatternIndex([Rule("d", "a", read_pattern(pattern), "", 1)]).find_matches(words):
        return text[words[start].start : words[end - 1].end]
    return None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("coach", "een coach per klas", "coach"),
        ("coach", "een loopbaancoach", None),
        ("coach", "een loopbaan-coach", None),
        ("coach", "een coach-docent", None),
        ("slb", "de slb'er", None),
        ("slb'er", "de SLB-er", "SLB-er"),
        ("lob-coördinator", "LOB coordinator", "LOB coordinator"),
        ("vastlop*", "voor vastlopers", "vastlopers"),
        ("collega*", "voor collega's", "collega"),
        ("uren|middelen geven", "middelen geven", "middelen geven"),
        ("kader .. vast*", "het kader elk jaar opnieuw vaststellen", "kader elk jaar opnieuw vaststellen"),
        ("kader .. vast*", "het kader is er nu echt en ligt vast", None),
        ("kaders vertalen", "kaders. Vertalen", None),
        ("kaders vertalen", "kaders, vertalen", None),
        ("*gesprek|*gesprekken", "de mentorgesprekken lopen", "mentorgesprekken"),
        ("contactpers vo-mbo", "contactpers. vo-mbo", "contactpers. vo-mbo"),
    ],
)
def test_a_pattern_matches_whole_words_in_the_order_of_the_text(pattern, text, expected):
    assert matched(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "position"),
    [("", 1), ("(a+)+", 1), ("de ab*", 4), ("*er", 1), ("team *l*", 6), (".. kader", 1), ("kader ..", 8),
     ("a .. b .. c .. d", 13), ("team-leider|manager", 1), ("kader  b?", 9)],
)  # fmt: skip
def test_an_invalid_pattern_is_refused_with_its_position(pattern, position):
    with pytest.raises(PatternError) as caught:
        read_pattern(pattern)
    assert caught.value.position == position


def test_folding_keeps_every_character_in_its_place():
    text = "Eén İ ß 🙂 coördinator"
    assert len(fold_text(text)) == len(text)


def test_a_word_knows_its_place_in_the_text():
    text = "🙂 Eén coördinator"
    assert [text[word.start : word.end] for word in split_words(text)] == ["Eén", "coördinator"]
