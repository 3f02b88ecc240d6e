"""Nobody of the raw export is in anything that the project makes."""

from __future__ import annotations

import gzip
import json
import re
import zipfile

import pytest
import typst
import yaml
from planted import (
    find_mails,
    find_marked,
    find_name_parts,
    find_phones,
    find_school_names,
    find_towns,
    find_whole_names,
    read_rows,
)
from texts import fold, read_texts, split_words

WAVE = "data/2020"
ORDINARY = {
    "koos": "'zij koos', past tense of kiezen: the report is about choosing",
    "jan": "'sinds jan', 'jan 2020': the month, in two answers",
    "oost": "a region of the register, also marked in the sample as part of a school's name",
}
LONG_LINE = 40


@pytest.fixture(scope="module")
def rows(built):
    return read_rows(built.clone.root / WAVE)


@pytest.fixture(scope="module")
def published(built):
    return read_texts(built.clone.root / "_site")


@pytest.fixture(scope="module")
def made(built, published):
    """Return all text that the project made or printed, by where it stands."""
    between = {f"build/{name}": text for name, text in read_texts(built.clone.root / "build").items()}
    return published | between | {"printed": built.printed, "complained": built.complained}


def find_places(secrets: set[str], texts: dict[str, str]) -> list[str]:
    """Return where one of the secrets stands as whole words; the texts are named, the secrets are not."""
    joined = {name: f" {' '.join(split_words(text))} " for name, text in texts.items()}
    wanted = sorted(secrets - ORDINARY.keys())
    return sorted(name for name, text in joined.items() if any(f" {secret} " in text for secret in wanted))


def test_no_part_of_the_name_of_an_interviewer_or_respondent_is_left(rows, made):
    parts = find_name_parts(rows)
    assert len(parts) > 100
    assert find_places(parts, made) == []


def test_no_whole_name_of_an_interviewer_or_respondent_is_left(rows, made):
    assert find_places(find_whole_names(rows), made) == []


def test_no_name_of_a_school_as_typed_or_as_registered_is_left(rows, made, built):
    schools = find_school_names(rows, built.clone.root / WAVE)
    assert len(schools) > 60
    assert find_places(schools, made) == []


def test_no_town_of_the_register_is_left(made, built):
    assert find_places(find_towns(built.clone.root / WAVE), made) == []


def test_no_address_or_number_is_left(rows, made):
    cells = [cell for row in rows for cell in row]
    mails, phones = find_mails(cells), find_phones(cells)
    assert mails and phones
    digits = {name: re.sub(r"[\s()./+-]", "", text) for name, text in made.items()}
    assert [name for name, text in made.items() if any(mail in fold(text) for mail in mails)] == []
    assert [name for name, text in digits.items() if any(phone in text for phone in phones)] == []


def test_no_other_person_school_or_place_that_was_marked_by_hand_is_published(rows, published, built):
    wave = built.clone.root / WAVE
    fields = yaml.safe_load((wave / "instrument.yml").read_text("utf-8"))["fields"]
    marked = find_marked(rows, wave, [field["id"] for field in fields])
    assert len(marked) > 40
    assert find_places(marked, published) == []


def test_no_line_of_the_raw_export_is_copied(rows, built):
    source = (built.clone.root / WAVE / "bron" / "reacties.csv").read_bytes()
    heads = {line[:LONG_LINE] for line in source.splitlines() if line.startswith(b'"2020/')}
    assert len(heads) == len(rows)
    files = [
        path
        for folder in ("build", "_site")
        for path in (built.clone.root / folder).rglob("*")
        if path.is_file()
    ]
    copies = [path.name for path in files if any(head in path.read_bytes() for head in heads)]
    assert copies == []


def write_word_file(path, name):
    """Write the least of a Word file, with a name cut in two by a change of letter type."""
    runs = f"<w:p><w:r><w:t>{name[:3]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{name[3:]}</w:t></w:r></w:p>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document>{runs}</w:document>")


@pytest.mark.parametrize("kind", ["html", "svg", "csv", "ipynb", "pf_fragment", "pdf", "docx"])
def test_the_search_finds_a_name_in_every_kind_of_file(kind, tmp_path):
    path = tmp_path / f"bestand.{kind}"
    if kind == "docx":
        write_word_file(path, "Zwaluwhof")
    elif kind == "pdf":
        path.write_bytes(typst.compile(b"#set document(title: [x])\nBij Zwaluwhof is het zo."))
    elif kind == "pf_fragment":
        path.write_bytes(gzip.compress("bij ZWALÚWHOF".encode()))
    elif kind == "ipynb":
        output = {"data": {"text/plain": ["bij\n", "Zwaluwhof"]}}
        path.write_text(json.dumps({"cells": [{"outputs": [output]}]}), encoding="utf-8")
    else:
        path.write_text(
            '<p title="x">bij Zwal&uacute;whof</p>' if kind != "csv" else "a,Zwaluwhof\n", "utf-8"
        )
    assert find_places({"zwaluwhof"}, read_texts(tmp_path)) == [path.name]
