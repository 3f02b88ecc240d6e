from datetime import date, datetime

import pandas as pd
import pytest

from lobanalysis.errors import SourceError
from lobanalysis.intake.dates import parse_interview_date
from lobanalysis.intake.timestamps import parse_timestamp, parse_timestamps

ENTERED = date(2020, 6, 20)


@pytest.mark.parametrize(
    "stamp",
    [
        "2020/07/15 3:16:46 p.m. EET",
        "2020/07/15 3:16:46 PM EET",
        "2020/07/15 3:16:46\u202fp.\u00a0m. CEST",
        "2020/07/15 3:16:46 PM GMT+2",
        "2020/07/15 2:16:46 PM CET",
        "2020/07/15 1:16:46 PM UTC",
        "2020/07/15 15:16:46",
    ],
)
def test_every_shape_of_time_stamp_is_the_same_moment_also_in_summer(stamp):
    assert parse_timestamp(stamp) == datetime(2020, 7, 15, 15, 16, 46)


def test_noon_and_midnight_of_a_twelve_hour_clock():
    assert parse_timestamp("2020/05/01 12:05:00 a.m. EET").hour == 0
    assert parse_timestamp("2020/05/01 12:05:00 p.m. EET").hour == 12


@pytest.mark.parametrize(
    "stamp", ["", "gisteren", "2020/05/01 13:00:00 p.m. EET", "2020/02/30 1:00:00 AM EET"]
)
def test_what_is_no_time_is_none(stamp):
    assert parse_timestamp(stamp) is None


def test_an_unknown_zone_is_not_guessed():
    assert parse_timestamp("2020/05/01 1:00:00 AM AST") is None


def test_unreadable_time_stamps_are_named_by_row():
    stamps = pd.Series(["2020/05/01 1:00:00 AM EET", "later"], index=[2, 3])
    with pytest.raises(SourceError, match=r"row\(s\) 3"):
        parse_timestamps(stamps, "+02:00", "x.csv")


def test_equal_time_stamps_are_refused_because_codings_refer_to_them():
    stamps = pd.Series(["2020/05/01 1:00:00 AM EET"] * 2, index=[2, 3])
    with pytest.raises(SourceError, match="rows 2, 3: equal"):
        parse_timestamps(stamps, "+02:00", "x.csv")


@pytest.mark.parametrize(
    "typed",
    ["12 mei 2020", "12-5-2020", "12/05/2020", "2020-05-12", "12-05-20", "12 mei '20", "12.5.2020"]
    + ["di 12 mei 2020", "dinsdag 12 mei 2020", "12 mei 2020, 14.00 uur (Teams)", "12 mei 2020 om 9u"],
)
def test_a_stated_date_is_read_in_all_its_shapes(typed):
    found = parse_interview_date(typed, ENTERED)
    assert (found.day, found.source) == (date(2020, 5, 12), "stated")


@pytest.mark.parametrize("typed", ["12 mei", "di 12 mei", "12-5", "12/5", "dinsdag 12 mei, 10.30 uur"])
def test_a_missing_year_is_derived_from_the_entry(typed):
    found = parse_interview_date(typed, ENTERED)
    assert (found.day, found.source) == (date(2020, 5, 12), "derived")


def test_a_missing_year_may_be_the_year_before():
    assert parse_interview_date("20 december", date(2021, 1, 4)).day == date(2020, 12, 20)


@pytest.mark.parametrize(("typed", "days"), [("20 juni", 0), ("20 maart", 92)])
def test_a_year_is_derived_up_to_92_days_before_the_entry(typed, days):
    found = parse_interview_date(typed, ENTERED)
    assert found.source == "derived" and (ENTERED - found.day).days == days


@pytest.mark.parametrize(
    "typed", ["21 juni", "19 maart", "", "-", "mei 2020", "12 of 13 mei", "volgende week"]
)
def test_what_is_not_certain_is_missing_and_never_guessed(typed):
    assert parse_interview_date(typed, ENTERED) == parse_interview_date("", ENTERED)


@pytest.mark.parametrize(
    "typed",
    ["31-6-2020", "31 juni", "30 februari 2020", "12-13-2020", "wo 12 mei 2020", "wo 12 mei", "1-7-2020"],
)
def test_a_day_that_cannot_be_is_impossible(typed):
    found = parse_interview_date(typed, ENTERED)
    assert (found.day, found.source) == (None, "impossible")
