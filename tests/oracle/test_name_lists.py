"""The smaller look-up files find the same names as deduce with all of its own."""

import pytest

from lobanalysis.intake.name_lists import find_package, keep_logging, load_names

TEXTS = [
    "collega Anna Smit en Jan Jansen spraken met mevrouw de Vries over het kader.",
    "Vraag het aan dhr. P. van den Berg, Kerkstraat 4 in Utrecht, of aan het UMC.",
    "Dr. El Idrissi (Fatima) werkt bij de gemeente Rotterdam; Scholing hoeft niet.",
    "De decaan, Wilma, belt de ouders. Geen namen hier: loopbaan, koers, kader.",
    "",
]
OTHERS = {
    "locations",
    "institutions",
    "dates",
    "ages",
    "identifiers",
    "phone_numbers",
    "email_addresses",
    "urls",
}


@pytest.fixture(scope="module")
def full():
    assert find_package().is_dir()
    with keep_logging():
        from deduce import Deduce
    return Deduce()


@pytest.mark.parametrize("text", TEXTS)
def test_names_are_found_as_by_deduce_with_all_its_lists(text, full):
    found = load_names().deidentify(text).annotations
    expected = full.deidentify(text, disabled=OTHERS).annotations
    assert sorted((a.start_char, a.end_char, a.tag) for a in found) == sorted(
        (a.start_char, a.end_char, a.tag) for a in expected
    )


def test_some_name_is_found_at_all():
    assert any(a.tag == "persoon" for a in load_names().deidentify(TEXTS[0]).annotations)
