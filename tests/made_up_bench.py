"""A made-up wave for the coding bench: three interviews, two domains to code, answers that try a workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from lobanalysis.coding.bench import Bench, read_bench
from lobanalysis.paths import Project

WAVE = """
wave: "2031"
title: Proef
period: mei 2031
field_work: {start: 2031-05-01, end: 2031-05-31}
synthetic: true
key: proefsleutel
sources: [{path: bron.csv, format: google-forms-csv}]
instrument: instrument.yml
register: register.csv
corrections: correcties.yml
quotes: citaten.csv
published: gepubliceerd.csv
codings: {consensus: coderingen/definitief.csv}
codebook: {folder: ../codebook, version: "1"}
size_classes: [{id: klein, label: klein}]
groups: {}
"""
DOMAINS = """
version: "1"
history: [{version: "1", date: 2031-01-01, change: eerste versie}]
domains:
  actie: {label: Actie, question: Actie, fields: [q9, q10], chapter: borging, kind: meer, exclusive: [geen]}
  vorm: {label: Vorm, question: Vorm, fields: [q9], chapter: borging, kind: enkel}
  taak: {label: Taak, question: Taak, fields: [q10], chapter: rollen, kind: meer, coded_by: rule,
         provisional: true, review: {hits: 1, wrong: 0, remark: gelezen}}
"""
CODES = """domein;vraag;soort;code;label;omschrijving
actie;9;meer;plan;Plan;Een plan.
actie;9;meer;training;=Training;Een training.
actie;9;meer;geen;Geen;Geen actie.
vorm;9;enkel;vast;Vast;Vast.
vorm;9;enkel;los;Los;Los.
"""
STAMPS = {f"i-{day}": f"2031-05-0{day}T10:00:00" for day in (1, 2, 3)}
ANSWERS = {
    "q9": ["=1+1 een plan", "@team -training", ""],
    "q10": ["\tx\r\nwij _x0041_ doen", "+31", "een  plan"],
}
CODING_HEADING = "tijdstempel;domein;code;codeur;besloten_op\n"
DATE = "2031-06-01"


def make_files(answers: dict[str, list[str]]) -> dict[str, str]:
    """Return the files of the wave by name."""
    interviews = "".join(f"{interview},{stamp}\n" for interview, stamp in STAMPS.items())
    return {
        "_quarto.yml": "",
        "data/2031/wave.yml": WAVE,
        "data/codebook/domeinen.yml": DOMAINS,
        "data/codebook/codes.csv": CODES,
        "data/codebook/codes_regels.csv": CODES.splitlines()[0] + "\ntaak;1;meer;doen;D;Doet.\n",
        "data/codebook/indicatoren.yml": "actie.ooit: {domain: actie, codes: '*', label: Ooit}\n",
        "data/codebook/rolnamen.csv": "canoniek;niveau;variant;ambigu\n",
        "data/codebook/regels.csv": "domein;code;soort;patroon;veld;toelichting\ntaak;doen;woorden;doen;;\n",
        "data/codebook/voorbehoud.csv": "soort;patroon;kant;voorbeeld\n",
        "data/2031/coderingen/definitief.csv": CODING_HEADING,
        "build/2031/tables/interviews.csv": f"interview_id,timestamp\n{interviews}",
        **{f"build/2031/tables/answers/{field}.csv": format_answers(each) for field, each in answers.items()},
    }


def format_answers(texts: list[str]) -> str:
    """Return the table of one field."""
    quoted = ['"' + text.replace('"', '""') + '"' for text in texts]
    rows = [f"{interview},answered,{text}," for interview, text in zip(STAMPS, quoted, strict=True)]
    return "interview_id,state,text,refers_to\n" + "\n".join(rows) + "\n"


def make_bench_project(folder: Path, answers: dict[str, list[str]] = ANSWERS) -> Project:
    """Return the project of the made-up wave in `folder`."""
    for name, text in make_files(answers).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return Project(folder)


def open_made_up(project: Project) -> Bench:
    """Return the bench as it stands now."""
    return read_bench(project, "2031")


def fill(path: Path, cells: dict[tuple[str, str, str, str], object], out: Path | None = None) -> Path:
    """Fill in cells by sheet, interview, field (or code) and id of the column, as a person would."""
    book = openpyxl.load_workbook(path)
    for (title, interview, field, column), value in cells.items():
        sheet = book[title]
        ids = [cell.value for cell in sheet[2]]
        for row in sheet.iter_rows(min_row=3):
            if row[0].value == interview and field in (row[1].value, row[2].value):
                row[ids.index(column)].value = value
    book.save(out or path)
    return out or path
