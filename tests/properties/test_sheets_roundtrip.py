"""Does a round trip through a workbook lose nothing, whatever answers, codes and remarks hold?"""

import subprocess
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up_bench import DATE, STAMPS, fill, make_bench_project, open_made_up

from lobanalysis.coding.sheets.recording import import_workbooks
from lobanalysis.coding.sheets.texts import find_fragment
from lobanalysis.coding.sheets.writing import write_sheets

plain = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r\n")
words = st.text(plain, max_size=40)
texts = words | st.builds(
    "{}{}".format, st.sampled_from(["=", "+", "-", "@", "\t", "'", "_x0041_", "x005F_", "#N/A", "😀"]), words
)
answers = st.fixed_dictionaries({field: st.lists(texts, min_size=3, max_size=3) for field in ("q9", "q10")})
choices = st.sampled_from(["", "none", "plan", "training", "plan training", "geen"])
rows = st.fixed_dictionaries(
    {(interview, field): st.tuples(choices, texts)
     for interview in STAMPS for field in ("q9", "q10")}
)  # fmt: skip


def make_cells(filled):
    cells = {}
    for (interview, field), (codes, remark) in filled.items():
        for code in codes.split():
            cells["actie", interview, field, "#geen_van_deze" if code == "none" else code] = "ja"
        if codes:
            cells["actie", interview, field, "#opmerking"] = clean(remark)
    return cells


def clean(text):
    """Return a remark as a program could have saved it."""
    return "".join(c for c in text if c.isprintable() or c == " ").replace("_x", "x").lstrip("=") or None


def find_expected(filled):
    """Return the codes per interview, for those that some row decides on."""
    found = {}
    for (interview, _), (codes, _) in filled.items():
        if codes:
            found.setdefault(STAMPS[interview], set()).update(set(codes.split()) - {"none"})
    return found


def is_possible(filled):
    return all("geen" not in codes or len(codes) == 1 for codes in find_expected(filled).values())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(answers, rows.filter(is_possible))
def test_a_round_trip_loses_nothing_and_a_second_one_changes_nothing(texts, filled):
    with tempfile.TemporaryDirectory() as name:
        project = make_bench_project(Path(name), texts)
        sheet = write_sheets(open_made_up(project), "A", Path(name))[0]
        cells = make_cells(filled)
        import_workbooks(open_made_up(project), [fill(sheet, cells)], decided_on=DATE)
        bench = open_made_up(project)
        standing = {key[1]: one for key, one in bench.record.standing.items() if key[2] == "actie"}
        assert {stamp: set(one.codes) for stamp, one in standing.items()} == find_expected(filled)
        remarks = {
            (bench.interviews[stamp], g.field): g.remark for stamp, one in standing.items() for g in one.given
        }
        for (_, interview, field, column), value in cells.items():
            if column == "#opmerking":
                assert remarks[interview, field] == " ".join((value or "").split())
        again = write_sheets(bench, "A", Path(name) / "again")[0]
        before = bench.history.read_bytes() if bench.history.exists() else b""
        import_workbooks(open_made_up(project), [again], decided_on="2031-07-01")
        assert (bench.history.read_bytes() if bench.history.exists() else b"") == before


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_a_fragment_of_an_answer_is_found_in_it(text, start, end):
    fragment = text[start:end]
    place = find_fragment(fragment, text)
    if fragment.split():
        assert place and text[slice(*place)].split() == fragment.split()
    else:
        assert place is None


@pytest.mark.needs("soffice")
def test_a_sheet_saved_by_libreoffice_is_read_like_any_other(tmp_path):
    project = make_bench_project(tmp_path / "p")
    sheet = write_sheets(open_made_up(project), "A", tmp_path)[0]
    fill(sheet, {("actie", "i-1", "q9", "plan"): "ja", ("actie", "i-1", "q9", "#opmerking"): "zie boven",
                 ("vorm", "i-2", "q9", "los"): True})  # fmt: skip
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(sheet)], check=True, capture_output=True, timeout=180)
    saved = tmp_path / "saved" / sheet.name
    if not saved.is_file():
        pytest.skip("missing program: soffice, without its Calc")
    assert openpyxl.load_workbook(saved)["actie"]["C3"].data_type == "s"
    done = import_workbooks(open_made_up(project), [saved], decided_on=DATE)
    assert sorted(sorted(one.codes) for one in done.decisions) == [["los"], ["plan"]]
