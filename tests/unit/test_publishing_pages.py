import re

import pytest
from bs4 import BeautifulSoup
from publishing_sample import CHAPTERS, SVG, make_notebook, write_sample, write_text

from lobanalysis.errors import RenderError, UsageError
from lobanalysis.publishing.book import read_book
from lobanalysis.publishing.embeds import EmbedReader, read_cell
from lobanalysis.publishing.html_site import (
    choose_engine,
    read_chapters,
    read_inputs,
    render_html,
    render_pages,
)
from lobanalysis.publishing.shortcodes import UnknownName


def render(tmp_path, **chapters):
    """Return the pages of the sample, by address, with some chapters' texts replaced."""
    names = {name.split("/")[-1].removesuffix(".qmd"): name for name in CHAPTERS}
    texts = CHAPTERS | {names[key]: text for key, text in chapters.items()}
    project = write_sample(tmp_path, texts)
    inputs = read_inputs(project)
    return {page.address: page for page in render_pages(inputs, read_chapters(inputs.book, project.root))}


def soup(page):
    return BeautifulSoup(page.html, "lxml")


def references(page):
    return {link["href"]: link.text for link in soup(page).select("main p a.quarto-xref")}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    return render(tmp_path_factory.mktemp("rapport"))


def test_chapters_and_appendices_are_numbered_and_the_summary_is_not(tmp_path):
    book = read_book(write_sample(tmp_path).root)
    assert [(item.page, item.number) for item in book.chapters] == [
        ("index.html", ""),
        ("report/inleiding.html", "1"),
        ("report/rollen.html", "2"),
        ("report/methode.html", "A"),
    ]


def test_references_read_as_in_a_quarto_book(pages):
    assert references(pages["report/inleiding.html"]) == {
        "methode.html#sec-methode": "Bijlage\xa0A",
        "rollen.html#sec-rollen": "Hoofdstuk\xa02",
        "rollen.html#sec-namen": "Paragraaf\xa02.1",
    }
    assert references(pages["report/methode.html"]) == {
        "inleiding.html#sec-aanpak": "Paragraaf\xa01.1",
        "#tbl-bijlage": "Tabel\xa0A.1",
        "#sec-telling": "Paragraaf\xa0A.1",
    }


def test_the_summary_refers_to_a_figure_of_another_chapter(pages):
    assert references(pages["index.html"]) == {"report/rollen.html#fig-namen": "Figuur\xa02.1"}


def test_figures_carry_number_caption_and_description(pages):
    figure = soup(pages["report/rollen.html"]).find(id="fig-namen")
    assert figure.figcaption.text == "Figuur\xa02.1: Namen van begeleiders"
    assert figure.img["alt"] == "Staven: mentor 12"
    assert pages["report/rollen.html"].files == {"figuren/fig-namen.svg": SVG}


def test_tables_carry_number_and_caption_in_a_region_that_takes_the_focus(pages):
    frame = soup(pages["report/rollen.html"]).select_one("#tbl-namen .tabel-kader")
    assert frame.caption.text == "Tabel\xa02.2: Namen in getallen"
    assert (frame["role"], frame["tabindex"], frame["aria-label"]) == ("region", "0", frame.caption.text)


@pytest.mark.parametrize(("second", "headings"), [("coach", 2), (" ", 0)])
def test_rows_are_headed_by_their_first_cell_where_none_is_empty(tmp_path, second, headings):
    text = f"# S {{#sec-s .unnumbered}}\n\n| Naam | n |\n|:--|--:|\n| mentor | 1 |\n| {second} | 2 |\n"
    assert len(soup(render(tmp_path, index=text)["index.html"]).select("tbody th")) == headings


def test_a_picture_stands_in_a_region_that_takes_the_focus(pages):
    frame = soup(pages["report/rollen.html"]).select_one("#fig-namen .figuur-kader")
    assert (frame["role"], frame["tabindex"], frame["aria-label"]) == (
        "region",
        "0",
        "Figuur\xa02.1: Namen van begeleiders",
    )


def test_headings_are_numbered(pages):
    text = [heading.text for heading in soup(pages["report/methode.html"]).select("main h1, main h2")]
    assert text == ["Bijlage\xa0A — Methode", "A.1 Telling", "A.2 Literatuur"]


def test_a_shortcode_in_embedded_text_stays_text(pages):
    assert "{{< var n.scholen >}}" in soup(pages["report/rollen.html"]).find(id="citaten-namen").text


def test_the_source_line_offers_data_and_notebook_and_says_how_to_cite(pages):
    source = soup(pages["report/rollen.html"]).select_one(".bron")
    assert [link["href"] for link in source.select("a[download]")] == [
        "../data/fig-namen.csv",
        "../notebooks/02_rollen.ipynb",
    ]
    assert "Figuur\xa02.1 in: Projectgroep" in source.text


def test_every_page_says_that_the_answers_are_synthetic(pages):
    assert all("verzonnen" in soup(page).select_one(".melding").text for page in pages.values())


def test_a_real_wave_has_no_notice(tmp_path):
    project = write_sample(tmp_path)
    write_text(project.variables, "n: {scholen: '44', register: '60'}\nmelding:\n  synthetisch: ''\n")
    inputs = read_inputs(project)
    made = render_pages(inputs, read_chapters(inputs.book, project.root))
    assert not any(soup(page).select(".melding") for page in made)


def test_citations_and_footnotes_stand_at_the_end_of_their_page(pages):
    page = soup(pages["report/inleiding.html"])
    assert "Cohen" in page.find(id="ref-cohen1960").text
    assert page.select_one("#fn1 code").text == "44"


def test_the_list_of_literature_holds_the_works_cited_in_the_whole_book(pages):
    page = soup(pages["report/methode.html"])
    assert "Cohen" in page.select_one("#sec-literatuur #ref-cohen1960").text


def test_callouts_have_a_title_and_a_role(pages):
    callout = soup(pages["report/inleiding.html"]).select_one(".callout-note")
    assert (callout["role"], callout.select_one(".callout-title").text.strip()) == ("note", "Leeswijzer")


def test_the_colophon_names_the_renderer(pages):
    assert re.search(r"Gemaakt met pandoc \d", soup(pages["report/methode.html"]).text)


def test_previous_next_and_the_current_chapter_are_marked(pages):
    page = soup(pages["report/rollen.html"])
    assert [link["href"] for link in page.select(".verder a")] == ["inleiding.html", "methode.html"]
    assert page.select_one("a[aria-current=page]")["href"] == "rollen.html"


def test_a_page_is_a_pure_function_of_its_inputs(pages, tmp_path):
    again = render(tmp_path / "elders")
    assert {name: page.html for name, page in again.items()} == {
        name: page.html for name, page in pages.items()
    }


def test_one_error_lists_all_problems_with_chapter_and_line(tmp_path):
    with pytest.raises(RenderError) as error:
        render(
            tmp_path,
            inleiding="# Inleiding {#sec-inleiding}\n\n{{< var n.weg >}} en @fig-weg\n",
            methode="# M\n\n{{< embed /build/notebooks/02_rollen.ipynb#fig-geen >}}\n\n@niemand2020\n",
            index="# S {#sec-rollen .unnumbered}\n\n{{< include _geen.md >}}\n",
        )
    for part in (
        "report/inleiding.qmd line 3: unknown var n.weg",
        "report/inleiding.qmd line 3: unknown reference @fig-weg",
        "report/methode.qmd line 3: embed: no cell labelled fig-geen",
        "index.qmd line 3: include: no file _geen.md",
        "label sec-rollen stands twice",
        "niemand2020",
    ):
        assert part in str(error.value)


def test_an_included_file_is_expanded_too(tmp_path):
    project = write_sample(
        tmp_path, CHAPTERS | {"index.qmd": "# S {.unnumbered}\n\n{{< include _deel.md >}}\n"}
    )
    write_text(project.root / "_deel.md", "Met {{< var n.scholen >}} scholen.")
    inputs = read_inputs(project)
    pages = render_pages(inputs, read_chapters(inputs.book, project.root))
    assert "Met 44 scholen." in pages[0].html


def test_a_number_or_a_reference_at_the_start_of_a_line_begins_no_list(tmp_path):
    first = "Van de scholen\n({{< var n.scholen >}}) zie\n@sec-rollen."
    text = f"# S {{#sec-s .unnumbered}}\n\n{first}\n\nVeel\n(27) en meer.\n"
    page = soup(render(tmp_path, index=text)["index.html"])
    paragraphs = [node.get_text().replace("\n", " ") for node in page.select("main section > p")]
    assert paragraphs == ["Van de scholen (44) zie Hoofdstuk\xa02.", "Veel (27) en meer."]


def test_an_embed_must_be_project_absolute():
    with pytest.raises(UnknownName, match="not of the form"):
        EmbedReader({}, ".").read_embed("../x.ipynb#fig-a")


def test_a_cell_without_anything_to_show_is_an_error():
    notebook = make_notebook()
    notebook.cells[0].outputs = []
    with pytest.raises(UnknownName, match="no picture"):
        read_cell(notebook, "fig-namen", "x.svg")


def test_a_missing_chapter_file_is_named(tmp_path):
    project = write_sample(tmp_path)
    (project.root / "report/rollen.qmd").unlink()
    with pytest.raises(RenderError, match=r"report/rollen\.qmd"):
        read_book(project.root)


def test_missing_variables_are_an_error_with_a_hint(tmp_path):
    project = write_sample(tmp_path)
    project.variables.unlink()
    with pytest.raises(RenderError, match="lobanalysis run"):
        read_inputs(project)


def test_the_whole_site_is_made_with_downloads_and_search(tmp_path):
    project = write_sample(tmp_path)
    assert render_html(project, project.site, "pandoc") == "pandoc"
    for name in (
        "index.html",
        "data/fig-namen.csv",
        "notebooks/02_rollen.ipynb",
        "pagefind/pagefind.js",
        "opmaak/lob.css",
    ):
        assert (project.site / name).is_file()


def test_an_unknown_engine_is_refused():
    with pytest.raises(UsageError, match="auto, quarto, pandoc"):
        choose_engine("word")
