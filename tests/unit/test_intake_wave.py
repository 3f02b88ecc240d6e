from pathlib import Path

import pytest
import yaml
from made_up_wave import make_project, submission, write

from lobanalysis.errors import PrivacyError, SourceError, UsageError
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.pseudonyms import make_pseudonym, read_key
from lobanalysis.intake.register import read_register
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project

PROJECT = Project(Path(__file__).resolve().parents[2])
REAL = {"synthetic": False, "key": None}


def test_the_wave_of_2020_is_read_and_marked_as_synthetic():
    wave = read_wave(PROJECT, "2020")
    assert wave.synthetic and wave.disclosure.minimum == 3 and wave.groups["region"].join_below == 5


def test_the_population_of_2020_is_counted_from_the_register():
    register = read_register(read_wave(PROJECT, "2020"))
    assert len(register) == 60 and set(register["grootte"]) == {"klein", "middel", "groot"}


def test_a_size_class_begins_at_its_lower_bound(tmp_path):
    wave = read_wave(make_project(tmp_path, [submission()]), "2031")
    assert read_register(wave)["grootte"].tolist() == ["klein", "middel", "groot"]


def test_an_unknown_wave_names_the_waves_that_exist(tmp_path):
    project = make_project(tmp_path, [submission()])
    with pytest.raises(UsageError, match="one of: 2031"):
        read_wave(project, "1999")


@pytest.mark.parametrize("name", ["../2031", "", ".", "2031/../2031"])
def test_a_wave_name_is_no_path(tmp_path, name):
    with pytest.raises(UsageError):
        read_wave(make_project(tmp_path, [submission()]), name)


def test_an_unknown_key_is_named(tmp_path):
    with pytest.raises(SourceError, match="trashold"):
        read_wave(make_project(tmp_path, [submission()], trashold=3), "2031")


@pytest.mark.parametrize("path", ["/etc/passwd", "../../elders.csv", "C:\\x.csv", "..\\..\\x.csv"])
def test_a_path_may_not_leave_the_data_folder(tmp_path, path):
    with pytest.raises(SourceError, match="leaves the data folder"):
        read_wave(make_project(tmp_path, [submission()], register=path), "2031")


def test_a_link_that_leaves_the_data_folder_is_refused(tmp_path):
    project = make_project(tmp_path / "project", [submission()], register="link.csv")
    write(tmp_path / "outside.csv", "x")
    (project.wave("2031") / "link.csv").symlink_to(tmp_path / "outside.csv")
    with pytest.raises(SourceError, match="leaves the data folder"):
        read_wave(project, "2031")


def test_a_real_wave_may_not_hold_its_key(tmp_path):
    with pytest.raises(SourceError, match="key may only stand here"):
        read_wave(make_project(tmp_path, [submission()], synthetic=False), "2031")


def test_a_real_wave_without_a_key_stops(tmp_path, monkeypatch):
    monkeypatch.delenv("LOB_KEY", raising=False)
    monkeypatch.delenv("LOB_KEY_FILE", raising=False)
    project = make_project(tmp_path, [submission()], **REAL)
    with pytest.raises(PrivacyError, match="LOB_KEY"):
        read_key(project, read_wave(project, "2031"))


def test_a_short_key_stops_and_is_not_shown(tmp_path, monkeypatch):
    monkeypatch.setenv("LOB_KEY", "te kort")
    project = make_project(tmp_path, [submission()], **REAL)
    with pytest.raises(PrivacyError) as caught:
        read_key(project, read_wave(project, "2031"))
    assert "te kort" not in str(caught.value)


def test_a_key_file_outside_the_project_is_used(tmp_path, monkeypatch):
    monkeypatch.delenv("LOB_KEY", raising=False)
    write(tmp_path / "key.txt", "a key of enough letters\n")
    (tmp_path / "key.txt").chmod(0o600)
    monkeypatch.setenv("LOB_KEY_FILE", str(tmp_path / "key.txt"))
    project = make_project(tmp_path / "project", [submission()], **REAL)
    assert read_key(project, read_wave(project, "2031")) == b"a key of enough letters"


def test_a_key_file_inside_the_project_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv("LOB_KEY", raising=False)
    write(tmp_path / "key.txt", "a key of enough letters\n")
    monkeypatch.setenv("LOB_KEY_FILE", str(tmp_path / "key.txt"))
    project = make_project(tmp_path, [submission()], **REAL)
    with pytest.raises(PrivacyError, match="inside the project"):
        read_key(project, read_wave(project, "2031"))


def test_a_pseudonym_depends_on_key_kind_and_value():
    made = {make_pseudonym(key, kind, "x") for key in (b"1", b"2") for kind in ("school", "interview")}
    assert len(made) == 4 and all(len(pseudonym) == 10 for pseudonym in made)


def test_the_two_theme_maps_differ_in_question_seven():
    instrument = read_instrument(read_wave(PROJECT, "2020"))
    form = next(theme.id for theme in instrument.themes.form if 7 in theme.questions)
    assert (form, instrument.chapter("q7")) == ("borging", "kaders")


def test_the_instrument_of_2020_has_34_question_fields_in_order():
    instrument = read_instrument(read_wave(PROJECT, "2020"))
    ids = [field.id for field in instrument.answers]
    assert len(ids) == 34 and ids[0] == "q1_begeleidend_a" and ids[-1] == "q12"


def test_a_gap_in_the_columns_of_an_instrument_is_an_error(tmp_path):
    project = make_project(tmp_path, [submission()])
    path = project.wave("2031") / "instrument.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["fields"][3]["column"] = 44
    write(path, yaml.safe_dump(content))
    with pytest.raises(SourceError, match="numbered from 1 without gaps"):
        read_instrument(read_wave(project, "2031"))


def test_a_register_with_a_double_brin_names_the_column_and_rows(tmp_path):
    project = make_project(tmp_path, [submission()])
    path = project.wave("2031") / "register.csv"
    write(path, path.read_text(encoding="utf-8").replace("901B", "900A"))
    with pytest.raises(SourceError, match="'brin'"):
        read_register(read_wave(project, "2031"))
