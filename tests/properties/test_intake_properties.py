from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_wave import IDS, export_text

from lobanalysis.intake.contacts import find_contacts
from lobanalysis.intake.dates import DAYS_BEFORE_ENTRY, parse_interview_date
from lobanalysis.intake.export import clean_cell, split_rows
from lobanalysis.intake.masking import COLUMNS, estimate_masking
from lobanalysis.intake.spans import Span, fold, join_spans, mask_text

TEXT = st.text(max_size=60)
SPANS = st.lists(
    st.builds(lambda a, b: Span(min(a, b), max(a, b) + 1, "person"), *[st.integers(0, 30)] * 2), max_size=6
)


@given(st.lists(TEXT, min_size=10, max_size=10))
def test_what_is_exported_is_read_back_cell_for_cell(cells):
    rows = split_rows(export_text([cells]), "x")
    assert len(rows[1]) == len(IDS)
    assert [clean_cell(cell) for cell in rows[1]] == [clean_cell(cell) for cell in cells]


@given(TEXT)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_cell(clean_cell(text)) == clean_cell(text)


@given(TEXT)
def test_folding_keeps_every_position(text):
    assert len(fold(text)) == len(text)


@given(TEXT, SPANS)
def test_outside_the_spans_nothing_changes(text, spans):
    kept = [sign for place, sign in enumerate(text) if not any(s.start <= place < s.end for s in spans)]
    shown = mask_text(text.replace("[", "("), [span for span in spans if span.start < len(text)])
    assert shown.replace("[persoon]", "") == "".join(kept).replace("[", "(")


@given(SPANS)
def test_joined_spans_do_not_overlap(spans):
    joined = join_spans(spans)
    assert all(left.end <= right.start for left, right in zip(joined, joined[1:], strict=False))


@given(st.from_regex(r"[a-z0-9.]{1,10}@[a-z]{2,8}\.(nl|com|eu)", fullmatch=True))
def test_every_address_is_found_whole(address):
    assert [(span.start, span.end) for span in find_contacts(f" {address} ")] == [(1, len(address) + 1)]


@given(TEXT, st.dates(date(2019, 1, 1), date(2030, 1, 1)))
def test_no_text_whatever_gives_a_date_after_the_entry(text, entered):
    found = parse_interview_date(text, entered)
    assert (found.day is None) == (found.source in ("missing", "impossible"))
    assert found.day is None or found.day <= entered


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(0, DAYS_BEFORE_ENTRY))
def test_a_day_and_month_of_the_last_92_days_are_always_derived(entered, days):
    day = date.fromordinal(entered.toordinal() - days)
    assert parse_interview_date(f"{day.day}-{day.month}", entered).day == day


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(2, 4), st.integers(0, 9), st.integers(1, 5)), max_size=6))
def test_masking_what_was_marked_has_precision_and_recall_one(marks):
    table = pd.DataFrame([(r, "q2", s, s + n, "person") for r, s, n in marks], columns=COLUMNS)
    total = estimate_masking(table, table).loc["total"]
    assert (total["missed"], total["wrong"]) == (0, 0)
