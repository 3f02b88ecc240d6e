"""What is taken of files of other programs, and what is not and why?"""

from __future__ import annotations

import pytest
from exchange_sample import STAMPS, guid, make_exchange_project, pack

from lobanalysis.coding.exchange.archive_writing import make_project_file
from lobanalysis.coding.exchange.importing import plan_import, write_import
from lobanalysis.coding.exchange.judging import EVIDENCE, REFUSED, TAKEN, THERE, Outcome
from lobanalysis.coding.exchange.material_reading import read_material
from lobanalysis.coding.exchange.report import format_report, format_report_table
from lobanalysis.coding.exchange.settling import IN_WORKBOOK, mark_known
from lobanalysis.errors import ExchangeError, UsageError

# A project as another program would write it: a prefix, `1:0`, guids in braces, nested codes, other sources.
FOREIGN = """<?xml version="1.0" encoding="UTF-8"?>
<p:Project xmlns:p="urn:QDA-XML:project:1:0" name="Vreemd" origin="Another 9.1">
 <p:Users><p:User guid="{u1}" name="Wies Tuinman"/><p:User guid="{u2}" name="A"/></p:Users>
 <p:CodeBook><p:Codes>
  <p:Code guid="{c1}" name="LOB"  isCodable="false"><p:Code guid="{c2}" name="rollen" isCodable="false">
   <p:Code guid="{c3}" name="DECAAN" isCodable="true">
    <p:Code guid="{c4}" name="oud-decaan" isCodable="true"/></p:Code>
  </p:Code></p:Code>
  <p:Code guid="{c5}" name="Mooi gezegd" isCodable="true"/>
  <p:Code guid="{c6}" name="Geen" isCodable="true"/>
 </p:Codes></p:CodeBook>
 <p:Cases><p:Case guid="{k1}"><p:CodeRef targetGUID="{c3}"/></p:Case></p:Cases>
 <p:Sources>
  <p:TextSource guid="{s1}" name="interview een" creatingUser="{u1}">
   <p:PlainTextContent>een decaan</p:PlainTextContent>
   <p:PlainTextSelection guid="{x1}" startPosition="4" endPosition="10" creatingUser="{u1}">
    <p:Coding guid="{y1}" creatingUser="{u1}" creationDateTime="2032-01-05T09:30:00Z">CODEREF3</p:Coding>
    <p:Coding guid="{y2}">CODEREF4</p:Coding>
    <p:Coding guid="{y3}">CODEREF5</p:Coding>
    <p:Coding guid="{y4}">CODEREF6</p:Coding>
   </p:PlainTextSelection>
   <p:PlainTextSelection guid="{x2}" startPosition="4" endPosition="99" creatingUser="{u1}">
    <p:Coding guid="{y5}">CODEREF3</p:Coding></p:PlainTextSelection>
  </p:TextSource>
  <p:TextSource guid="{s2}" name="i-1 q4" plainTextPath="internal://{f2}.txt">
   <p:Coding guid="{y6}" creatingUser="{u1}">CODEREF6</p:Coding>
   <p:Coding guid="{y7}">CODEREF6</p:Coding></p:TextSource>
  <p:TextSource guid="{s3}" name="elders" plainTextPath="absolute://c:/elders.txt">
   <p:Coding guid="{y8}" creatingUser="{u1}">CODEREF3</p:Coding></p:TextSource>
  <p:TextSource guid="{s4}" name="onbekend"><p:PlainTextContent>Iets heel anders.</p:PlainTextContent>
   <p:Coding guid="{y9}" creatingUser="{u1}">CODEREF3</p:Coding></p:TextSource>
  <p:PDFSource guid="{s5}" name="rapport.pdf"><p:PDFSelection guid="{x3}" page="1">
   <p:Coding guid="{y10}" creatingUser="{u1}">CODEREF3</p:Coding></p:PDFSelection></p:PDFSource>
  <p:AudioSource guid="{s6}" name="opname"><p:Transcript guid="{t1}"><p:TranscriptSelection guid="{x4}">
   <p:Coding guid="{y11}" creatingUser="{u1}">CODEREF3</p:Coding></p:TranscriptSelection></p:Transcript>
  </p:AudioSource>
  <p:TextSource guid="{s7}" name="dubbel"><p:PlainTextContent>idem</p:PlainTextContent>
   <p:Coding guid="{y12}" creatingUser="{u1}">CODEREF3</p:Coding></p:TextSource>
 </p:Sources>
 <p:Notes><p:Note guid="{n1}"/></p:Notes>
</p:Project>
"""
KEYS = [*(f"{kind}{n}" for kind in "ucksxyfnt" for n in range(1, 13))]


def make_foreign(tmp_path, xml=FOREIGN, name="Mijn project.qde", **texts):
    for number in range(1, 7):
        xml = xml.replace(f"CODEREF{number}", f'<p:CodeRef targetGUID="{{c{number}}}"/>')
    for place, key in enumerate(KEYS, 1):
        xml = xml.replace(f"{{{key}}}", guid(place))
    source = f"Sources/{guid(KEYS.index('f2') + 1)}.txt"
    path = tmp_path / "vreemd.qdpx"
    path.write_bytes(pack({name: xml, source: texts.get("text", "\ufeffniemand\r\n").encode()}))
    return path


@pytest.fixture
def project(tmp_path):
    return make_exchange_project(tmp_path)


def plan(project, file, **options):
    return plan_import(project, "2031", file, today="2033-03-03", **options)


def find_outcomes(planned):
    return {each.number: (each.outcome, each.reason) for each in planned.outcomes}


def read_folder(project):
    return {path.name: path.read_bytes() for path in (project.root / "data/2031/coderingen").iterdir()}


def test_of_a_foreign_file_what_fits_is_taken_and_the_rest_has_its_reason(project, tmp_path):
    assert find_outcomes(plan(project, make_foreign(tmp_path))) == {
        1: (TAKEN, ""),
        2: (REFUSED, "the code lies below one of the codebook, which has no such code"),
        3: (REFUSED, "the code is not in the codebook"),
        4: (REFUSED, "the code belongs to another question than this answer"),
        5: (REFUSED, "the place lies outside the text"),
        6: (TAKEN, ""),
        7: (REFUSED, "the coding names no user of the file"),
        8: (REFUSED, "the text lies outside the project file"),
        9: (REFUSED, "the source is no answer of this wave"),
        10: (REFUSED, "the code is not on plain text (PDFSource)"),
        11: (REFUSED, "the code is not on plain text (AudioSource)"),
        12: (REFUSED, "several answers have this text, and the source's name does not say which"),
        13: (REFUSED, "the code is on a case, not on a text"),
    }


def test_an_unknown_user_gets_the_next_letter_and_keeps_it(project, tmp_path):
    file = make_foreign(tmp_path)
    first = plan(project, file)
    write_import(first)
    assert set(first.coders.values()) == {"C", "D"}  # also the one who calls himself A
    again = plan(project, file)
    assert again.coders == first.coders
    assert [each.number for each in again.outcomes if each.outcome == THERE] == [1, 6]
    assert again.files == {}


def test_taken_codings_are_in_the_format_of_the_coders_with_day_and_evidence(project, tmp_path):
    write_import(plan(project, make_foreign(tmp_path)))
    files = read_folder(project)
    assert files["codeur_C.csv"].decode() == (
        "tijdstempel;domein;code;codeur;besloten_op\n"
        f"{STAMPS[1]};rol;decaan;C;2032-01-05\n"
        f"{STAMPS[1]};sturing;geen;C;2033-03-03\n"
    )
    assert files["vindplaatsen_C.csv"].decode().splitlines()[1:] == [f"{STAMPS[1]};rol;decaan;C;q1_a;4;10"]
    assert b"Wies" not in b"".join(files.values())


def test_a_user_can_be_given_a_coder_and_rows_go_behind_the_old_ones(project, tmp_path):
    before = read_folder(project)
    write_import(plan(project, make_foreign(tmp_path), given=["Wies Tuinman=B"]))
    after = read_folder(project)
    assert after["codeur_B.csv"].startswith(before["codeur_B.csv"])
    assert after["codeur_B.csv"].count(b"\n") == before["codeur_B.csv"].count(b"\n") + 2
    assert {name: after[name] for name in ("definitief.csv", "codeur_A.csv")} == {
        name: before[name] for name in ("definitief.csv", "codeur_A.csv")
    }


def test_codings_without_a_user_can_be_given_one(project, tmp_path):
    planned = plan(project, make_foreign(tmp_path), given=["0=E"])
    assert next(each for each in planned.outcomes if each.number == 7).coder == "E"


@pytest.mark.parametrize("given", ["9=C", "Niemand=C", "1", "=C", "1=../x", "1=consensus"])
def test_what_as_says_has_to_make_sense(project, tmp_path, given):
    with pytest.raises(UsageError):
        plan(project, make_foreign(tmp_path), given=[given])


def test_evidence_of_a_code_that_was_there_is_taken(project, tmp_path):
    file = make_foreign(tmp_path)
    (project.root / "data/2031/coderingen/codeur_B.csv").write_text(
        f"tijdstempel;domein;code;codeur;besloten_op\n{STAMPS[1]};rol;decaan;B;2031-06-01\n", encoding="utf-8"
    )
    planned = plan(project, file, given=["1=B"])
    assert find_outcomes(planned)[1][0] == EVIDENCE
    write_import(planned)
    evidence = [each.evidence for each in read_material(project, "2031", ["B"]).codings if each.evidence]
    assert [(span.field, span.start, span.end) for spans in evidence for span in spans] == [("q1_a", 4, 10)]
    assert find_outcomes(plan(project, file, given=["1=B"]))[1][0] == THERE


def test_a_text_that_was_changed_is_not_trusted(project, tmp_path):
    planned = plan(project, make_foreign(tmp_path, text="niemand meer"))
    assert "differs" in find_outcomes(planned)[6][1]


def test_a_second_code_where_one_is_allowed_is_refused_as_the_next_run_would(project, tmp_path):
    xml = FOREIGN.replace('name="rollen"', 'name="Plek"').replace('name="DECAAN"', 'name="Team"')
    xml = xml.replace("een decaan</p:Plain", "team</p:Plain").replace(
        'startPosition="4"', 'startPosition="0"'
    )
    xml = xml.replace('endPosition="10"', 'endPosition="4"').replace("CODEREF4", "CODEREF6")
    outcomes = find_outcomes(plan(project, make_foreign(tmp_path, xml)))
    assert outcomes[1][0] == TAKEN
    assert outcomes[2] == (REFUSED, "second code in plek, where one is allowed")


def test_own_export_comes_back_as_already_there(project, tmp_path):
    file = tmp_path / "eigen.qdpx"
    file.write_bytes(make_project_file(read_material(project, "2031")))
    planned = plan(project, file)
    assert {each.outcome for each in planned.outcomes} == {THERE}
    assert planned.files == {}


def test_own_export_fills_an_empty_project_but_not_its_consensus(project, tmp_path):
    file = tmp_path / "eigen.qdpx"
    file.write_bytes(make_project_file(read_material(project, "2031"), utf16=True))
    before = read_folder(project)
    for name in ("definitief", "codeur_A", "codeur_B"):
        path = project.root / f"data/2031/coderingen/{name}.csv"
        path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    planned = plan(project, file)
    write_import(planned)
    assert {each.outcome for each in planned.outcomes if each.coder == "consensus"} == {REFUSED}
    after = read_folder(project)
    for name in ("codeur_A.csv", "codeur_B.csv"):
        assert sorted(after[name].splitlines()) == sorted(before[name].splitlines())
    assert len(after["definitief.csv"].splitlines()) == 1


def test_another_folder_can_be_written_to(project, tmp_path):
    before = read_folder(project)
    out = tmp_path / "proef"
    out.mkdir()
    write_import(plan(project, make_foreign(tmp_path), out=out))
    assert read_folder(project) == before
    assert sorted(path.name for path in out.iterdir()) == [
        "codeur_C.csv", "uitwisseling.csv", "vindplaatsen_C.csv",
    ]  # fmt: skip


def test_nvivo_counts_an_emoji_twice_and_the_origin_says_so(project, tmp_path):
    xml = FOREIGN.replace("een decaan</p:Plain", "decaan 😀, mentor</p:Plain").replace(
        "Another 9.1", "NVivo 14"
    )
    xml = xml.replace('startPosition="4" endPosition="10"', 'startPosition="7" endPosition="9"')
    planned = plan(project, make_foreign(tmp_path, xml))
    assert (planned.outcomes[0].span.start, planned.outcomes[0].span.end) == (7, 8)
    with_characters = plan(project, make_foreign(tmp_path, xml), places="characters")
    assert (with_characters.outcomes[0].span.start, with_characters.outcomes[0].span.end) == (7, 9)


def test_the_report_names_no_person_and_no_word_of_an_answer(project, tmp_path):
    planned = plan(project, make_foreign(tmp_path))
    text = "\n".join(format_report(planned)) + format_report_table(planned)
    assert not [word for word in ("Wies", "Mooi gezegd", "een decaan", "niemand") if word in text]
    assert "2 taken, 0 evidence taken, 0 already there, 11 not taken" in text
    assert "not looked at: 1 Note" in text
    assert format_report_table(planned).count("\n") == 14


def test_a_file_that_is_no_project_is_refused(project, tmp_path):
    file = tmp_path / "x.qdpx"
    file.write_bytes(pack({"project.qde": '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>'}))
    with pytest.raises(ExchangeError, match="no project"):
        plan(project, file)


def test_what_a_coder_decided_on_in_a_workbook_is_not_changed_by_an_import():
    new = Outcome(1, 1, coder="A", interview="i-1", domain="actie", code="plan", whole=True)
    decided = frozenset({("A", "i-1", "actie")})
    found = mark_known(new, {}, decided)
    assert (found.outcome, found.reason) == (REFUSED, IN_WORKBOOK)
    assert mark_known(new, {}, frozenset()).outcome == TAKEN
    known = {("A", "i-1", "actie", "plan"): frozenset()}
    assert mark_known(new, known, decided).outcome == THERE
