"""A small made-up round of 2021, marked as real: twelve interviews, one of them sent in twice."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import yaml
from clone import Clone

from lobanalysis.claims.spans import Chapter, find_spans

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
CODERS = {"definitief": "consensus", "codeur_A": "A", "codeur_B": "B"}
ANSWERS = {
    "q1_begeleidend_a": "slb'er, mentor",
    "q1_begeleidend_b": "gesprekken over de loopbaan, voortgang volgen",
    "q1_specialistisch_a": "decaan, lob-coördinator",
    "q1_specialistisch_b": "gesprekken bij twijfel over de studie; stageplekken; lob agenderen",
    "q1_beleidsmatig_a": "beleidsmedewerker",
    "q1_beleidsmatig_b": "visie schrijven, adviseren",
    "q1_management_a": "teamleider",
    "q1_management_b": "beleid vaststellen, uren geven",
    "q2": "Overleg in het team, {person} zit voor.",
    "q4": "het management",
    "q5": "idem",
    "q7": "loopbaangesprekken en een portfolio",
    "q9": "geen",
    "q11": "Hoe houden we het vol op {school}? Mail {mail}.",
    "q12": "nee",
}


def write_wave(project: Clone) -> None:
    """Write the round into the project: all that 2020 has, with one published figure and no quotes."""
    (project.root / FOLDER / "bron").mkdir(parents=True)
    (project.root / FOLDER / "coderingen").mkdir()
    fields = yaml.safe_load(project.read("data/2020/instrument.yml"))["fields"]
    project.write(f"{FOLDER}/instrument.yml", project.read("data/2020/instrument.yml"))
    project.write(f"{FOLDER}/wave.yml", format_settings(project))
    project.write(f"{FOLDER}/register.csv", format_register())
    project.write(f"{FOLDER}/bron/reacties.csv", format_export(fields))
    for name, coder in CODERS.items():
        project.write(f"{FOLDER}/coderingen/{name}.csv", format_codings(project, coder))
    project.write(f"{FOLDER}/correcties.yml", "corrections: []\n")
    project.write(f"{FOLDER}/citaten.csv", project.read("data/2020/citaten.csv").splitlines()[0] + "\n")
    project.write(f"{FOLDER}/gepubliceerd.csv", format_published(project))


def drop_false_claims(project: Clone) -> list[str]:
    """Take the sentences whose claims are not true of the round out of the chapters; return the claims.

    That is what an author does who writes a new sentence in their place.
    """
    table = io.StringIO(project.read(f"build/{WAVE}/tables/claims.csv"))
    rows = [row for row in csv.DictReader(table) if row["edition"] == "national"]
    wrong = [row["claim"] for row in rows if row["outcome"] != "true"]
    for source in sorted({row["chapter"] for row in rows}):
        spans = list(find_spans(Chapter(source, project.read(source))))
        for span in reversed([span for span in spans if span.claim in wrong]):
            text = project.read(source)
            project.write(source, text[: span.start] + "Zie de figuur" + text[span.stop :])
    claims = yaml.safe_load(project.read("report/claims.yml"))["claims"]
    kept = [claim for claim in claims if claim["id"] not in wrong]
    project.write("report/claims.yml", yaml.safe_dump({"claims": kept}))
    return wrong


def format_settings(project: Clone) -> str:
    """Return `wave.yml`: that of 2020 with another year and without a key."""
    settings = yaml.safe_load(project.read("data/2020/wave.yml"))
    del settings["key"]
    settings |= {"wave": WAVE, "synthetic": False, "period": "mei 2021"}
    settings["field_work"] = {"start": "2021-05-01", "end": "2021-05-31"}
    return yaml.safe_dump(settings, allow_unicode=True)


def format_published(project: Clone) -> str:
    """Return `gepubliceerd.csv` with the one figure that the prose names, and a range that all values fit."""
    head, *rows = project.read("data/2020/gepubliceerd.csv").splitlines()
    figure = next(row for row in rows if row.startswith("P19;"))
    return f"{head}\n{figure.rsplit(';', 2)[0]};0;1\n"


def format_register() -> str:
    """Return `register.csv`."""
    rows = [
        f"9{place:02}Z;{name};{town};Fabelrijk;{region};{kind};{students}"
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
    person = f"{PERSON}-{'Abcdefghijkl'[place]}eelsma"
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


def choose_codes(own: list[str], place: int, *, many: bool) -> set[str]:
    """Return the codes of one interview in a domain: together the interviews use all, the first ones most."""
    if not many:
        return {own[place % min(2, len(own))]}
    return {own[0], own[place % 3 % len(own)], own[place % len(own)], own[-1 - place % len(own)]}


def format_codings(project: Clone, coder: str) -> str:
    """Return the codings by one coder, or of the consensus, of all domains that coders code."""
    settings = yaml.safe_load(project.read("data/codebook/domeinen.yml"))["domains"]
    codes: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(project.read("data/codebook/codes.csv")), delimiter=";"):
        if row["code"] not in settings[row["domein"]].get("exclusive", []):
            codes.setdefault(row["domein"], []).append(row["code"])
    lines = ["tijdstempel;domein;code;codeur;besloten_op"]
    for place in range(INTERVIEWS):
        moment = find_moment(place) + timedelta(hours=place == INTERVIEWS - 1)
        for domain, own in codes.items():
            chosen = choose_codes(own, place, many=settings[domain]["kind"] == "meer")
            lines += [f"{moment.isoformat()};{domain};{code};{coder};2021-06-01" for code in sorted(chosen)]
    return "\n".join(lines) + "\n"
