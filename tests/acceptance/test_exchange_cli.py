"""Does the exchange work from the command line, on the wave of 2020, from export to import?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from lobanalysis.paths import find_project


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return a copy of the project's data in which the tables are made."""
    folder = tmp_path_factory.mktemp("uitwisseling")
    root = find_project().root
    for name in ("data", "report"):
        shutil.copytree(root / name, folder / name)
    for name in ("_quarto.yml", "requirements.lock"):
        shutil.copy(root / name, folder / name)
    return folder


def run(place, *words, code=0, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "lobanalysis.cli", "code", *words],
        cwd=place, env={**os.environ, "LOB_PROJECT": str(place), **environment}, capture_output=True,
        encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def read_codings(place):
    return {path.name: path.read_bytes() for path in sorted((place / "data/2020/coderingen").iterdir())}


def test_codebook_and_project_go_out_and_come_back(place, tmp_path):
    first, second = tmp_path / "een.qdpx", tmp_path / "twee.qdpx"
    run(place, "export-qdc", "--wave", "2020", "--out", str(tmp_path / "codeboek.qdc"))
    words = ["export-qdpx", "--wave", "2020", "--coders", "A", "B", "consensus", "rule"]
    assert "44 schools" in run(place, *words, "--out", str(first))
    run(place, "export-qdpx", "--out", str(second))
    assert first.read_bytes() == second.read_bytes()
    before = read_codings(place)
    said = run(place, "import-qdpx", str(first), "--wave", "2020")
    assert "0 taken, 0 evidence taken" in said and ", 0 not taken" in said
    assert read_codings(place) == before


def test_codings_of_a_lost_file_come_back_and_a_dry_run_writes_nothing(place, tmp_path):
    file = tmp_path / "a.qdpx"
    run(place, "export-qdpx", "--coders", "A,B", "--out", str(file), SOURCE_DATE_EPOCH="0")
    before = read_codings(place)
    path = place / "data/2020/coderingen/codeur_B.csv"
    path.write_bytes(before["codeur_B.csv"].splitlines(keepends=True)[0])
    emptied = read_codings(place)
    assert "new codes: 213" in run(place, "import-qdpx", str(file), "--dry-run")
    assert read_codings(place) == emptied
    assert not (place / "build/2020/exchange").exists()
    run(place, "import-qdpx", str(file))
    after = read_codings(place)
    assert sorted(after["codeur_B.csv"].split()) == sorted(before["codeur_B.csv"].split())
    assert {path.name for path in (place / "build/2020/exchange").iterdir()} == {"import.txt", "import.csv"}


def test_a_hostile_file_is_one_error_and_its_own_exit_code(place, tmp_path):
    file = tmp_path / "kwaad.qdpx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("project.qde", '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;</p>')
    said = run(place, "import-qdpx", str(file), code=25)
    assert said.count("error:") == 1 and "Traceback" not in said


def test_a_file_of_which_nothing_can_be_taken_is_an_error_after_its_report(place, tmp_path):
    file = tmp_path / "leeg.qdpx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x.qde", '<Project xmlns="urn:QDA-XML:project:1.0" name="leeg"/>')
    said = run(place, "import-qdpx", str(file), code=25)
    assert "0 taken" in said and "nothing was written" in said


def test_words_without_an_option_are_refused(place, tmp_path):
    run(place, "export-qdpx", "A", "--out", str(tmp_path / "x.qdpx"), code=2)
