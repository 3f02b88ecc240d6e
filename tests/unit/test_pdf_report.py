"""Is the PDF accessible, complete and the same each time?"""

from __future__ import annotations

import datetime
from pathlib import Path

import pypdf
import pytest
from made_up_report import ALT, CHAPTER, NOTICE, SVG, write_report

from lobanalysis.errors import RenderError
from lobanalysis.publishing.documents import render_docx, render_pdf
from lobanalysis.publishing.pdf import compile_typst, quote_typst


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    root = tmp_path_factory.mktemp("rapport")
    render_pdf(write_report(root), root / "uit.pdf")
    return pypdf.PdfReader(root / "uit.pdf")


def find_elements(node: object, kind: str) -> list[dict]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [found for item in node for found in find_elements(item, kind)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("/S") == kind else []
    return own + find_elements(node.get("/K"), kind)


def read_text(pdf: pypdf.PdfReader) -> str:
    text = " ".join(page.extract_text() for page in pdf.pages)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_pdf_is_tagged_dutch_and_says_that_it_is_pdf_ua(pdf):
    root = pdf.trailer["/Root"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("nl")
    assert b"<pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_the_pdf_carries_title_author_keywords_and_the_date_of_the_report(pdf):
    assert pdf.metadata.title == "Verzonnen rapport"
    assert pdf.metadata.author == "Verzonnen groep"
    assert pdf.metadata["/Keywords"] == "mbo, begeleiding"
    assert pdf.metadata["/CreationDate"].startswith("D:20201031")


def test_every_figure_has_the_description_of_its_cell(pdf):
    figures = find_elements(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"], "/Figure")
    assert [figure["/Alt"] for figure in figures] == [ALT]


def test_a_table_has_heading_cells_that_come_back_on_the_next_page(pdf):
    tree = pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]
    assert len(find_elements(tree, "/TH")) == 3
    assert read_text(pdf).count("Omschrijving") >= 2


def test_numbers_and_references_are_those_of_the_site(pdf):
    text = read_text(pdf)
    for expected in (
        "Figuur 1.1: Namen",
        "Tabel 1.1: Codes",
        "Zie Figuur 1.1, Tabel 1.1 en Bijlage A",
        "1.1 Deel",
        "A.1 Deel",
    ):
        assert expected in text


def test_every_page_says_that_the_answers_are_synthetic(pdf):
    assert all(NOTICE in page.extract_text() for page in pdf.pages)


def test_the_source_of_a_figure_is_named_without_a_link(pdf):
    assert "Bron: gegevens fig-een.csv, notebook 01.ipynb." in read_text(pdf)
    links = [note.get_object() for page in pdf.pages for note in page.get("/Annots", [])]
    assert links and all("/URI" not in link.get("/A", {}) for link in links)


def test_a_real_wave_has_no_notice(tmp_path):
    render_pdf(write_report(tmp_path, notice=""), tmp_path / "uit.pdf")
    assert "synthetisch" not in read_text(pypdf.PdfReader(tmp_path / "uit.pdf"))


def test_the_same_report_gives_the_same_bytes(tmp_path):
    project = write_report(tmp_path)
    for name in ("een.pdf", "twee.pdf"):
        render_pdf(project, tmp_path / name)
    assert (tmp_path / "een.pdf").read_bytes() == (tmp_path / "twee.pdf").read_bytes()


def test_a_figure_without_description_is_refused(tmp_path):
    project = write_report(tmp_path, alt="")
    for render in (render_pdf, render_docx):
        with pytest.raises(RenderError, match="fig-een: figure without description"):
            render(project, tmp_path / "uit.pdf")
    assert not (tmp_path / "uit.pdf").exists()


def test_typst_itself_refuses_a_picture_without_description(tmp_path):
    (tmp_path / "a.svg").write_text(SVG, encoding="utf-8")
    source = '#set document(title: "a")\n#figure(image("a.svg"))'
    with pytest.raises(RenderError, match="missing alt text"):
        compile_typst(source, tmp_path, datetime.date(2020, 1, 1))


def test_all_unknown_names_of_a_chapter_are_told_at_once(tmp_path):
    chapter = CHAPTER + "\n{{< var n.niets >}} en @fig-niets.\n"
    with pytest.raises(RenderError) as error:
        render_pdf(write_report(tmp_path, chapter=chapter), tmp_path / "uit.pdf")
    assert "n.niets" in str(error.value) and "fig-niets" in str(error.value)


def test_no_path_of_this_machine_is_in_the_pdf(tmp_path: Path):
    project = write_report(tmp_path)
    render_pdf(project, tmp_path / "uit.pdf")
    assert str(tmp_path).encode() not in (tmp_path / "uit.pdf").read_bytes()


def test_a_title_with_quotes_and_backslashes_stays_one_typst_string():
    assert quote_typst('a "b" \\c\nd') == '"a \\"b\\" \\\\c d"'
