"""Sentences and blocks of a chapter: where they end, and that nothing is lost between them."""

from pathlib import Path

import pytest

from lobanalysis.editions.blocks import split_blocks
from lobanalysis.editions.sentences import split_sentences

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Een. Twee.", 2),
        ("Bij {{< var a.b.n >}} scholen. {{< var c.verschil_kind >}} Waar dat kan, niet.", 3),
        ("Bij {{< var n.scholen >}} ROC's is het zo.", 1),
        ("Dat is zo (@fig-a). @fig-b toont meer.", 2),
        ("Het is zo, bijv. Op een school, o.a. In Drenthe, nr. 3 en art. 7.", 1),
        ("Lessen, gesprekken enz. Daarna volgt het examen.", 2),
        ("Lessen, gesprekken enz. en daarna het examen.", 1),
        ("Er is geen cijfer.[^noot] Wel een gesprek.[^a][^b]", 2),
        ("[De meeste scholen doen dit. Andere niet.]{.claim #x} Zo is het.", 1),
        ("[De meeste scholen doen dit]{.claim #x}. Zo is het.", 2),
        ("**Kop in de regel.** Daarna de tekst.", 2),
        ("Hij zei: ‘Ja.’ Daarna niets.", 2),
        ("‘Ja. Nee.’ is geen antwoord.", 1),
        ("Wat is het? Niets! Of toch… Misschien.", 4),
        ("In 2.5 gevallen per school, zie Stcrt. 2018, 34660.", 1),
        ("Wet van A. Jansen staat in `een.twee. Drie`. Klaar.", 2),
        ("De eerste\nregel. De tweede\nregel.", 2),
        ("Zie [de tekst. Hier](a.b.html). Klaar.", 2),
        ("thema's die collega’s noemen. Klaar.", 2),
    ],
)
def test_a_sentence_ends_where_a_reader_says_so(text, sentences):
    assert len(split_sentences(text)) == sentences
    assert "".join(split_sentences(text)) == text


def test_an_open_bracket_that_is_never_closed_keeps_the_rest_together():
    assert split_sentences("Dit (is. Niet. Klaar.") == ["Dit (is. Niet. Klaar."]


def test_a_chapter_is_split_into_blocks_of_their_kind():
    text = (
        "# Kop\n\nTekst\nloopt door.\n\n- Eén\n  gaat door\n- Twee\n\n[^a]: Noot.\n\n"
        '{{< embed /build/notebooks/a.ipynb#fig-a >}}\n\n::: {.bron data="fig-a"}\n:::\n\n'
        "```\n# code\n\nx\n```\n\n"
        "Slot."
    )
    kinds = [block.kind for block in split_blocks(text) if block.kind != "blank"]
    assert kinds == ["heading", "text", "item", "item", "note", "embed", "open", "close", "code", "text"]


@pytest.mark.parametrize(
    "path", sorted([ROOT / "index.qmd", *(ROOT / "report").glob("*.qmd")]), ids=lambda p: p.stem
)
def test_blocks_and_sentences_of_a_chapter_joined_are_the_chapter(path):
    text = path.read_text(encoding="utf-8")
    blocks = split_blocks(text)
    assert "".join(block.lead + "".join(split_sentences(block.body)) for block in blocks) == text
