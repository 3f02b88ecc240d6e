"""Is a workbook that is no honest workbook refused before openpyxl builds anything of it?"""

from __future__ import annotations

import io
import time
import zipfile

import openpyxl
import pytest

from lobanalysis.coding.sheets.opening import check_part, open_workbook
from lobanalysis.errors import SourceError

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = {
    "laughs": f'<!DOCTYPE p [<!ENTITY l0 "ha">{LAUGHS}]><p>&l9;</p>',
    "file": '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>',
    "parameter": '<!DOCTYPE p [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><p/>',
    "doctype": "<!DOCTYPE p><p/>",
    "deep": "<p>" * 100 + "</p>" * 100,
    "elements": "<p>" + "<q/>" * 1_000_001 + "</p>",
    "merged": '<p><mergeCell ref="A1:XFD1048576"/></p>',
    "merged_often": "<p>" + '<mergeCell ref="A1:Z9"/>' * 9 + "</p>",
    "merged_nonsense": '<p><mergeCell ref="A1:"/></p>',
    "broken": "<p><q></p>",
}


def make_book(change=None) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "tekst"
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repack(changed: dict[str, bytes], extra: list[zipfile.ZipInfo] = ()) -> bytes:
    """Return a workbook with some of its parts changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_book())) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in {*old.namelist(), *changed}:
            new.writestr(name, changed[name] if name in changed else old.read(name))
        for info in extra:
            new.writestr(info, b"x")
    return out.getvalue()


def refuse(tmp_path, content: bytes) -> str:
    (tmp_path / "blad.xlsx").write_bytes(content)
    started = time.process_time()
    with pytest.raises(SourceError) as caught:
        open_workbook(tmp_path / "blad.xlsx")
    assert time.process_time() - started < 5 and str(caught.value).isprintable()
    return str(caught.value)


def test_an_honest_workbook_is_opened(tmp_path):
    (tmp_path / "blad.xlsx").write_bytes(make_book())
    assert open_workbook(tmp_path / "blad.xlsx").active["A1"].value == "tekst"


@pytest.mark.parametrize("kind", ENTITIES)
def test_xml_that_grows_or_reaches_out_is_refused_before_it_is_built(kind, tmp_path):
    with pytest.raises(SourceError):
        check_part("blad.xlsx", ENTITIES[kind].encode())
    refuse(tmp_path, repack({"xl/worksheets/sheet1.xml": ENTITIES[kind].encode()}))


def test_a_member_that_grows_a_thousand_times_is_refused(tmp_path):
    assert "grows too much" in refuse(tmp_path, repack({"xl/media/x.bin": b"\0" * 20_000_000}))


def test_much_in_all_is_refused(tmp_path):
    import random

    noise = random.Random(1).randbytes(1_000_000)
    parts = {f"xl/media/{n}.bin": noise[:900_000] + bytes([n]) for n in range(60)}
    assert "large" in refuse(tmp_path, repack(parts))


@pytest.mark.parametrize("name", ["../buiten.xml", "/etc/x.xml", "C:\\x.xml", "a/../../x.xml"])
def test_a_member_whose_name_leads_outside_is_refused(name, tmp_path):
    assert "leads outside" in refuse(tmp_path, repack({name: b"<p/>"}))


def test_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = 0o120777 << 16
    assert "link" in refuse(tmp_path, repack({}, [link]))


@pytest.mark.parametrize("cell", ["XFD1", "A1048576", "XFD1048576"])
def test_a_cell_far_away_is_refused(cell, tmp_path):
    assert "far outside" in refuse(tmp_path, make_book(lambda book: book.active.__setitem__(cell, 1)))


@pytest.mark.parametrize("cut", [0, 10, 100, 1000, -30])
def test_half_a_workbook_is_refused(cut, tmp_path):
    refuse(tmp_path, make_book()[:cut])
