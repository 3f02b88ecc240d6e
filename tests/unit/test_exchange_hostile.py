"""Is every hostile or damaged file refused with one clear error, before it can do anything?"""

from __future__ import annotations

import stat
import struct
import time
import zipfile
from io import BytesIO

import pytest
from exchange_sample import pack

from lobanalysis.coding.exchange import archive_reading
from lobanalysis.coding.exchange.archive_reading import open_archive, read_archive
from lobanalysis.coding.exchange.xml_reading import MAX_DEPTH, read_tree
from lobanalysis.errors import ExchangeError, SourceError

PROJECT = '<Project xmlns="urn:QDA-XML:project:1.0" name="x"/>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def refuse(data, match):
    with pytest.raises(ExchangeError, match=match) as caught:
        open_archive("p.qdpx", data)
    assert caught.value.exit_code == 25
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE p [<!ENTITY a "b">]><p>&a;</p>',
        f'<!DOCTYPE p [<!ENTITY l0 "ha">{LAUGHS}]><p>&l9;</p>',
        '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>',
        '<!DOCTYPE p [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><p/>',
        '<!DOCTYPE p SYSTEM "http://127.0.0.1:9/x.dtd"><p/>',
        "<!DOCTYPE p><p/>",
    ],
)
def test_a_document_type_is_refused_with_all_its_entities(xml):
    started = time.monotonic()
    with pytest.raises(ExchangeError, match="document type"):
        read_tree(xml.encode(), "p.qdpx")
    assert time.monotonic() - started < 1


def test_an_undeclared_entity_is_not_well_formed():
    with pytest.raises(ExchangeError, match="line 1: is not well-formed"):
        read_tree(b"<p>&x;</p>", "p.qdpx")


@pytest.mark.parametrize(
    ("xml", "match"),
    [
        ("<p>" * (MAX_DEPTH + 1) + "</p>" * (MAX_DEPTH + 1), "too deep"),
        (f'<p a="{"x" * 200_000}"/>', "attributes"),
        ("<p " + " ".join(f'a{n}="1"' for n in range(200)) + "/>", "attributes"),
        ("<p><q></p>", "not well-formed"),
        ("", "not well-formed"),
        ("<p/><p/>", "not well-formed"),
    ],
)
def test_what_passes_a_limit_or_is_broken_is_refused(xml, match):
    with pytest.raises(ExchangeError, match=match):
        read_tree(xml.encode(), "p.qdpx")


def test_too_many_elements_are_refused(monkeypatch):
    monkeypatch.setattr("lobanalysis.coding.exchange.xml_reading.MAX_ELEMENTS", 10)
    with pytest.raises(ExchangeError, match="too many elements"):
        read_tree(b"<p>" + b"<q/>" * 20 + b"</p>", "p.qdpx")


def test_an_unknown_encoding_is_refused():
    with pytest.raises(ExchangeError):
        read_tree(b'<?xml version="1.0" encoding="utf-7"?><p/>', "p.qdpx")


def test_both_spellings_of_the_namespace_are_read_and_others_are_not_taken_for_it():
    for version in ("1.0", "1:0"):
        xml = f'<z:Project xmlns:z="urn:QDA-XML:project:{version}"/>'
        assert read_tree(xml.encode(), "p").tag == "Project"
    assert read_tree(b'<Project xmlns="urn:other"/>', "p").tag == "{urn:other}Project"


@pytest.mark.parametrize(
    "name", ["../x.txt", "sources/../../x", "/etc/x", "C:\\x", "..\\x", "\\\\host\\x", "a\nb"]
)
def test_names_that_lead_outside_are_refused(name):
    refuse(pack({"project.qde": PROJECT, name: "x"}), "leads outside")


def test_a_link_is_refused():
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("project.qde", PROJECT)
        info = zipfile.ZipInfo("sources/x.txt")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    refuse(content.getvalue(), "is a link")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("s/a.txt", "s\\a.txt")])
def test_doubles_are_refused(names):
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("project.qde", PROJECT)
        for name in names:
            archive.writestr(name, "x")
    refuse(content.getvalue(), "two members of one name")


def test_a_zip_bomb_is_refused_by_what_it_says():
    refuse(pack({"project.qde": b" " * 30_000_000}), "grows too much")


def test_a_zip_bomb_that_lies_about_its_size_is_refused_too(monkeypatch):
    monkeypatch.setattr(archive_reading, "MAX_PROJECT", 1000)
    data = bytearray(pack({"project.qde": b"<p>" + b" " * 900_000 + b"</p>"}))
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 500)
    refuse(bytes(data), "damaged|too large")


def test_a_member_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(archive_reading, "MAX_PROJECT", 10)
    refuse(pack({"project.qde": PROJECT}), "too large")


def test_too_much_in_all_is_refused(monkeypatch):
    monkeypatch.setattr(archive_reading, "MAX_TOTAL", 60)
    refuse(pack({"project.qde": PROJECT, "sources/a.txt": "x" * 50}), "too large when unpacked")


def test_too_many_members_are_refused(monkeypatch):
    monkeypatch.setattr(archive_reading, "MAX_MEMBERS", 1)
    refuse(pack({"project.qde": PROJECT, "a": "x"}), "too many members")


def test_members_that_lie_over_each_other_are_refused():
    data = bytearray(pack({"project.qde": PROJECT, "a.txt": "x" * 10}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    refuse(bytes(data), "over each other|damaged|no zip")


def test_an_encrypted_member_is_refused():
    data = bytearray(pack({"project.qde": PROJECT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    refuse(bytes(data), "encrypted")


@pytest.mark.parametrize("names", [["x.txt"], ["a.qde", "b.qde"], ["sources/project.qde"]])
def test_without_one_project_the_file_is_refused(names):
    refuse(pack(dict.fromkeys(names, PROJECT)), "files .qde")


def test_the_only_qde_is_the_project_whatever_its_name():
    assert open_archive("p", pack({"Mijn project.qde": PROJECT})).project == PROJECT.encode()


@pytest.mark.parametrize("data", [b"", b"no zip", PROJECT.encode()])
def test_what_is_no_zip_is_refused(data):
    refuse(data, "no zip")


def test_every_truncation_is_refused():
    whole = pack({"project.qde": PROJECT * 5, "sources/a.txt": "tekst"})
    for length in range(0, len(whole), 7):
        refuse(whole[:length], "no zip|damaged")


def test_a_changed_byte_in_the_content_is_refused():
    data = bytearray(pack({"project.qde": PROJECT * 5}))
    data[45] ^= 0xFF
    refuse(bytes(data), "damaged")


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(SourceError, match="missing"):
        read_archive(tmp_path / "weg.qdpx")
    with pytest.raises(SourceError, match="not a file"):
        read_archive(tmp_path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_reading, "MAX_FILE", 3)
    (tmp_path / "p.qdpx").write_bytes(b"1234")
    with pytest.raises(ExchangeError, match="too large"):
        read_archive(tmp_path / "p.qdpx")
