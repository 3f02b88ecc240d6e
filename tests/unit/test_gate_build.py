"""Does a build with something removed in it stop, and leave the last good site in place?"""

from __future__ import annotations

import pytest
import yaml
from made_up_report import PNG
from made_up_wave import ANNA, find_nobody, make_project
from planted_sites import NAME
from publishing_sample import write_sample, write_text

from lobanalysis.errors import LeakError
from lobanalysis.gate.step import Gate, read_gate_inputs
from lobanalysis.intake.stage import run_intake
from lobanalysis.publishing.site import render_site

WAVE = "2031"


@pytest.fixture
def project(tmp_path):
    """Return the sample report with the made-up wave beside it."""
    make_project(tmp_path, [ANNA])
    project = write_sample(tmp_path)
    write_text(project.figures / "fig-namen.txt", "Staven: mentor 12")
    (project.figures / "fig-namen.png").write_bytes(PNG)
    run_intake(project, WAVE, find_persons=find_nobody)
    return project


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    write_text(path, text.replace(old, new, 1))


def render(project):
    said: list[str] = []
    render_site(project, "pandoc", check=Gate(project, WAVE, said.append).check)
    return said


def test_a_build_stops_at_names_in_every_source_and_the_last_good_site_stays(project):
    assert "nothing that was removed" in render(project)[-1]
    before = {path: path.read_bytes() for path in project.site.rglob("*") if path.is_file()}
    edit(project.root / "report/inleiding.qmd", "Het onderzoek", f"Volgens {NAME} is het zo. Het onderzoek")
    edit(project.rendered_notebooks / "02_rollen.ipynb", "Staven: mentor 12", "Staven: Annelot 12")
    edit(project.rendered_notebooks / "02_rollen.ipynb", "Namen van begeleiders", "Namen uit Oudzand")
    write_text(project.downloads / "data/fig-namen.csv", "naam,n\nROC Duinrand,12\n")
    write_text(
        project.downloads / "notebooks/02_rollen.ipynb", f'{{"cells": [], "metadata": {{"v": "{NAME}"}}}}'
    )
    config = yaml.safe_load((project.root / "_quarto.yml").read_text(encoding="utf-8"))
    config["book"]["author"] = NAME
    write_text(project.root / "_quarto.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False))
    with pytest.raises(LeakError) as caught:
        render(project)
    shown = str(caught.value)
    for place in (
        "data/fig-namen.csv, CSV: 1 school",
        "notebooks/02_rollen.ipynb, notebook metadata: 1 person",
        "rapportage-lob.docx, Word",
        "(+",
    ):
        assert place in shown
    assert not [word for word in ("Annelot", "Oudzand", "Duinrand", "Quästel") if word in shown]
    assert {path: path.read_bytes() for path in project.site.rglob("*") if path.is_file()} == before
    assert not project.site.with_name("_site.new").exists()


def test_all_places_of_a_name_are_found_in_pages_pdf_word_file_and_search_index(project, tmp_path):
    edit(project.root / "report/inleiding.qmd", "Het onderzoek", f"Volgens {NAME} is het zo. Het onderzoek")
    render_site(project, "pandoc")
    found = Gate(project, WAVE, print, fresh=True).scan(project.site).findings
    assert {(item.file.split("/")[0], item.channel) for item in found} == {
        ("report", "text"),
        ("rapportage-lob.pdf", "PDF text"),
        ("rapportage-lob.docx", "Word text"),
        ("pagefind", "search index"),
    }


def test_only_files_that_changed_are_read_again(project):
    assert "0 known" in render(project)[-1]
    edit(project.root / "report/inleiding.qmd", "Het onderzoek", "Ons onderzoek")
    said = render(project)[-1]
    read, known = (int(word) for word in said.replace("(", " ").split() if word.isdigit())
    assert read < 9 and known > 8


def test_what_is_remembered_of_a_scan_holds_no_removed_string(project):
    render(project)
    kept = (project.build / "gate" / "clean.json").read_text(encoding="utf-8")
    assert set(kept.replace('"', " ").split()) and "uinrand" not in kept and "uastel" not in kept.lower()


def test_a_change_of_what_is_looked_for_has_everything_read_again(project):
    render(project)
    write_text(
        project.root / "data/privacy/uitzonderingen.csv", "tekst;reden\nbertil;een gewoon woord hier\n"
    )
    before = read_gate_inputs(project, WAVE)
    assert "0 known" in render(project)[-1]
    write_text(project.root / "data/privacy/uitzonderingen.csv", "tekst;reden\n")
    assert read_gate_inputs(project, WAVE) != before


def test_without_the_raw_export_that_is_said_and_the_register_is_still_looked_for(project):
    (project.wave(WAVE) / "bron" / "reacties.csv").unlink()
    edit(project.root / "report/inleiding.qmd", "Het onderzoek", "Het Zeeborg College. Het onderzoek")
    said: list[str] = []
    with pytest.raises(LeakError):
        render_site(project, "pandoc", check=Gate(project, WAVE, said.append).check)
    assert "the raw export is not on this machine" in said[0]
