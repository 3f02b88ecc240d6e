"""What an edition leaves out of a chapter, and what it says instead."""

from lobanalysis.editions.choice import Edition
from lobanalysis.editions.claims import find_failed_claims
from lobanalysis.editions.pages import add_mark, format_about, format_list, format_mark, strip_markup
from lobanalysis.editions.prose import LeftOut, leave_out
from lobanalysis.editions.rules import FIGURE, NUMBER, QUOTES, STATEMENT, Rules
from lobanalysis.editions.withheld import OTHER_SCHOOLS, TOO_FEW, find_reason

ROC = Edition("kind-roc", "kind", "roc", "roc’s", 26, "Soort instelling")
RULES = Rules({"a": {"n": "18", "label": "coach"}}, {"fig-weg": TOO_FEW}, {"onwaar"})


def trim(text):
    kept, left_out = leave_out(text, RULES, "editie.qmd")
    return kept, [item.reason for item in left_out]


def test_a_sentence_with_a_hidden_number_goes_and_its_neighbours_stay():
    assert trim("Bij {{< var a.n >}} scholen. Bij {{< var a.pct >}} niet. Klaar.\n") == (
        "Bij {{< var a.n >}} scholen. Klaar.\n",
        [NUMBER],
    )


def test_a_sentence_that_refers_to_a_withheld_figure_goes_wherever_it_stands():
    assert trim("Zo is het (@fig-weg). Anders niet (@fig-hier).\n") == (
        "Anders niet (@fig-hier).\n",
        [FIGURE],
    )


def test_a_sentence_with_a_claim_that_fails_goes():
    assert trim("[De meeste scholen]{.claim #onwaar} wel. [Alle]{.claim #waar} ook.\n") == (
        "[Alle]{.claim #waar} ook.\n",
        [STATEMENT],
    )


def test_a_sentence_that_leans_on_one_that_is_left_out_goes_along():
    kept, reasons = trim("Het begin. Bij {{< var b.n >}} is het zo. Dat blijkt vaker. Klaar.\n")
    assert (kept, len(reasons)) == ("Het begin. Klaar.\n", 2)


def test_a_withheld_figure_goes_with_its_source_line_and_others_stay():
    block = '{{{{< embed /build/notebooks/a.ipynb#{0} >}}}}\n\n::: {{.bron data="{0}" notebook="a"}}\n:::\n\n'
    kept, reasons = trim("Tekst.\n\n" + block.format("fig-weg") + block.format("fig-hier"))
    assert "fig-weg" not in kept and kept.count("fig-hier") == 2 and kept.count(":::") == 2
    assert reasons == [TOO_FEW]


def test_quotes_stay_national():
    kept, reasons = trim("Tekst.\n\n{{< embed /build/notebooks/a.ipynb#citaten-b >}}\n")
    assert (kept.strip(), reasons) == ("Tekst.", [QUOTES])


def test_a_list_item_without_its_first_sentence_goes_whole():
    kept, _ = trim("- **Een** ({{< var b.n >}}). Uitleg.\n- **Twee** ({{< var a.n >}}). Uitleg.\n")
    assert kept == "- **Twee** ({{< var a.n >}}). Uitleg.\n"


def test_an_introduction_to_a_list_of_which_nothing_is_left_goes_too():
    assert (
        trim("Eerst. Dit zijn ze:\n\n- {{< var b.n >}} een;\n- {{< var b.n >}} twee.\n")[0].strip()
        == "Eerst."
    )


def test_a_callout_that_lost_its_text_goes():
    kept, _ = trim('Tekst.\n\n::: {.callout-note title="Let op"}\nZie @fig-weg.\n:::\n\nSlot.\n')
    assert ":::" not in kept and "Slot." in kept


def test_a_note_goes_with_the_sentence_that_refers_to_it_and_a_mark_with_its_note():
    kept, _ = trim("Bij {{< var b.n >}} zo.[^een] Klaar.\n\n[^een]: Noot.\n")
    assert "[^een]" not in kept
    kept, _ = trim("Klaar.[^een]\n\n[^een]: Bij {{< var b.n >}}.\n")
    assert kept.strip() == "Klaar."


def test_a_section_that_lost_all_its_text_says_so():
    kept, _ = trim("# Kop\n\nTekst.\n\n## Deel {#sec-deel}\n\nBij {{< var b.n >}} zo.\n\n## Slot\n\nTekst.\n")
    between = kept.split("## Deel {#sec-deel}")[1].split("## Slot")[0]
    assert "alleen in de landelijke editie" in between and "](editie.qmd)" in between
    assert kept.count("landelijke editie") == 1


def test_code_and_headings_are_left_alone():
    text = "# Kop\n\n```\n{{< var b.n >}}\n```\n"
    assert trim(text) == (text, [])


def test_what_is_left_out_is_listed_with_dots_for_its_numbers():
    assert strip_markup("Bij {{< var a.n >}} van de {{< var b.n >}} **scholen** (@fig-weg).[^x]") == (
        "Bij … van de … scholen (figuur …)."
    )


def test_the_page_on_an_edition_lists_figures_and_sentences_by_chapter_with_the_reason():
    found = [
        ("Rollen", LeftOut("Namen", "fig-weg", TOO_FEW)),
        ("Rollen", LeftOut("Namen", "Bij {{< var b.n >}}.", NUMBER)),
    ]
    page = format_about(ROC, found, {"fig-weg": "Namen van begeleiders"})
    figures, sentences = page.split("## Weggelaten zinnen")
    assert f"‘Namen van begeleiders’ – {TOO_FEW}" in figures and "**Rollen**" in figures
    assert "Bij …" in sentences and NUMBER in sentences and "{{<" not in page.replace("{{#", "")


def test_each_page_says_which_edition_it_is_and_where_the_others_are():
    chapter = add_mark("# Kop {#sec-kop}\n\nTekst.\n", format_mark(ROC, "report/rollen.qmd", whole=False))
    assert chapter.startswith("# Kop {#sec-kop}\n") and "Editie: roc’s, 26 scholen" in chapter
    assert "](../../../index.html)" in chapter and "](../../../editie/index.html)" in chapter
    appendix = format_mark(ROC, "report/cijfers.qmd", whole=True)
    assert "Deze bijlage gaat over het hele onderzoek" in appendix


def test_the_list_has_a_link_to_each_edition_under_its_variable():
    page = format_list([ROC])
    assert "**Soort instelling**\n\n- [Roc’s, 26 scholen](kind-roc/index.html)" in page
    assert "(../index.html)" in page


def rows(*shown, **own):
    return [{"group_variable": "kind", "group": "roc", "shown": str(each), **own} for each in shown]


def test_a_figure_is_shown_from_half_of_its_cells_on():
    assert find_reason(rows(True, False), ROC) == ""
    assert find_reason(rows(True, False, False), ROC) == TOO_FEW


def test_what_is_about_other_groups_or_all_schools_is_withheld():
    assert find_reason(rows(True, group="vakinstelling_en_aoc"), ROC) == OTHER_SCHOOLS
    assert find_reason([{"combination": "a + b", "n": "3"}], ROC) == OTHER_SCHOOLS
    assert find_reason([], ROC) == OTHER_SCHOOLS


def test_without_a_table_of_claims_none_fails(tmp_path):
    assert find_failed_claims("kind-roc", tmp_path) == set()


def test_a_claim_fails_unless_it_holds_in_this_very_edition(tmp_path):
    table = "claim,edition,outcome\nwaar,kind-roc,True\nonwaar,kind-roc,False\nlandelijk,national,True\n"
    (tmp_path / "claims.csv").write_text(table, encoding="utf-8")
    assert find_failed_claims("kind-roc", tmp_path) == {"onwaar", "landelijk"}
