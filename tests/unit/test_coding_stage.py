from pathlib import Path

import pytest

from lobanalysis.coding import run_coding
from lobanalysis.coding.tables import write_texts
from lobanalysis.errors import CodingError, SourceError, StorageError
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
codings: {consensus: definitief.csv, coders: {A: codeur_A.csv, B: codeur_B.csv}}
codebook: {folder: ../codebook, version: "1"}
size_classes: [{id: klein, label: klein}]
groups: {}
"""
DOMAINS = """
version: "1"
history: [{version: "1", date: 2031-01-01, change: eerste versie}]
domains:
  actie: {label: Actie, question: Actie, fields: [q9], chapter: borging, kind: meer, exclusive: [geen]}
  taak: {label: Taak, question: Taak, fields: [q1_a, q1_b], chapter: rollen, kind: meer, coded_by: rule,
         provisional: true, review: {hits: 1, wrong: 0, remark: gelezen}}
"""
CODE_HEADING = "domein;vraag;soort;code;label;omschrijving"
RULE_HEADING = "domein;code;soort;patroon;veld;toelichting"
CODING_HEADING = "tijdstempel;domein;code;codeur;besloten_op"
FIRST, SECOND, THIRD = (f"2031-05-0{day}T10:00:00" for day in (1, 2, 3))


def lines(*rows):
    return "\n".join(rows) + "\n"


FILES = {
    "data/2031/wave.yml": WAVE,
    "data/codebook/domeinen.yml": DOMAINS,
    "data/codebook/codes.csv": lines(
        CODE_HEADING, "actie;9;meer;plan;Plan;Een plan.", "actie;9;meer;geen;Geen;Geen actie."
    ),
    "data/codebook/codes_regels.csv": lines(
        CODE_HEADING, "taak;1;meer;schrijven;S;Schrijft.", "taak;1;meer;adviseren;A;Adviseert."
    ),
    "data/codebook/indicatoren.yml": "actie.ooit: {domain: actie, codes: '*', label: Ooit}\n",
    "data/codebook/rolnamen.csv": "canoniek;niveau;variant;ambigu\n",
    "data/codebook/regels.csv": lines(
        RULE_HEADING, "taak;schrijven;woorden;schrijv*;;", "taak;adviseren;woorden;advies;;"
    ),
    "data/codebook/voorbehoud.csv": lines("soort;patroon;kant;voorbeeld", "ontkenning;geen;voor;geen advies"),
    "data/2031/definitief.csv": lines(CODING_HEADING, f"{FIRST};actie;plan;consensus;2031-06-01"),
    "data/2031/codeur_A.csv": lines(
        CODING_HEADING,
        f"{FIRST};actie;geen;A;2031-06-01",
        f"{SECOND};actie;plan;A;2031-06-01",
        f"{THIRD};actie;plan;A;2031-06-01",
    ),
    "data/2031/codeur_B.csv": lines(
        CODING_HEADING, f"{SECOND};actie;plan;B;2031-06-01", f"{THIRD};actie;geen;B;2031-06-01"
    ),
    "build/2031/tables/interviews.csv": lines(
        "interview_id,timestamp", f"i-3,{THIRD}", f"i-1,{FIRST}", f"i-2,{SECOND}"
    ),
    "build/2031/tables/answers/q1_a.csv": lines(
        "interview_id,state,text,refers_to", "i-1,answered,geen advies,", "i-2,unknown,advies,"
    ),
    "build/2031/tables/answers/q1_b.csv": lines(
        "interview_id,state,text,refers_to", "i-1,answered,wil schrijven,"
    ),
}


@pytest.fixture
def project(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return Project(tmp_path)


def read(project: Project, name: str) -> list[str]:
    return (project.tables("2031") / "coded" / name).read_text(encoding="utf-8").splitlines()


def test_each_code_that_counts_is_written_with_its_source_sorted_by_interview(project):
    run_coding(project, "2031")
    assert read(project, "actie.csv")[1:] == ["i-1,actie,plan,consensus,consensus,,,,1",
                                              "i-2,actie,plan,human,A+B,,,,1"]  # fmt: skip


def test_coders_who_differ_are_listed_as_open(project):
    run_coding(project, "2031")
    assert read(project, "_open.csv") == ["interview_id,domain,coders", "i-3,actie,A+B"]


def test_a_rule_code_has_its_evidence_and_only_answered_fields_are_read(project):
    run_coding(project, "2031")
    assert read(project, "taak.csv")[1:] == ["i-1,taak,schrijven,rule,rule,q1_b,4,13,1"]


def test_the_codings_of_the_coders_are_kept_apart(project):
    run_coding(project, "2031")
    assert read(project, "_coders.csv")[1:] == [
        "i-1,actie,geen,A", "i-2,actie,plan,A", "i-2,actie,plan,B", "i-3,actie,plan,A", "i-3,actie,geen,B"
    ]  # fmt: skip


def test_a_second_run_writes_the_same_bytes_and_removes_old_tables(project):
    run_coding(project, "2031")
    folder = project.tables("2031") / "coded"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "vroeger_domein.csv").write_text("x\n", encoding="utf-8")
    run_coding(project, "2031")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_a_wrong_coding_leaves_the_tables_of_the_last_run_alone(project):
    run_coding(project, "2031")
    before = read(project, "actie.csv")
    path = project.root / "data/2031/definitief.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("01T10", "09T10"), encoding="utf-8")
    with pytest.raises(CodingError, match="definitief.csv row 2: column tijdstempel"):
        run_coding(project, "2031")
    assert read(project, "actie.csv") == before


def test_another_version_of_the_codebook_than_the_wave_asks_for_is_refused(project):
    path = project.root / "data/2031/wave.yml"
    path.write_text(WAVE.replace('version: "1"', 'version: "2"'), encoding="utf-8")
    with pytest.raises(CodingError, match="another version of the codebook"):
        run_coding(project, "2031")


def test_a_missing_table_of_the_intake_says_what_to_run(project):
    (project.tables("2031") / "interviews.csv").unlink()
    with pytest.raises(SourceError, match="lobanalysis run"):
        run_coding(project, "2031")


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path):
    (tmp_path / "coded").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(StorageError):
        write_texts(tmp_path / "coded", {"x.csv": "a\n"})
