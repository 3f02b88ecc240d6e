"""The schools of the 44 interviews of 2020, matched by hand: row in the export → brin in the register.

Made by reading names and towns beside the register, not by the program. The schools are invented.
"""

from pathlib import Path

from lobanalysis.intake.export import read_export
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.register import read_register
from lobanalysis.intake.stage import read_submissions
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project

PROJECT = Project(Path(__file__).resolve().parents[2])
BY_HAND = {
    3: "910Y", 4: "921B", 5: "944M", 6: "949L", 7: "926A", 8: "908O", 9: "904U", 10: "905Z",
    11: "942C", 12: "953F", 13: "915X", 14: "935T", 15: "937D", 16: "958E", 17: "924Q", 18: "943H",
    19: "928K", 21: "938I", 22: "934O", 23: "939N", 24: "956U", 25: "902K", 26: "933J", 27: "918M",
    28: "914S", 29: "903P", 30: "906E", 31: "957Z", 32: "950Q", 33: "947B", 34: "927F", 35: "916C",
    36: "932E", 37: "929P", 38: "955P", 39: "919R", 40: "948G", 41: "923L", 42: "940S", 43: "959J",
    44: "907J", 45: "945R", 46: "922G", 47: "936Y",
}  # fmt: skip


def read_2020():
    wave = read_wave(PROJECT, "2020")
    instrument = read_instrument(wave)
    return wave, read_export(wave, instrument), read_submissions(wave, instrument, read_register(wave))


def test_all_44_schools_are_the_ones_found_by_hand():
    _, _, submissions = read_2020()
    assert submissions.schools.loc[submissions.counted, "brin"].to_dict() == BY_HAND


def test_no_two_interviews_of_2020_are_of_one_school():
    assert len(set(BY_HAND.values())) == len(BY_HAND) == 44


def test_46_submissions_give_44_interviews_one_test_and_one_superseded():
    _, export, submissions = read_2020()
    assert len(export) == 46
    assert submissions.account.loc[[2, 20, 21], "outcome"].tolist() == ["test", "superseded", "counted"]
    assert submissions.account["outcome"].value_counts().to_dict() == {
        "counted": 44,
        "test": 1,
        "superseded": 1,
    }


def test_the_interview_dates_of_2020_counted_by_hand():
    _, _, submissions = read_2020()
    sources = submissions.dates.loc[submissions.counted, "source"].value_counts().to_dict()
    assert sources == {"stated": 32, "derived": 8, "missing": 2, "impossible": 2}


def test_the_time_stamps_are_those_of_the_consensus_codings():
    wave, _, submissions = read_2020()
    lines = wave.locate(wave.codings.consensus).read_text(encoding="utf-8").splitlines()[1:]
    coded = {line.split(";")[0] for line in lines}
    assert {time.isoformat() for time in submissions.times[submissions.counted]} == coded
