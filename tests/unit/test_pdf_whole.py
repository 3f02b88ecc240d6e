"""Do the chapters become one document with working links and a date that stands still?"""

from __future__ import annotations

import datetime

import pytest

from lobanalysis.publishing.book import Chapter
from lobanalysis.publishing.dates import find_date
from lobanalysis.publishing.tree import div, link, string
from lobanalysis.publishing.whole import find_place, make_identifiers_unique

STARTS = {"index.html": "sec-samenvatting", "report/een.html": "sec-een"}


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("../index.html", "#sec-samenvatting"),
        ("een.html#deel", "#deel"),
        ("#hier", "#hier"),
        ("https://example.org/", "https://example.org/"),
        ("../data/fig-een.csv", "../data/fig-een.csv"),
    ],
)
def test_an_address_of_the_site_becomes_a_place_in_the_document(address, place):
    assert find_place(address, "report/een.html", STARTS) == place


def test_an_identifier_that_an_earlier_chapter_has_is_renamed_with_the_links_to_it():
    first, second = [div([], "deel")], [div([{"t": "Para", "c": [link([string("x")], "#deel")]}], "deel")]
    make_identifiers_unique([(Chapter("a.qmd", "1", False), first), (Chapter("b.qmd", "2", False), second)])
    assert first[0]["c"][0][0] == "deel"
    assert second[0]["c"][0][0] == "b-deel"
    assert second[0]["c"][1][0]["c"][0]["c"][2][0] == "#b-deel"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020", (2020, 12, 31)),
        ("2020-02", (2020, 2, 29)),
        ("2020-10-15", (2020, 10, 15)),
        ("", (1980, 1, 1)),
    ],
)
def test_a_file_carries_the_date_of_the_report(text, day, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert find_date(text) == datetime.date(*day)


def test_source_date_epoch_comes_first(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert find_date("2020") == datetime.date(1970, 1, 2)
