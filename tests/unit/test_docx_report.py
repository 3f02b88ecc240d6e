"""Is the Word file complete, described, in Dutch and the same each time?"""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from made_up_report import ALT, CHECKOUT, NOTICE, PNG, write_report

from lobanalysis.errors import RenderError
from lobanalysis.publishing.documents import render_docx
from lobanalysis.publishing.word_reference import REFERENCE, make_reference
from lobanalysis.publishing.word_zip import read_parts


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    root = tmp_path_factory.mktemp("rapport")
    render_docx(write_report(root), root / "uit.docx")
    return (root / "uit.docx").read_bytes()


def read_body(word: bytes) -> str:
    return read_parts(word)["word/document.xml"].decode("utf-8")


def read_lines(word: bytes) -> list[str]:
    texts = (paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs)
    return [" ".join(text.replace("\N{NO-BREAK SPACE}", " ").split()) for text in texts]


def test_a_figure_is_the_png_with_its_description(word):
    described = re.findall(r'<wp:docPr descr="([^"]*)"', read_body(word))
    assert described == [ALT.replace('"', "&quot;")]
    media = [content for name, content in read_parts(word).items() if name.startswith("word/media/")]
    assert media == [PNG]


def test_numbers_and_references_are_those_of_the_site(word):
    lines = read_lines(word)
    assert "Figuur 1.1: Namen" in lines and "Tabel 1.1: Codes" in lines and "A.1 Deel" in lines
    assert "Van 4 scholen. Zie Figuur 1.1, Tabel 1.1 en Bijlage A." in lines


def test_every_link_leads_to_a_place_in_the_document(word):
    body = read_body(word)
    places = set(re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', body))
    links = set(re.findall(r'w:anchor="([^"]+)"', body))
    assert links and links <= places


def test_the_contents_list_is_filled(word):
    lines = re.findall(r'<w:pStyle w:val="TOC[12]"/>.*?</w:p>', read_body(word))
    texts = [re.sub(r"<w:instrText.*?</w:instrText>|<[^>]+>", "", line) for line in lines]
    assert texts[0] == "Samenvatting" and len(texts) == 5


def test_the_page_header_says_that_the_answers_are_synthetic(word):
    section = docx.Document(io.BytesIO(word)).sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == [NOTICE]
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_a_real_wave_has_no_notice(tmp_path):
    render_docx(write_report(tmp_path, notice=""), tmp_path / "uit.docx")
    parts = read_parts((tmp_path / "uit.docx").read_bytes())
    assert not [name for name, content in parts.items() if b"synthetisch" in content]


def test_the_heading_row_of_a_table_comes_back_and_rows_stay_whole(word):
    (table,) = docx.Document(io.BytesIO(word)).tables
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)


def test_the_file_is_dutch_and_carries_title_author_keywords_and_the_date_of_the_report(word):
    properties = docx.Document(io.BytesIO(word)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Verzonnen rapport",
        "Verzonnen groep",
        "nl",
    )
    assert properties.keywords == "mbo, begeleiding"
    assert properties.created.date().isoformat() == properties.modified.date().isoformat() == "2020-10-31"
    assert re.search(r'<w:lang [^>]*w:val="nl', read_parts(word)["word/styles.xml"].decode("utf-8"))


def test_the_same_report_gives_the_same_bytes_without_a_time_or_a_path_of_this_machine(tmp_path, word):
    render_docx(write_report(tmp_path), tmp_path / "uit.docx")
    again = (tmp_path / "uit.docx").read_bytes()
    assert again == word
    assert not [name for name, content in read_parts(again).items() if str(tmp_path).encode() in content]
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_figure_without_png_is_named(tmp_path):
    project = write_report(tmp_path)
    (tmp_path / "build/figures/fig-een.png").unlink()
    with pytest.raises(RenderError, match="fig-een.png"):
        render_docx(project, tmp_path / "uit.docx")


def test_the_committed_reference_file_is_what_the_styles_say():
    committed, made = read_parts((CHECKOUT / REFERENCE).read_bytes()), read_parts(make_reference())
    assert committed == made, "make it again: python -m lobanalysis.publishing.word_reference"
