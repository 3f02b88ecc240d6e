"""What holds for any answers: an export that is read again gives the same codings at the same places."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from exchange_sample import make_exchange_project
from exchange_schema import find_schema_problems
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lobanalysis.coding.exchange.archive_reading import open_archive
from lobanalysis.coding.exchange.archive_writing import make_project_file
from lobanalysis.coding.exchange.foreign_reading import make_foreign_project
from lobanalysis.coding.exchange.guids import make_user_guid
from lobanalysis.coding.exchange.judging import TAKEN, judge_codings
from lobanalysis.coding.exchange.material import GivenCode, Material, Span
from lobanalysis.coding.exchange.material_reading import read_material
from lobanalysis.coding.exchange.offsets import (
    count_units,
    find_character_place,
    find_original_place,
    find_plain_place,
    find_unit_place,
    make_plain,
)
from lobanalysis.coding.exchange.rare_values import hide_rare_values

SPECIAL = "ab \r\n\t<>&\"']]>\ufeff\x00\x0b\u2028\u200dé😀👩🏫"
ALPHABET = st.one_of(st.sampled_from(SPECIAL), st.characters(exclude_categories=["Cs"]))
WHOLE = st.sampled_from(["", "\r\n", "\ufeff", "😀", "a\r\nb", "<b>&amp;</b>"])
TEXTS = st.one_of(WHOLE, st.text(ALPHABET, max_size=30))
CODES = {"rol": ("decaan", "mentor"), "sturing": ("directie", "geen"), "plek": ("geen", "team")}
FIELDS = {"rol": ("q1_a",), "sturing": ("q4", "q5"), "plek": ("q11",)}
CODERS = ("consensus", "A", "B")


@lru_cache
def read_sample() -> Material:
    with TemporaryDirectory() as folder:
        return read_material(make_exchange_project(Path(folder)), "2031")


@st.composite
def materials(draw) -> Material:
    """Return any answers of two interviews, with any codings of three coders, some with evidence."""
    fields = [field for each in FIELDS.values() for field in each]
    answers = {(f"i-{who}", field): draw(TEXTS) for who in (0, 1) for field in fields}
    keys = st.tuples(st.sampled_from(["i-0", "i-1"]), st.sampled_from(list(CODES)), st.sampled_from(CODERS))
    codings = {}
    for who, domain, coder in draw(st.lists(keys, max_size=6)):
        code = draw(st.sampled_from(CODES[domain]))
        evidence = draw(st.lists(spans(answers, who, domain), max_size=2))
        codings[who, domain, code, coder] = GivenCode(who, domain, code, coder, "2031-06-01", tuple(evidence))
    return replace(read_sample(), answers=answers, codings=tuple(codings.values()), coders=CODERS, schools=())


def spans(answers, who, domain):
    """Return any part of an answer that does not cut a line end in two or begin before its mark."""

    def make(field, first, last):
        text = answers[who, field]
        places = sorted(
            find_original_place(text, int(each * len(make_plain(text)))) for each in (first, last)
        )
        return Span(field, *places)

    share = st.floats(0, 1)
    return st.builds(make, st.sampled_from(FIELDS[domain]), share, share)


def normalise(material: Material):
    """Return each coding with each of its places; the whole of an answer is one place however it was said."""
    found = set()
    for each in material.codings:
        for span in material.find_spans(each):
            text = material.answers[each.interview, span.field]
            start, end = find_plain_place(text, span.start), find_plain_place(text, span.end)
            whole = (start, end) == (0, len(make_plain(text)))
            place = (0, len(text)) if whole else (span.start, span.end)
            found.add((each.coder, each.interview, each.domain, each.code, span.field, *place))
    return found


def read_back(material: Material, data: bytes, utf16: bool):
    project = make_foreign_project(open_archive("p.qdpx", data))
    coders = {make_user_guid(material.wave, coder): coder for coder in material.coders}
    return judge_codings(project, material.wave, material.codebook, material.answers, coders, utf16)


@settings(max_examples=150, deadline=None)
@given(materials(), st.booleans())
def test_codings_and_places_come_back_the_same(material, utf16):
    outcomes = read_back(material, make_project_file(material, utf16=utf16), utf16)
    assert {each.outcome for each in outcomes} <= {TAKEN}
    found = {
        (each.coder, each.interview, each.domain, each.code, each.span.field, each.span.start, each.span.end)
        for each in outcomes
    }
    assert found == normalise(material)


@settings(max_examples=60, deadline=None)
@given(materials(), st.booleans())
def test_any_answers_give_a_valid_file_and_the_same_every_time(material, utf16):
    data = make_project_file(material, utf16=utf16)
    assert find_schema_problems(open_archive("p.qdpx", data).project) == []
    assert data == make_project_file(material, utf16=utf16)


@given(st.text(ALPHABET, max_size=30))
@example("\ufeff\r\n")
def test_a_place_in_a_plain_text_and_back_is_the_same(text):
    plain = make_plain(text)
    for place in range(len(plain) + 1):
        original = find_original_place(text, place)
        assert find_plain_place(text, original) == place
        assert make_plain(text[original:]).removeprefix("\ufeff") == plain[place:].removeprefix("\ufeff")
    assert "\r" not in plain


@given(st.text(ALPHABET, max_size=30))
def test_a_place_in_units_and_back_is_the_same(text):
    places = range(len(text) + 1)
    assert [find_character_place(text, find_unit_place(text, place)) for place in places] == list(places)
    assert count_units(text) == len(text.encode("utf-16-le")) // 2
    assert find_character_place(text, count_units(text) + 1) == -1


VALUES = st.dictionaries(
    st.integers(0, 40).map(lambda n: f"s-{n}"), st.tuples(*[st.sampled_from("abcd")] * 3), min_size=1
)


@given(VALUES, st.integers(1, 5))
def test_each_combination_of_shown_values_belongs_to_enough_schools(values, minimum):
    shown = list(hide_rare_values(values, minimum).values())
    assert len(shown) == len(values)
    assert all(shown.count(row) >= min(minimum, len(values)) for row in shown)


@given(VALUES, st.integers(1, 5))
def test_a_value_that_is_shown_is_the_right_one(values, minimum):
    shown = hide_rare_values(values, minimum)
    pairs = [(a, b) for case, row in shown.items() for a, b in zip(row, values[case], strict=True)]
    assert all(a in (b, "niet getoond") for a, b in pairs)
