"""Are exported files valid by the schema's facts, the same every time, and free of what identifies?"""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree.ElementTree import fromstring

import pytest
from exchange_sample import make_exchange_project
from exchange_schema import find_schema_problems

from lobanalysis.coding.codebook import read_codebook
from lobanalysis.coding.exchange.archive_writing import make_project_file, write_file
from lobanalysis.coding.exchange.code_names import make_code_names
from lobanalysis.coding.exchange.codebook_xml import make_codebook_file
from lobanalysis.coding.exchange.material_reading import read_material
from lobanalysis.coding.exchange.rare_values import HIDDEN, hide_rare_values
from lobanalysis.errors import StorageError, UsageError
from lobanalysis.paths import find_project

NS = {"q": "urn:QDA-XML:project:1.0"}


@pytest.fixture
def material(tmp_path):
    return read_material(make_exchange_project(tmp_path), "2031")


def unpack(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def read_project(material, **options):
    return fromstring(unpack(make_project_file(material, **options))["project.qde"])


def find_parts(root, coder):
    """Return the (source, start, end) of a coder's codings."""
    user = root.find(f"q:Users/q:User[@name='{coder}']", NS).get("guid")
    return sorted(
        (source.get("name"), int(part.get("startPosition")), int(part.get("endPosition")))
        for source in root.iterfind("q:Sources/q:TextSource", NS)
        for part in source.iterfind(f"q:PlainTextSelection[@creatingUser='{user}']", NS)
    )


def test_a_project_is_valid_by_the_schema(material):
    assert find_schema_problems(unpack(make_project_file(material))["project.qde"]) == []


def test_a_project_of_some_coders_is_valid_and_holds_those_only(tmp_path):
    root = read_project(read_material(make_exchange_project(tmp_path), "2031", ["B"]))
    assert [user.get("name") for user in root.iterfind("q:Users/q:User", NS)] == ["B"]
    assert len(list(root.iter("{urn:QDA-XML:project:1.0}Coding"))) == 1


def test_the_codebook_of_the_project_itself_is_valid():
    assert find_schema_problems(make_codebook_file(read_codebook(find_project().codebook))) == []


@pytest.mark.parametrize(
    ("wrong", "right", "problem"),
    [
        (b"codebook:1:0", b"codebook:1.0", "namespace"),
        (b"isCodeable=", b"isCodable=", "lacks isCodable"),
        (b"<Sets></Sets><Codes>", b"<Codes>", "order"),
        (b'guid="x', b'guid="', "not a guid"),
    ],
)
def test_the_validator_sees_what_is_wrong(material, wrong, right, problem):
    data = make_codebook_file(material.codebook).replace(right, wrong)
    assert any(problem in each for each in find_schema_problems(data))


def test_a_second_reader_reads_codebook_and_project(material, tmp_path, monkeypatch):
    pyrefiqda = pytest.importorskip("pyrefiqda")
    monkeypatch.chdir(tmp_path)  # it unpacks into the working directory
    write_file(tmp_path / "p.qdpx", make_project_file(material))
    write_file(tmp_path / "c.qdc", make_codebook_file(material.codebook))
    project = pyrefiqda.RefiProject.load(str(tmp_path / "p.qdpx"))
    codebook = pyrefiqda.RefiCodebook.load(str(tmp_path / "c.qdc"))
    assert len(project.sources.text_source) == len(material.sources)
    assert [code.name for code in codebook.codes.code] == ["Functieniveau", "Rollen", "Sturing", "Plek"]
    assert [code.name for code in codebook.codes.code[1].code] == ["Decaan", "Mentor"]


def test_a_second_export_is_the_same_in_every_byte(tmp_path):
    first = make_project_file(read_material(make_exchange_project(tmp_path / "een"), "2031"))
    second = make_project_file(read_material(make_exchange_project(tmp_path / "twee"), "2031"))
    assert first == second


def test_the_moment_is_the_last_decision_or_what_the_environment_says(tmp_path):
    project = make_exchange_project(tmp_path)
    assert read_material(project, "2031").made_on == "2031-06-01T00:00:00Z"
    assert read_material(project, "2031", epoch="86400").made_on == "1970-01-02T00:00:00Z"
    with pytest.raises(UsageError):
        read_material(project, "2031", epoch="vandaag")


def test_codings_of_several_coders_are_kept_apart(material):
    root = read_project(material)
    assert find_parts(root, "A") == [("i-0 q1_a", 0, 16), ("i-1 q4", 0, 7)]
    assert find_parts(root, "B") == [("i-0 q1_a", 0, 16)]


def test_a_rule_has_its_evidence_and_the_consensus_the_whole_of_each_answer(material):
    root = read_project(material)
    assert find_parts(root, "rule") == [("i-0 q11", 7, 11)]
    assert [part for part in find_parts(root, "consensus") if part[0] != "i-0 q1_a"] == [
        ("i-0 q4", 0, 11), ("i-0 q5", 0, 5), ("i-3 q1_a", 0, 4),
    ]  # fmt: skip


def test_a_code_without_any_text_stands_on_the_empty_source(material):
    source = read_project(material).find("q:Sources/q:TextSource[@name='i-2 q4']", NS)
    assert [child.tag.rpartition("}")[2] for child in source] == ["Description", "Coding"]


def test_an_empty_answer_without_code_is_no_source(material):
    assert ("i-1", "q5") not in material.sources


def test_places_count_an_emoji_once_and_for_nvivo_twice(material):
    assert ("i-0 q1_a", 0, 16) in find_parts(read_project(material), "B")
    assert ("i-0 q1_a", 0, 17) in find_parts(read_project(material, utf16=True), "B")


def test_texts_are_written_with_plain_line_ends_and_without_mark(material):
    texts = [
        data for name, data in unpack(make_project_file(material)).items() if name.startswith("sources/")
    ]
    assert b"regel een\nregel twee" in texts
    assert not [data for data in texts if b"\r" in data or data.startswith(b"\xef\xbb\xbf")]


def test_zip_has_fixed_times_and_order(material):
    with zipfile.ZipFile(BytesIO(make_project_file(material))) as archive:
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    names = [info.filename for info in infos]
    assert names == ["project.qde", *sorted(names[1:])]


def test_no_private_field_leaves_the_project(material):
    content = b"".join(unpack(make_project_file(material)).values())
    assert b"2031-05-0" not in content  # time stamps of entries
    names = {name.split()[1] for name in find_source_names(material)}
    assert names <= {"q1_a", "q4", "q5", "q11"}


def find_source_names(material):
    return [source.get("name") for source in read_project(material).iterfind("q:Sources/q:TextSource", NS)]


def test_background_values_of_too_few_schools_are_hidden(material):
    counts = {}
    for school in material.schools:
        counts[school.values] = counts.get(school.values, 0) + 1
    assert min(counts.values()) >= 2
    assert material.variables == ("Grootteklasse", "Niveau", "Regio")


def test_a_hidden_value_does_not_follow_by_subtraction():
    values = {
        "s-1": ("a",),
        "s-2": ("a",),
        "s-3": ("a",),
        "s-4": ("b",),
        "s-5": ("c",),
        "s-6": ("c",),
        "s-7": ("c",),
    }
    shown = hide_rare_values(values, 3)
    assert sorted(shown.values()) == [("c",)] * 3 + [(HIDDEN,)] * 4


def test_names_of_codes_are_unique(material):
    names = [
        *make_code_names(material.codebook).values(),
        *(domain.label for domain in material.codebook.domains),
    ]
    assert len({name.casefold() for name in names}) == len(names)
    assert "Geen (Sturing)" in names


def test_an_unknown_coder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="consensus, A, B, rule"):
        read_material(make_exchange_project(tmp_path), "2031", ["Z"])


def test_a_folder_that_is_not_there_is_one_clear_error(tmp_path):
    with pytest.raises(StorageError):
        write_file(tmp_path / "weg" / "x.qdc", b"")
