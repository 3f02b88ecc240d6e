"""Whatever a file or text holds, a reader returns a value or raises one clear error, and ends."""

from __future__ import annotations

import re
import tempfile
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hostile.payloads import SHOWN, UNSEEN
from hostile.project import READERS, TABLES, YAML, write_hostile_project
from lobanalysis.coding.patterns import PatternError, read_pattern
from lobanalysis.errors import LobError
from lobanalysis.execution.parameters import read_literals
from lobanalysis.intake.cell_patterns import LONGEST, fit_start, fit_whole
from lobanalysis.intake.contacts import find_contacts
from lobanalysis.intake.dates import parse_interview_date
from lobanalysis.intake.schools import match_school
from lobanalysis.intake.timestamps import parse_timestamp
from lobanalysis.plain_yaml import NoPlainData, parse_json, parse_yaml
from lobanalysis.publishing.embeds import read_options
from lobanalysis.publishing.shortcodes import Sources, expand_shortcodes

KNOWN = ("stated", "derived", "missing", "impossible")
EXAMPLES = {"quick": 15, "long": 1500}
PIECES = st.one_of(
    st.sampled_from([*SHOWN.values(), *UNSEEN.values()]),
    st.sampled_from(["\n", ";", ",", '"', "'", ": ", "- ", "{", "}", "[", "]", "&a", "*a", "!!x ", "#| "]),
    st.sampled_from(["-1", "1e9", "²", "2020-06-02", "2020/06/02 3:16:46 p.m. EET", "di 2 juni", "ROC"]),
    st.text(max_size=8),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)
fuzz = partial(settings, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return write_hostile_project(tmp_path_factory.mktemp("fuzz") / "p")


def change(text: str, places: list[tuple[float, float, str]]) -> str:
    """Return a text with pieces put in the place of others."""
    for at, length, piece in places:
        start = int(at * len(text))
        text = text[:start] + piece + text[start + int(length * 20) :]
    return text


CHANGES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), PIECES), min_size=1, max_size=5)


def read_changed(project, name, places):
    """Read a file with some of it changed; give back the file as it was."""
    path = project.root / READERS[name][0]
    before = path.read_bytes()
    try:
        path.write_bytes(change(before.decode(), places).encode("utf-8", "surrogatepass"))
        READERS[name][1](project)
    except LobError as error:
        assert str(error).isprintable() and len(str(error)) < 20_000
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize("name", [*TABLES, *YAML, "ordinary_words"])
def test_a_changed_file_is_read_or_refused(name, project):
    @fuzz(max_examples=EXAMPLES["quick"])
    @given(CHANGES)
    def run(places):
        read_changed(project, name, places)

    run()


@pytest.mark.long
@pytest.mark.parametrize("name", [*TABLES, *YAML, "ordinary_words"])
def test_a_changed_file_is_read_or_refused_many_times(name, project):
    @fuzz(max_examples=EXAMPLES["long"])
    @given(CHANGES)
    def run(places):
        read_changed(project, name, places)

    run()


@fuzz(max_examples=200)
@given(TEXTS)
def test_plain_data_is_read_or_refused(text):
    for read in (parse_yaml, parse_json):
        try:
            read(text)
        except NoPlainData as problem:
            assert str(problem)


@fuzz(max_examples=200)
@given(TEXTS)
def test_dates_and_times_are_read_or_unknown(text):
    found = parse_timestamp(text)
    assert found is None or isinstance(found, datetime)
    assert parse_interview_date(text, date(2020, 6, 3)).source in (
        "stated",
        "derived",
        "missing",
        "impossible",
    )
    assert parse_interview_date(text, date.min).source and parse_interview_date(text, date.max).source


@fuzz(max_examples=100)
@given(TEXTS)
def test_contacts_lie_inside_the_text(text):
    assert all(0 <= span.start < span.end <= len(text) for span in find_contacts(text))


@fuzz(max_examples=200)
@given(TEXTS)
def test_a_pattern_of_a_rule_is_read_or_told_to_be_wrong(text):
    try:
        assert read_pattern(text).steps
    except PatternError as problem:
        assert problem.position >= 1


@fuzz(max_examples=200)
@given(TEXTS)
def test_a_parameters_cell_is_literals_or_refused(text):
    try:
        assert all(re.fullmatch(r"\w+", name) for name in read_literals(text))
    except ValueError as problem:
        assert str(problem)


@fuzz(max_examples=200)
@given(TEXTS)
def test_shortcodes_and_options_of_any_text_come_to_an_end(text):
    sources = Sources({"n": {"a": "1"}}, {}, str, str)
    shown, problems = expand_shortcodes(text, "a.qmd", sources)
    assert isinstance(shown, str) and isinstance(problems, list)
    assert isinstance(read_options(f"#| {text}"), dict)


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|a)*b", r"(.*a){20}b", r"(x+x+)+y"])
def test_a_pattern_that_never_ends_stops_the_run(pattern):
    for fit in (fit_whole, fit_start):
        try:
            fit(pattern, "a" * (LONGEST - 1) + "!")
        except LobError as problem:
            assert "too long" in str(problem)


def test_a_school_of_any_text_is_found_or_not():
    import pandas as pd

    from lobanalysis.intake.school_index import SchoolIndex

    school = {"brin": "900A", "naam": "ROC Duinrand", "plaats": "Oudzand", "soort": "ROC"}
    index = SchoolIndex(pd.DataFrame([school]))

    @fuzz(max_examples=100)
    @given(TEXTS)
    def run(text):
        assert match_school(text, index).method in ("brin", "name_and_town", "name", "none", "several")

    run()


@fuzz(max_examples=40)
@given(st.binary(max_size=400))
def test_any_bytes_are_no_workbook_and_no_exchange_file(content):
    with tempfile.TemporaryDirectory() as folder:
        for name in ("workbook", "exchange"):
            path = Path(folder) / READERS[name][0]
            path.write_bytes(b"PK\x03\x04" + content)
            project = type("P", (), {"root": Path(folder)})()
            with pytest.raises(LobError):
                READERS[name][1](project)
