"""Is every hostile text shown as exactly that text: pages of both engines, PDF and Word file?"""

from __future__ import annotations

import io
import re
import unicodedata

import docx
import nbformat
import pypdf
import pytest
import yaml
from bs4 import BeautifulSoup
from hostile.payloads import SHOWN, UNSEEN
from made_up_report import PNG
from publishing_sample import CHAPTERS, SVG, VARIABLES, WIDE, make_cell, write_sample, write_text

from lobanalysis.execution.clean_copy import JOINER, join_line, write_alt
from lobanalysis.presentation.escaping import clean_text, escape_markdown
from lobanalysis.presentation.markdown_tables import format_table
from lobanalysis.presentation.quotes import format_quotes, typeset_apostrophes
from lobanalysis.publishing.documents import render_docx, render_pdf
from lobanalysis.publishing.html_site import render_html
from lobanalysis.publishing.quarto import find_quarto

TEXTS = {**SHOWN, **UNSEEN}
PLACES = ("cell", "quote", "variable")
# The fonts of the PDF have no pictures, and text from right to left is drawn in the order that it is read.
NOT_IN_FONT = {"emoji", "right_to_left"}


def write_hostile_report(root):
    """Write the sample report with every text in a table, in a quote, in a variable and in a description."""
    import pandas as pd

    texts = list(TEXTS.values())
    table = format_table(pd.DataFrame({"label": texts, "n": range(len(texts))}))
    quotes = format_quotes(pd.DataFrame({"quote": texts, "bron": texts}))
    figure = make_cell("fig-namen", '#| fig-cap: "Namen"\n#| fig-alt: "x"\n', {"image/svg+xml": SVG})
    figure.source = write_alt(figure.source, " ¦ ".join(map(join_line, texts)))
    cells = [
        figure,
        make_cell("tbl-namen", '#| tbl-cap: "Namen"\n', {"text/markdown": table.markdown}),
        make_cell("tbl-breed", '#| tbl-cap: "Breed"\n', {"text/markdown": WIDE}),
        make_cell("citaten-namen", "", {"text/markdown": quotes.markdown}),
    ]
    items = "\n".join(f"- [{{{{< var h.{name} >}}}}]{{.proef}}" for name in TEXTS)
    project = write_sample(root, CHAPTERS | {"index.qmd": f"{CHAPTERS['index.qmd']}\n{items}\n"})
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    write_text(project.rendered_notebooks / "02_rollen.ipynb", nbformat.writes(notebook))
    values = {**VARIABLES, "h": {name: escape_markdown(text) for name, text in TEXTS.items()}}
    write_text(project.variables, yaml.safe_dump(values, allow_unicode=True, width=10_000))
    project.figures.mkdir(parents=True, exist_ok=True)
    (project.figures / "fig-namen.png").write_bytes(PNG)
    write_text(project.figures / "fig-namen.txt", "staven")
    return project


def read_shown(site) -> dict[str, list]:
    """Return the elements that show the texts, by the place where they stand."""
    front, roles = (
        BeautifulSoup((site / page).read_text(encoding="utf-8"), "lxml")
        for page in ("index.html", "report/rollen.html")
    )
    table = roles.select_one("#tbl-namen table") or roles.select_one("table#tbl-namen")
    return {
        "variable": front.select("span.proef"),
        "cell": [row.find_all(["td", "th"])[0] for row in table.select("tbody tr")],
        "quote": roles.select(".citaat"),
        "picture": roles.select("#fig-namen img"),
    }


def check_pages(site):
    """Hold every text in the pages against what it should be, and find no element that it made."""
    shown = read_shown(site)
    for place in PLACES:
        assert len(shown[place]) == len(TEXTS)
        for (name, text), element in zip(TEXTS.items(), shown[place], strict=True):
            expected = clean_text(text)
            if place == "quote":
                expected = f"‘{typeset_apostrophes(expected)}’ {expected}"
            assert " ".join(element.get_text().split()) == " ".join(expected.split()), (place, name)
            assert {part.name for part in element.find_all()} <= {"blockquote", "p", "span"}, (place, name)
    (picture,) = shown["picture"]
    assert picture["alt"].replace(JOINER, "") == " ¦ ".join(map(join_line, TEXTS.values()))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return write_hostile_report(tmp_path_factory.mktemp("hostile"))


def test_pages_of_pandoc_show_every_text_and_nothing_that_it_asks_for(project):
    render_html(project, project.root / "_pandoc", "pandoc")
    check_pages(project.root / "_pandoc")


@pytest.mark.long
@pytest.mark.skipif(find_quarto() is None, reason="Quarto 1.10 is not installed")
def test_pages_of_quarto_show_every_text_and_nothing_that_it_asks_for(project):
    render_html(project, project.root / "_quarto", "quarto")
    check_pages(project.root / "_quarto")


def test_the_word_file_shows_every_text(project):
    render_docx(project, project.root / "uit.docx")
    document = docx.Document(io.BytesIO((project.root / "uit.docx").read_bytes()))
    cells = {
        " ".join(row.cells[0].text.split()) for table in document.tables for row in table.rows if row.cells
    }
    lines = {" ".join(paragraph.text.split()) for paragraph in document.paragraphs}
    for name, text in TEXTS.items():
        expected = " ".join(clean_text(text).split())
        assert expected in cells, name
        assert f"‘{typeset_apostrophes(expected)}’" in lines, name


def test_the_pdf_shows_every_text(project):
    render_pdf(project, project.root / "uit.pdf")
    reader = pypdf.PdfReader(project.root / "uit.pdf")
    found = _without_spaces(" ".join(page.extract_text() for page in reader.pages))
    missing = [
        name
        for name, text in TEXTS.items()
        if name not in NOT_IN_FONT and _without_spaces(clean_text(text)) not in found
    ]
    assert missing == []
    assert not any("/JavaScript" in str(page) or "/Launch" in str(page) for page in reader.pages)


def _without_spaces(text: str) -> str:
    """Return a text without spaces and hyphens, an ellipsis as three points: Typst sets one for the other."""
    return re.sub(r"[\s\u00ad\u2010-]", "", unicodedata.normalize("NFKC", text))
