"""What does the built site tell about small groups: all its pages, figures, data and documents together?"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lobanalysis.analysis.attack_all import attack_study, read_published_tables
from lobanalysis.analysis.attack_record import count_attack
from lobanalysis.analysis.releases import make_ledger, read_last_release
from lobanalysis.analysis.study import read_study
from lobanalysis.gate.channels import read_channels
from lobanalysis.paths import Project

WAVE = "2020"
SCHOOLS = 44  # as a count it is no group: a sentence cut from its "43 of the"
SHOWN = re.compile(r"\b(?:(\d{1,3})\s+van\s+(?:de\s+)?)?(\d{1,3}) \((\d{1,3})%\)")
NUMBERS = ("n", "share", "ci_low", "ci_high")


@pytest.fixture(scope="module")
def project(built) -> Project:
    return Project(built.clone.root)


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def find_result_rows(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield file and row of every data file with results by group."""
    for path in sorted(folder.rglob("*.csv")):
        for row in read_rows(path):
            if "group_variable" in row and "shown" in row:
                yield path.name, row


def find_pairs(site: Path) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield file, channel and every "count (percent)" that stands in any channel of any file."""
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        for channel, text in skip_joined(read_channels(path.name, path.read_bytes())):
            for part, n, percent in SHOWN.findall(text):
                yield path.name, channel, (int(part or n), int(percent))


def skip_joined(pieces: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pieces without the texts in which tags are nothing: there two cells make one number."""
    before = ""
    for channel, text in pieces:
        twice = channel.endswith("text") and before == channel
        if twice or not channel.endswith(("text", "Word text")) or "alt" in channel or "PDF" in channel:
            yield channel, text
        before = "" if twice else channel


def test_hidden_rows_hold_no_number_in_any_table_or_data_file(project):
    rows = [*find_result_rows(project.tables(WAVE) / "result"), *find_result_rows(project.site)]
    hidden = [(name, row) for name, row in rows if row["shown"] != "True"]
    assert len(hidden) > 1000
    assert [name for name, row in hidden if any(row[key] for key in NUMBERS)] == []


def test_no_count_with_its_share_stands_anywhere_that_the_tables_do_not_show(project):
    """Text, alt text, figures, notebooks, PDF and Word file: every count is one of a shown row."""
    results = [row for _, row in find_result_rows(project.tables(WAVE) / "result") if row["shown"] == "True"]
    others = [
        row
        for part in ("combinations/*.csv", "response.csv", "sources.csv")
        for path in project.tables(WAVE).glob(part)
        for row in read_rows(path)
    ]
    allowed = {
        (int(row[column]), int(float(row["share"]) * 100 + 0.5))
        for row in [*results, *others]
        for column in ("n", "population")  # the response: how many of how many schools of the register
        if row.get(column) and row.get("share")
    }
    found = list(find_pairs(project.site))
    assert len({name for name, _, _ in found}) > 40 and len(found) > 800
    told = [(name, channel) for name, channel, pair in found if pair not in allowed and pair[0] != SCHOOLS]
    assert sorted(set(told)) == []


def test_the_ledger_of_what_is_hidden_is_part_of_the_site_and_complete(project):
    listed = read_rows(project.site / "data" / "tbl-verborgen-aantallen.csv")
    counted = read_rows(project.site / "data" / "tbl-verborgen.csv")
    tables = read_published_tables(project.tables(WAVE))
    ledger = make_ledger(tables)
    assert len(listed) == int(ledger["reason"].ne("").sum())
    assert all(row["reason"] and not re.search(r"\d", row["shown_as"].replace("3", "")) for row in listed)
    assert sum(int(row["small"]) + int(row["follows"]) for row in counted) == len(listed)
    page = (project.site / "report" / "verantwoording.html").read_text("utf-8")
    assert "tbl-verborgen-aantallen.csv" in page


def test_a_build_says_when_its_tables_were_not_attacked(project, built):
    assert "gate: nothing that was removed is in the site" in built.printed


@pytest.mark.long
def test_the_attack_on_everything_published_at_once_betrays_no_hidden_count(project):
    study = read_study(project, WAVE)
    attacks = attack_study(
        study, read_published_tables(project.tables(WAVE)), read_last_release(project.wave(WAVE))
    )
    counts = count_attack(attacks)
    assert counts["attacked"] > 1000 and counts["domains"] == len(study.codebook.domains)
    assert [place for attack in attacks for place in attack.betrayed] == []
