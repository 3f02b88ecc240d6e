"""The privacy step against spans marked by hand, and against sentences made up for this test."""

from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest

from lobanalysis.intake.deduction import find_other_persons
from lobanalysis.intake.deidentify import Surroundings, find_all_identifying, find_identifying
from lobanalysis.intake.export import read_export
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.masking import COLUMNS, estimate_masking, format_masking, read_marked_spans
from lobanalysis.intake.places import make_place_names
from lobanalysis.intake.register import read_register
from lobanalysis.intake.spans import mask_text
from lobanalysis.intake.wave import read_wave
from lobanalysis.intake.wordlists import LINKS, find_words, read_word_lists
from lobanalysis.paths import Project

PROJECT = Project(Path(__file__).resolve().parents[2])
NOT_COUNTED = [2, 20]
LISTS = read_word_lists(PROJECT)
NOBODY = Surroundings((), "")


@lru_cache(maxsize=1)
def places():
    return make_place_names(read_register(read_wave(PROJECT, "2020")), LISTS)


@lru_cache(maxsize=1)
def estimate() -> pd.DataFrame:
    wave = read_wave(PROJECT, "2020")
    instrument = read_instrument(wave)
    raw = read_export(wave, instrument).drop(NOT_COUNTED)
    fields = [field.id for field in instrument.answers]
    spans = [
        (row, field, span.start, span.end, span.kind)
        for row, field, found in find_all_identifying(raw, fields, read_register(wave), LISTS)
        for span in found
    ]
    marked = read_marked_spans(PROJECT.root / "data" / "privacy" / "steekproef.csv")
    return estimate_masking(marked, pd.DataFrame(spans, columns=COLUMNS))


def masked(text: str) -> str:
    return mask_text(text, find_identifying(text, NOBODY, places(), LISTS, find_other_persons))


def test_every_marked_person_school_address_and_number_is_masked():
    kinds = ["person", "school", "email", "phone"]
    assert estimate().loc[kinds, "recall"].tolist() == [1.0] * 4


def test_precision_and_recall_of_the_whole_are_high():
    total = estimate().loc["total"]
    assert total["precision"] >= 0.95 and total["recall"] >= 0.9


def test_the_table_in_the_docs_is_the_computed_one():
    text = (PROJECT.root / "docs" / "privacy.md").read_text(encoding="utf-8")
    table = text.split("<!-- masking -->\n")[1].split("<!-- /masking -->")[0]
    assert table == format_masking(estimate())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("De trekker is Jan de Boer.", "De trekker is [persoon]."),
        ("mevrouw Petra Verhoeven weet dat", "mevrouw [persoon] weet dat"),
        ("Overleg met Kees Jansen en Fatima Yilmaz", "Overleg met [persoon] en [persoon]"),
        ("net als op het ROC Watterpoort in Scheldevoort", "net als op het ROC [school] in [plaats]"),
        ("bij Hout en Interieur", "bij [school]"),
    ],
)
def test_sentences_that_are_not_in_the_data(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Kader is een menukaart. Scholing volgt. Koers ligt vast.",
        "Bouw, Groen, Hout en Sport doen mee; Mooi zo. Punt.",
        "Decaan, Coach en Mentor overleggen met het College van Bestuur",
        "Zorg en Welzijn, Handel, Horeca, Techniek & Mobiliteit",
    ],
)
def test_ordinary_words_with_a_capital_stay(text):
    assert masked(text) == text


def test_no_word_of_the_codebook_is_ever_masked():
    words = sorted(LISTS.codebook)
    texts = [
        *words,
        *(word.capitalize() for word in words),
        *(f"Volgens {word.capitalize()} wel" for word in words),
    ]
    assert [text for text in texts if masked(text) != text] == []


def test_no_label_of_the_codebook_is_ever_masked():
    labels = [
        line.split(";")[4]
        for line in (PROJECT.codebook / "codes.csv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    assert [label for label in labels if masked(label) != label] == []


def test_no_role_name_is_ever_masked():
    lines = (PROJECT.codebook / "rolnamen.csv").read_text(encoding="utf-8").splitlines()[1:]
    names = [line.split(";")[2] for line in lines]
    assert [name for name in names if masked(name) != name] == []


def test_every_mark_of_the_sample_lies_in_a_filled_cell():
    wave = read_wave(PROJECT, "2020")
    raw = read_export(wave, read_instrument(wave))
    marked = read_marked_spans(PROJECT.root / "data" / "privacy" / "steekproef.csv")
    assert all(0 <= m.start < m.end <= len(raw.at[m.row, m.field]) for m in marked.itertuples())


def test_the_number_of_cells_read_by_eye_is_the_one_in_the_docs():
    wave = read_wave(PROJECT, "2020")
    instrument = read_instrument(wave)
    raw = read_export(wave, instrument).drop(NOT_COUNTED)
    filled = int((raw[[field.id for field in instrument.answers]] != "").to_numpy().sum())
    assert f"{filled:,} filled answer cells" in (PROJECT.root / "docs" / "privacy.md").read_text(
        encoding="utf-8"
    )


def test_linking_words_are_no_words_of_the_codebook():
    assert not LISTS.codebook & LINKS and find_words("van") == ["van"]
