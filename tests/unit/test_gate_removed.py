"""Does the gate know all that was removed: of what was corrected, also what was typed before?"""

from __future__ import annotations

import pytest
from made_up_wave import ANNA, find_nobody, make_project

from lobanalysis.gate.secrets import read_removed
from lobanalysis.intake.stage import run_intake

WAVE = "2031"
TIME = "2020-06-02T15:16:46"


@pytest.mark.parametrize(
    ("field", "typed", "value", "words"),
    [
        ("instelling", ANNA[2], "901B", "roc duinrand oudzand"),
        ("gesproken_met", ANNA[3], "Cornelia Vlasblom", "quastel"),
        ("q4", "de directie", "bel 06-12345678", "06 12345678"),
    ],
)
def test_what_a_correction_changes_is_looked_for_as_typed_and_as_corrected(
    field, typed, value, words, tmp_path
):
    entry = {"timestamp": TIME, "field": field, "expected": typed, "value": value, "reason": "een proef"}
    project = make_project(tmp_path, [ANNA], [entry])
    run_intake(project, WAVE, find_persons=find_nobody)
    found = {item.words for item in read_removed(project, WAVE)}
    assert words in found
    if field == "gesproken_met":
        assert "vlasblom" in found
