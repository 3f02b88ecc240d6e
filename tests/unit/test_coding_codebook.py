import csv
import re
import shutil
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from lobanalysis.coding.codebook import Indicator, read_codebook
from lobanalysis.errors import CodingError, SourceError

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "codebook"


@pytest.fixture(scope="module")
def codebook():
    return read_codebook(FOLDER)


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(FOLDER, tmp_path / "codebook"))


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_the_codebook_of_2020_has_20_domains_and_132_codes_by_consensus(codebook):
    domains = [domain for domain in codebook.domains if domain.coded_by == "consensus"]
    assert (len(domains), sum(len(domain.codes) for domain in domains)) == (20, 132)


def test_every_code_has_a_definition_of_at_least_one_sentence(codebook):
    codes = [code for domain in codebook.domains for code in domain.codes]
    assert [code.id for code in codes if len(code.definition) < 25 or not code.definition.endswith(".")] == []


def test_no_example_in_a_definition_is_taken_from_an_answer(codebook):
    text = (ROOT / "data" / "2020" / "bron" / "reacties.csv").read_text(encoding="utf-8")
    answers = re.sub(r"\s+", " ", text).lower()
    definitions = " ".join(code.definition for domain in codebook.domains for code in domain.codes)
    examples = [found for found in re.findall(r"‘(.+?)’(?![a-z])", definitions) if len(found.split()) > 2]
    assert len(examples) > 10
    assert [example for example in examples if example.lower() in answers] == []


def test_rule_domains_are_provisional_and_reviewed(codebook):
    rule_domains = [domain for domain in codebook.domains if domain.coded_by == "rule"]
    assert len(rule_domains) == 5
    assert all(domain.provisional and domain.review.hits > 0 for domain in rule_domains)


def test_nothing_in_a_codebook_can_change(codebook):
    with pytest.raises(FrozenInstanceError):
        codebook.version = "x"


def test_an_unknown_domain_is_an_error_that_names_the_known_ones(codebook):
    with pytest.raises(CodingError, match="rol_begeleidend"):
        codebook.domain("geen_domein")


def test_a_star_in_an_indicator_leaves_the_excluding_codes_out(codebook):
    indicator = next(item for item in codebook.indicators if item.id == "verbeteractie.in_gang")
    assert not indicator.holds({"geen"})
    assert indicator.holds({"beleid"})


def test_an_indicator_can_ask_for_a_code_of_a_second_list():
    both = Indicator("x.y", "x", ("a", "b"), 1, ("c",), "")
    assert both.holds({"a", "c"}) and not both.holds({"a", "b"}) and not both.holds({"c"})


def test_the_indicators_of_the_published_figures_are_there(codebook):
    with (ROOT / "data" / "2020" / "gepubliceerd.csv").open(encoding="utf-8") as file:
        domains = {row["domein"] for row in csv.DictReader(file, delimiter=";")} - {""}
    assert domains <= set(codebook.domain_ids)


def test_all_contradictions_are_found_at_once(copy):
    change(
        copy / "codes.csv",
        "niveau_gesprekspartner;Functie gesprekspartner;enkel;management",
        "onbekend;x;enkel;management",
    )
    change(copy / "codes.csv", ";enkel;beleidsmatig;Beleidsmatig;", ";enkel;uitvoerend;Beleidsmatig;")
    change(copy / "domeinen.yml", "exclusive: [nauwelijks]", "exclusive: [zelden]")
    change(copy / "indicatoren.yml", "codes: [team, cluster], label", "codes: [team, zwerm], label")
    change(copy / "regels.csv", "taak_management;taken_verdelen;", "taak_management;onbekend;")
    with pytest.raises(CodingError) as caught:
        read_codebook(copy)
    for part in ("5 problem(s)", "not in domeinen.yml", "twice", "excluding", "evaluatie.team_of_cluster"):
        assert part in str(caught.value)


def test_a_missing_definition_is_named_by_row(copy):
    lines = (copy / "codes.csv").read_text(encoding="utf-8").split("\n")
    lines[4] = lines[4].rsplit(";", 1)[0] + ";"
    (copy / "codes.csv").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    with pytest.raises(CodingError, match="codes.csv row 5: code, label or omschrijving is empty"):
        read_codebook(copy)


def test_a_rule_domain_without_a_rule_for_one_of_its_codes_is_refused(copy):
    path = copy / "regels.csv"
    kept = [line for line in path.read_text(encoding="utf-8").split("\n") if ";taken_verdelen;" not in line]
    path.write_text("\n".join(kept), encoding="utf-8", newline="\n")
    with pytest.raises(CodingError, match="no rule for taak_management.taken_verdelen"):
        read_codebook(copy)


def test_a_missing_file_is_named_without_the_folders_above_the_project(copy):
    (copy / "codes.csv").unlink()
    with pytest.raises(SourceError, match="codebook/codes.csv: file is missing") as caught:
        read_codebook(copy)
    assert str(copy.parents[1]) not in str(caught.value)


def test_a_comma_as_delimiter_is_said_to_be_wrong(copy):
    change(copy / "codes.csv", "domein;vraag;soort;code;label;omschrijving", "domein,vraag,soort,code")
    with pytest.raises(SourceError, match="semicolon"):
        read_codebook(copy)


def test_a_version_that_is_not_the_last_of_the_history_is_refused(copy):
    change(copy / "domeinen.yml", 'version: "2020.2"\nhistory', 'version: "2020.3"\nhistory')
    with pytest.raises(CodingError, match="last of its history"):
        read_codebook(copy)
