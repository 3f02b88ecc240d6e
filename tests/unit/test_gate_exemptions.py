"""Are exemptions of the gate reasoned, and no wider than a word?"""

from __future__ import annotations

from pathlib import Path

import pytest

from lobanalysis.errors import SourceError
from lobanalysis.gate.exemptions import read_exemptions
from lobanalysis.gate.matcher import Matcher
from lobanalysis.gate.removed import Removed

OWN = Path(__file__).parents[2] / "data" / "privacy"


def test_an_exempted_word_is_passed_over_but_a_name_that_holds_it_is_not():
    removed = [Removed("person", "koos"), Removed("person", "koos zwaluw")]
    assert not Matcher(removed, {"koos"}).count("zij koos haar opleiding")
    assert Matcher(removed, {"koos"}).count("zei Koos Zwaluw") == {"person": 1}


@pytest.mark.parametrize("row", ["koos;", "koos;is gewoon", ";een reden van vijf woorden", "koos"])
def test_an_exemption_without_text_or_reason_is_refused_by_row_and_not_by_text(row, tmp_path):
    (tmp_path / "uitzonderingen.csv").write_text(f"tekst;reden\n{row}\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_exemptions(tmp_path)
    assert "row(s) 2" in str(caught.value) and "koos" not in str(caught.value)


def test_each_exemption_of_this_project_is_one_word_with_its_reason():
    assert all(" " not in text for text in read_exemptions(OWN))
