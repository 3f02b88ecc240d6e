"""A small made-up project for tests of the exchange, and ways to build files of other programs by hand."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import yaml
from made_up_wave import IDS, TITLES, TYPES

from lobanalysis.paths import Project

STAMPS = [f"2031-05-0{day}T10:00:00" for day in range(1, 7)]
HEADING = "tijdstempel;domein;code;codeur;besloten_op"
WAVE = {
    "wave": "2031",
    "title": "Proef",
    "period": "mei 2031",
    "field_work": {"start": "2031-05-01", "end": "2031-05-31"},
    "synthetic": True,
    "key": "proefsleutel",
    "sources": [{"path": "bron.csv", "format": "google-forms-csv"}],
    "instrument": "instrument.yml",
    "register": "register.csv",
    "corrections": "correcties.yml",
    "quotes": "citaten.csv",
    "published": "gepubliceerd.csv",
    "codings": {
        "consensus": "coderingen/definitief.csv",
        "coders": {"A": "coderingen/codeur_A.csv", "B": "coderingen/codeur_B.csv"},
    },
    "codebook": {"folder": "../codebook", "version": "1"},
    "size_classes": [{"id": "klein", "label": "Klein", "below": 5000}, {"id": "groot", "label": "Groot"}],
    "groups": {
        "level": {
            "label": "Niveau",
            "source": "niveau",
            "groups": [{"id": "doen", "label": "Uitvoerend", "members": ["doen"]}],
        },
        "region": {"label": "Regio", "source": "region", "join_below": 2},
    },
    "disclosure": {"minimum": 2},
}
DOMAINS = {
    "version": "1",
    "history": [{"version": "1", "date": "2031-01-01", "change": "eerste versie"}],
    "domains": {
        "niveau": {
            "label": "Functieniveau", "question": "Functie", "fields": ["functie"],
            "chapter": "inleiding", "kind": "enkel",
        },
        "rol": {
            "label": "Rollen", "question": "Rol", "fields": ["q1_a"], "chapter": "rollen", "kind": "meer",
        },
        "sturing": {
            "label": "Sturing", "question": "Sturing", "fields": ["q4", "q5"],
            "chapter": "kaders", "kind": "meer", "exclusive": ["geen"],
        },
        "plek": {
            "label": "Plek", "question": "Plek", "fields": ["q11"], "chapter": "rollen", "kind": "enkel",
        },
    },
}  # fmt: skip
CODES = """domein;vraag;soort;code;label;omschrijving
niveau;F;enkel;doen;Uitvoerend;Doet het werk.
rol;1;meer;decaan;Decaan;Een <decaan> & "meer".
rol;1;meer;mentor;Mentor;Een mentor.
sturing;4;meer;directie;Directie;De directie.
sturing;4;meer;geen;Geen;Niemand.
plek;11;enkel;geen;Geen;Nergens.
plek;11;enkel;team;Team;In het team.
"""
ANSWERS = {
    "q1_a": ["decaan 😀, mentor", "een decaan", "", "idem", "idem", "mentor"],
    "q4": ["de directie", "niemand", "", "directie", "x", "y"],
    "q5": ["zie 4", "", "", "regel een\r\nregel twee", "<b>markup</b> & zo", "z"],
    "q11": ["in het team", "nergens", "team", "team 3", "team 4", "team 5"],
}
CODINGS = {
    "definitief": [
        (0, "rol", "decaan"),
        (0, "sturing", "directie"),
        (2, "sturing", "geen"),
        (3, "rol", "mentor"),
    ],
    "codeur_A": [(0, "rol", "decaan"), (1, "sturing", "geen")],
    "codeur_B": [(0, "rol", "mentor")],
}
CODERS = {"definitief": "consensus", "codeur_A": "A", "codeur_B": "B"}


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def quote(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def make_exchange_project(root: Path, answers: dict[str, list[str]] = ANSWERS) -> Project:
    """Write a project with six interviews of six schools, tables and codings; return it."""
    write(root, "_quarto.yml", "project: {type: book}\n")
    write(root, "data/2031/wave.yml", yaml.safe_dump(WAVE))
    questions = {"q1_a": 1, "q4": 4, "q5": 5, "q11": 11}
    fields = [
        {"id": key, "column": column, "title": title, "type": kind, "question": questions.get(key)}
        for column, (key, title, kind) in enumerate(zip(IDS, TITLES, TYPES, strict=True), 1)
    ]
    theme = [{"id": "alles", "title": "Alles", "questions": [1, 4, 5, 11]}]
    instrument = {
        "title": "Proef",
        "themes": {"form": theme, "report": theme},
        "questions": [{"number": number, "text": "?"} for number in (1, 4, 5, 11)],
        "fields": fields,
    }
    write(root, "data/2031/instrument.yml", yaml.safe_dump(instrument))
    write(root, "data/codebook/domeinen.yml", yaml.safe_dump(DOMAINS, sort_keys=False))
    write(root, "data/codebook/codes.csv", CODES)
    write(root, "data/codebook/codes_regels.csv", CODES.splitlines()[0] + "\n")
    write(root, "data/codebook/indicatoren.yml", "rol.ooit: {domain: rol, codes: '*', label: Ooit}\n")
    write(root, "data/codebook/rolnamen.csv", "canoniek;niveau;variant;ambigu\n")
    write(
        root,
        "data/codebook/regels.csv",
        "domein;code;soort;patroon;veld;toelichting\n",
    )
    write(
        root, "data/codebook/voorbehoud.csv", "soort;patroon;kant;voorbeeld\nontkenning;geen;voor;geen team\n"
    )
    for file, rows in CODINGS.items():
        lines = [f"{STAMPS[who]};{domain};{code};{CODERS[file]};2031-06-01" for who, domain, code in rows]
        write(root, f"data/2031/coderingen/{file}.csv", "\n".join([HEADING, *lines]) + "\n")
    write_tables(root, answers)
    return Project(root)


def write_tables(root: Path, answers: dict[str, list[str]]) -> None:
    """Write what intake and coding would have made."""
    tables = "build/2031/tables"
    regions = ["Noord", "Noord", "Zuid", "Zuid", "Zuid", "Oost"]
    rows = [
        f"i-{who},2031,s-{who},{stamp},,missing,ROC,{'groot' if who < 3 else 'klein'},{regions[who]}"
        for who, stamp in enumerate(STAMPS)
    ]
    heading = "interview_id,wave,school_id,timestamp,interview_date,date_source,kind,size_class,region"
    write(root, f"{tables}/interviews.csv", "\n".join([heading, *rows]) + "\n")
    for field, texts in answers.items():
        lines = [f"i-{who},answered,{quote(text)},\n" for who, text in enumerate(texts)]
        write(root, f"{tables}/answers/{field}.csv", "interview_id,state,text,refers_to\n" + "".join(lines))
    coded = (
        "interview_id,domain,code,source,coder,evidence_field,evidence_start,evidence_end,codebook_version\n"
    )
    for domain in DOMAINS["domains"]:
        write(root, f"{tables}/coded/{domain}.csv", coded)
    write(root, f"{tables}/coded/plek.csv", coded + "i-0,plek,team,rule,rule,q11,7,11,1\n")


def pack(members: dict[str, bytes | str]) -> bytes:
    """Return a zip with these members, as any program would write it."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def guid(number: int) -> str:
    """Return an identifier as other programs make them: without a meaning."""
    return f"{{AAAAAAAA-0000-4000-8000-{number:012X}}}"
