import io

import pandas as pd
import pytest
from made_up_wave import REGISTER

from lobanalysis.errors import SchoolMatchError
from lobanalysis.intake.school_index import SchoolIndex
from lobanalysis.intake.schools import match_school, match_schools

SCHOOLS = pd.read_csv(io.StringIO(REGISTER), sep=";")
INDEX = SchoolIndex(SCHOOLS)


@pytest.mark.parametrize(
    ("typed", "brin"),
    [
        ("ROC Duinrand, Oudzand", "900A"),
        ("r.o.c. duinrant (oudzand)", "900A"),
        ("Duinrand – vestiging Kade, Oudzand", "900A"),
        ("zeeborg duinrand", "901B"),
        ("Aoc Akkervéén", "902C"),
        ("902c", "902C"),
    ],
)
def test_a_school_is_found_as_people_type_it(typed, brin):
    assert match_school(typed, INDEX).brin == brin


def test_a_name_that_is_also_the_town_of_another_needs_the_whole_name():
    assert match_school("Duinrand", INDEX).brin is None
    assert match_school("ROC Duinrand", INDEX).brin == "900A"


@pytest.mark.parametrize(
    "typed", ["", "Zandborg", "ROC Akkerveen", "Duinrand, Kleihuizen", "Akkerveen of Zeeborg"]
)
def test_what_is_not_certain_has_no_match(typed):
    assert match_school(typed, INDEX).brin is None


def test_the_error_names_rows_and_the_way_out_but_never_what_was_typed():
    typed = pd.Series(["ROC Duinrand", "Zandborg Geheim"], index=[2, 3])
    with pytest.raises(SchoolMatchError) as caught:
        match_schools(typed, SCHOOLS, "x.csv")
    message = str(caught.value)
    assert "row(s) 3" in message and "correcties.yml" in message and "brin" in message
    assert "Zandborg" not in message and "Geheim" not in message
