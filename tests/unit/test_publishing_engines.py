"""Quarto and pandoc make the same report; skipped where Quarto is not installed."""

import pytest
from bs4 import BeautifulSoup
from publishing_sample import CHAPTERS, write_sample, write_text

from lobanalysis.errors import RenderError
from lobanalysis.publishing.banners import KEPT_TEXT, write_banners
from lobanalysis.publishing.html_site import render_html
from lobanalysis.publishing.quarto import find_quarto
from lobanalysis.publishing.swap import build_beside

QUARTO = find_quarto()
pytestmark = pytest.mark.skipif(QUARTO is None, reason="Quarto 1.10 is not installed")
PAGES = ("index.html", "report/inleiding.html", "report/rollen.html", "report/methode.html")
NOT_TEXT = (
    "nav, script, style, .voorpagina, .quarto-title-meta, .quarto-title .subtitle, .renderer, "
    ".footnotes, #quarto-appendix, #refs, #bronnen, .keywords, .screen-reader-only"
)
# Known difference: Quarto reads shortcodes in embedded text too; this chapter goes without such a quote.
CHAPTERS_OF_BOTH = {name: text.split("### Citaten")[0] for name, text in CHAPTERS.items()}


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """Return the folders of the sample's site made by each engine."""
    made = {}
    for engine in ("quarto", "pandoc"):
        project = write_sample(tmp_path_factory.mktemp(engine), CHAPTERS_OF_BOTH)
        write_banners(project.root, {"report/rollen.qmd": KEPT_TEXT})
        with build_beside(project.site) as folder:
            assert render_html(project, folder, engine) == engine
        made[engine] = project.site
    return made


def main_of(site, page):
    """Return the text of a page without what belongs to the engine: navigation, title page, notes."""
    tree = BeautifulSoup((site / page).read_text(encoding="utf-8"), "lxml").find("main")
    unwanted = NOT_TEXT + (", #title-block-header" if page == "index.html" else "")
    for node in tree.select(unwanted):
        node.decompose()
    return tree


def words(tree):
    return tree.get_text().split()


@pytest.mark.parametrize("page", PAGES)
def test_both_engines_give_the_same_words(sites, page):
    quarto, pandoc = (words(main_of(site, page)) for site in sites.values())
    assert quarto == pandoc


def test_only_the_chapter_that_could_not_be_made_says_so_with_either_engine(sites):
    for site in sites.values():
        found = {page: main_of(site, page).select(".melding-hoofdstuk") for page in PAGES}
        assert [page for page, boxes in found.items() if boxes] == ["report/rollen.html"]
        assert " ".join(words(found["report/rollen.html"][0])) == KEPT_TEXT


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("what", ["a.quarto-xref", "h1, h2, h3", "figcaption, caption", "thead th", "img"])
def test_both_engines_give_the_same_parts(sites, page, what):
    quarto, pandoc = ([words(node) for node in main_of(site, page).select(what)] for site in sites.values())
    assert quarto == pandoc


@pytest.mark.parametrize("page", PAGES)
def test_the_labels_of_chapters_figures_and_tables_are_the_same_fragments(sites, page):
    found = []
    for site in sites.values():
        names = {node["id"] for node in main_of(site, page).select("[id]")}
        found.append({n for n in names if n.startswith(("fig-", "tbl-", "sec-")) and "caption" not in n})
    assert found[0] == found[1]


@pytest.mark.parametrize("text", ["{{< var n.weg >}}", "zie @fig-weg", "zie [@niemand2020]"])
def test_quarto_fails_on_what_it_only_warns_about(tmp_path, text):
    project = write_sample(tmp_path)
    write_text(project.root / "index.qmd", f"# Samenvatting {{.unnumbered}}\n\n{text}\n")
    with (
        pytest.raises(RenderError, match=r"n\.weg|fig-weg|niemand2020"),
        build_beside(project.site) as folder,
    ):
        render_html(project, folder, "quarto")
    assert not project.site.exists()
