"""A small made-up round of 2021, marked as real: twelve interviews, one of them sent in twice."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import yaml
from clone import Clone

WAVE = "2021"
KEY = "een sleutel alleen voor deze proef"
FOLDER = f"data/{WAVE}"
SCHOOLS = [
    ("Zwaluwhof College", "Nergenshuizen", "ROC", "Noord", 4100),
    ("AOC Bietenkamp", "Kletsmeer", "AOC", "Oost", 2300),
    ("Vakschool Kwartslag", "Droomstede", "Vakinstelling", "West", 900),
    ("ROC Luchtkasteel", "Fabelburg", "ROC", "Midden", 12800),
    ("Sprookjesberg College", "Mistelveen", "ROC", "Noord", 8700),
    ("ROC Wolkenveld", "Verzinsdorp", "ROC", "Zuid", 17200),
    ("AOC Zonderland", "Grapwijk", "AOC", "Zuid", 6400),
    ("Vakschool Hersenspin", "Dwaalrode", "Vakinstelling", "Oost", 1500),
    ("ROC Nevelzicht", "Schimmenoord", "ROC", "West", 21000),
    ("Dagdroom College", "Mijmerum", "ROC", "Midden", 5000),
    ("AOC Ruisveen", "Vlindrecht", "AOC", "West", 3300),
    ("Vakschool Windei", "Zuchtwaard", "Vakinstelling", "Zuid", 700),
    ("ROC Spiegelzee", "Echoveld", "ROC", "Noord", 9900),
    ("AOC Stuifduin", "Raadselare", "AOC", "Oost", 2900),
]
INTERVIEWS = 12
PERSON = "Wendelmoet Krekelsteyn"
INTERVIEWER = "Odilbert Vuurdoorn"
MAIL = "w.krekelsteyn@zwaluwhof.example"
ANSWERS = {
    "q1_begeleidend_a": "slb'er, mentor",
    "q1_begeleidend_b": "gesprekken over de loopbaan, voortgang volgen",
    "q1_specialistisch_a": "decaan, lob-coördinator",
    "q1_specialistisch_b": "gesprekken bij twijfel over de studie; beleid maken",
    "q1_beleidsmatig_a": "beleidsmedewerker",
    "q1_management_a": "teamleider",
    "q2": "Overleg in het team, {person} zit voor.",
    "q4": "het management",
    "q5": "idem",
    "q7": "loopbaangesprekken en een portfolio",
    "q9": "geen",
    "q11": "Hoe houden we het vol op {school}? Mail {mail}.",
    "q12": "nee",
}


def write_wave(project: Clone) -> None:
    """Write the round into the project: settings, register, export, codings; no quotes, nothing published."""
    (project.root / FOLDER / "bron").mkdir(parents=True)
    (project.root / FOLDER / "coderingen").mkdir()
    fields = yaml.safe_load(project.read("data/2020/instrument.yml"))["fields"]
    project.write(f"{FOLDER}/instrument.yml", project.read("data/2020/instrument.yml"))
    project.write(f"{FOLDER}/wave.yml", format_settings(project))
    project.write(f"{FOLDER}/register.csv", format_register())
    project.write(f"{FOLDER}/bron/reacties.csv", format_export(fields))
    project.write(f"{FOLDER}/coderingen/definitief.csv", format_codings(project))
    project.write(f"{FOLDER}/correcties.yml", "corrections: []\n")
    for name in ("citaten.csv", "gepubliceerd.csv"):
        project.write(f"{FOLDER}/{name}", project.read(f"data/2020/{name}").splitlines()[0] + "\n")


def format_settings(project: Clone) -> str:
    """Return `wave.yml`: that of 2020 with another year, without key and coders."""
    settings = yaml.safe_load(project.read("data/2020/wave.yml"))
    del settings["key"]
    settings |= {"wave": WAVE, "synthetic": False, "period": "mei 2021"}
    settings["field_work"] = {"start": "2021-05-01", "end": "2021-05-31"}
    settings["codings"] = {"consensus": "coderingen/definitief.csv"}
    return yaml.safe_dump(settings, allow_unicode=True)


def format_register() -> str:
    """Return `register.csv`."""
    rows = [
        f"9{place:02}Z;{name};{town};Verzonnen;{region};{kind};{students}"
        for place, (name, town, kind, region, students) in enumerate(SCHOOLS)
    ]
    return "\n".join(["brin;naam;plaats;provincie;regio;soort;studenten", *rows]) + "\n"


def find_moment(place: int) -> datetime:
    """Return when an interview was sent in: one a day."""
    return datetime(2021, 5, 3, 10, 15, 0) + timedelta(days=place)


def format_moment(moment: datetime) -> str:
    """Return a time stamp as Google Forms writes it."""
    return moment.strftime("%Y/%m/%d %I:%M:%S ") + ("a.m." if moment.hour < 12 else "p.m.") + " EET"


def format_export(fields: list[dict]) -> str:
    """Return the export: twelve interviews, the last one sent in again an hour later."""
    rows = [make_row(fields, place, find_moment(place)) for place in range(INTERVIEWS)]
    rows.append(make_row(fields, INTERVIEWS - 1, find_moment(INTERVIEWS - 1) + timedelta(hours=1)))
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([[field["title"] for field in fields], *rows])
    return text.getvalue()


def make_row(fields: list[dict], place: int, moment: datetime) -> list[str]:
    """Return the cells of one submission."""
    school, town, *_ = SCHOOLS[place]
    person = f"{PERSON}-{'Abcdefghijkl'[place]}eels"
    cells = {name: text.format(person=person, school=school, mail=MAIL) for name, text in ANSWERS.items()}
    cells |= {
        "tijdstempel": format_moment(moment),
        "ingevuld_door": INTERVIEWER,
        "instelling": f"{school}, {town}",
        "gesproken_met": person,
        "functie": "docent en slb'er",
        "datum": f"{moment.day}-5-2021",
    }
    return [cells.get(field["id"], "") for field in fields]


def format_codings(project: Clone) -> str:
    """Return the consensus codings: of each coded domain one code, or two where there may be more."""
    settings = yaml.safe_load(project.read("data/codebook/domeinen.yml"))["domains"]
    codes: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(project.read("data/codebook/codes.csv")), delimiter=";"):
        if row["code"] not in settings[row["domein"]].get("exclusive", []):
            codes.setdefault(row["domein"], []).append(row["code"])
    lines = ["tijdstempel;domein;code;codeur;besloten_op"]
    for place in range(INTERVIEWS):
        moment = find_moment(place) + timedelta(hours=place == INTERVIEWS - 1)
        for domain, own in codes.items():
            pair = own[:2]
            chosen = {pair[place % len(pair)]} | ({own[0]} if settings[domain]["kind"] == "meer" else set())
            lines += [f"{moment.isoformat()};{domain};{code};consensus;2021-06-01" for code in sorted(chosen)]
    return "\n".join(lines) + "\n"
