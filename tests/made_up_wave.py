"""A small made-up project for tests of the intake: three schools, a short form, invented people."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import yaml

from lobanalysis.paths import Project

TITLES = [
    "Tijdstempel",
    "Ingevuld door",
    "Naam MBO instelling + vestigingsplaats",
    "Gesproken met",
    "Functie gesprekspartner",
    "Datum",
    "Begeleidende taak [a) Functienamen]",
    "Wie geeft richting en sturing?",
    "Wie geeft richting en sturing?",
    "Vragen en dilemma's",
]
IDS = [
    "tijdstempel",
    "ingevuld_door",
    "instelling",
    "gesproken_met",
    "functie",
    "datum",
    "q1_a",
    "q4",
    "q5",
    "q11",
]
TYPES = ["timestamp", "contact", "contact", "contact", "contact", "date", "roles", "open", "open", "open"]
REGISTER = (
    "brin;naam;plaats;provincie;regio;soort;studenten\n"
    "900A;ROC Duinrand;Oudzand;Zuidland;Zuid;ROC;4999\n"
    "901B;Zeeborg College;Duinrand;Noordland;Noord;ROC;5000\n"
    "902C;AOC Akkerveen;Kleihuizen;Noordland;Noord;AOC;15000\n"
)
QUOTES = "tijdstempel;vraag;citaat;toestemming;herleidbaar;beoordeeld_door;beoordeeld_op;hoofdstuk\n"
ANNA = [
    "2020/06/02 3:16:46 p.m. EET",
    "Bertil Ommering",
    "ROC Duinrand, Oudzand",
    "mw. A.B. (Annelot) van den Quastel",
    "decaan bij Bloem en Groen",
    "di 2 juni",
    "decaan, mentor",
    "de directie",
    "zie 4",
    "Vraag het Annelot van den Quastel of Bertil maar.",
]


def submission(**changes: str) -> list[str]:
    """Return the sample submission with some fields changed, by field id."""
    return [changes.get(field, value) for field, value in zip(IDS, ANNA, strict=True)]


def export_text(rows: list[list[str]], titles: list[str] | None = None) -> str:
    """Return an export as Google Forms writes it: comma, every cell in quotes."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([titles or TITLES, *rows])
    return text.getvalue()


def make_project(
    folder: Path, rows: list[list[str]], corrections: list[dict] | None = None, **settings: object
) -> Project:
    """Write the made-up project with one wave `2031` below `folder` and return it."""
    wave = folder / "data" / "2031"
    for path in (wave / "bron", folder / "data" / "codebook", folder / "data" / "privacy"):
        path.mkdir(parents=True, exist_ok=True)
    write(folder / "_quarto.yml", "project: {type: book}\n")
    write(wave / "bron" / "reacties.csv", export_text(rows))
    write(wave / "register.csv", REGISTER)
    write(wave / "wave.yml", yaml.safe_dump(wave_settings() | settings))
    write(wave / "instrument.yml", yaml.safe_dump(instrument_settings()))
    write(wave / "citaten.csv", QUOTES)
    write(wave / "correcties.yml", yaml.safe_dump({"corrections": corrections or []}))
    write(
        folder / "data" / "codebook" / "codes.csv",
        "domein;code;label\nrol;decaan;Decaan\nkader;kader;Kader\n",
    )
    write(folder / "data" / "privacy" / "gewone_woorden.txt", "Groen Bloem\n")
    write(folder / "data" / "privacy" / "merken.csv", "naam;soort;reden\nDe Vuurtoren;merk;afdeling\n")
    write(folder / "data" / "toestanden.yml", real_states())
    return Project(folder)


def wave_settings() -> dict:
    """Return the content of the made-up `wave.yml`."""
    return {
        "wave": "2031",
        "title": "Proef",
        "period": "juni 2031",
        "field_work": {"start": "2031-06-01", "end": "2031-06-30"},
        "synthetic": True,
        "key": "a made-up fixed key",
        "sources": [{"path": "bron/reacties.csv", "format": "google-forms-csv"}],
        "instrument": "instrument.yml",
        "register": "register.csv",
        "corrections": "correcties.yml",
        "quotes": "citaten.csv",
        "published": "gepubliceerd.csv",
        "codings": {"consensus": "definitief.csv"},
        "codebook": {"folder": "../codebook", "version": "1"},
        "size_classes": [
            {"id": "klein", "label": "klein", "below": 5000},
            {"id": "middel", "label": "middel", "below": 15000},
            {"id": "groot", "label": "groot"},
        ],
        "groups": {},
    }


def instrument_settings() -> dict:
    """Return the content of the made-up `instrument.yml`."""
    questions = {"q1_a": 1, "q4": 4, "q5": 5, "q11": 11}
    fields = [
        {"id": field, "column": column, "title": title, "type": kind, "question": questions.get(field)}
        for column, (field, title, kind) in enumerate(zip(IDS, TITLES, TYPES, strict=True), 1)
    ]
    theme = [{"id": "alles", "title": "Alles", "questions": [1, 4, 5, 11]}]
    return {
        "title": "Proef",
        "themes": {"form": theme, "report": theme},
        "questions": [{"number": number, "text": "?"} for number in (1, 4, 5, 11)],
        "fields": fields,
    }


def real_states() -> str:
    """Return the project's own list of cell states."""
    path = Path(__file__).resolve().parents[1] / "data" / "toestanden.yml"
    return path.read_text(encoding="utf-8")


def write(path: Path, text: str) -> None:
    """Write a text file in UTF-8 with plain line ends."""
    path.write_text(text, encoding="utf-8", newline="\n")


def find_nobody(text: str, lists: object) -> list:
    """Stand in for deduce where a test is not about other persons."""
    return []
