"""Places and names are looked for only where their first word stands, and nothing is missed by that."""

import re

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lobanalysis.intake.persons import find_full_names, make_full_names, split_persons
from lobanalysis.intake.places import PlaceNames, find_places, make_place_names
from lobanalysis.intake.spans import Span, fold
from lobanalysis.intake.wordlists import Brand, WordLists

LISTS = WordLists(frozenset({"kader"}), frozenset({"veld"}), (Brand("Duinpas & Co", "brand"),))
NAMES = ["ROC Duinrand", "Zee & Veld College", "AOC \u2019t Hof", "2Kade", "Kader Zeeborg", "Enschool"]
REGISTER = pd.DataFrame({"naam": NAMES, "plaats": ["Oud Zand"] * 6, "provincie": ["Kustland"] * 6})
PIECES = st.sampled_from(
    "ROC Duinrand duinrandcollege Zee en & Veld ZeeenVeld College Oud Zand oudzand Kustland 't Hof 2Kade "
    "Duinpas Co Zeeborg Enschool roc. Anna van Dijk Dijk W. (Wil) Bos Bos-Anna".split()
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "", "-", ", "])), max_size=8)
PERSONS = [*split_persons("Anna van Dijk en W. (Wil) Bos"), *split_persons("Dijk Anna")]


class EveryPattern(PlaceNames):
    """Leaves nothing out of what is looked for."""

    def find_possible(self, folded):
        return list(self.patterns)


def join(parts):
    return "".join(word + sign for word, sign in parts)


@given(TEXTS.map(join))
def test_looking_for_every_name_and_town_finds_no_more(text):
    names = make_place_names(REGISTER, LISTS)
    every = EveryPattern(names.patterns, names.long_names)
    assert find_places(text, names, LISTS) == find_places(text, every, LISTS)


@given(TEXTS.map(join))
def test_looking_for_every_full_name_finds_no_more(text):
    full = sorted({fold(one.full) for one in PERSONS if len(one.parts) > 1}, key=lambda n: (-len(n), n))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, full))})(?!\w)")
    expected = [Span(*match.span(), "person") for match in pattern.finditer(fold(text))]
    assert find_full_names(text, make_full_names(PERSONS)) == expected
