"""Editions for one group of schools: whole, about that group, and telling nothing that is hidden."""

import csv
import json
import re
from collections.abc import Iterator

import pytest
from planted import find_name_parts, find_school_names, read_rows
from texts import fold, read_texts, split_words

from lobanalysis.analysis.attack import Published, find_determined_cells
from lobanalysis.analysis.breakdowns import list_indicators
from lobanalysis.analysis.disclosure import Cell, show_count
from lobanalysis.analysis.links import find_links, split_indicators
from lobanalysis.analysis.study import Study, read_study
from lobanalysis.analysis.suppression import find_harmless
from lobanalysis.paths import Project
from lobanalysis.publishing.checks import read_facts

EDITIONS = ("kind-roc", "kind-vakinstelling_en_aoc")
WAVE = "2020"
MINIMUM = 3


@pytest.fixture(scope="module")
def made(built, tmp_path_factory):
    """Return a copy of the built clone with its kind editions, and what was printed."""
    copy = built.clone.copy(tmp_path_factory.mktemp("edities") / "project")
    done = copy.run("report", "--edition", "kind", "--engine", "pandoc")
    assert done.returncode == 0, done.stderr
    return copy, done.stdout


@pytest.fixture(scope="module")
def site(made):
    return made[0].root / "_site"


@pytest.fixture(scope="module")
def study(made) -> Study:
    return read_study(Project(made[0].root), WAVE)


def read_pages(folder) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


def find_own_data(folder) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Yield name and rows of the data of an edition's figures that are about groups of schools."""
    for path in sorted((folder / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if rows and "group_variable" in rows[0]:
            yield path.name, rows


def test_each_page_of_an_edition_says_which_one_it_is_and_leads_to_the_others(site):
    for name in EDITIONS:
        pages = read_pages(site / "editie" / name)
        assert len(pages) == 14
        for text in pages.values():
            words = " ".join(" ".join(read_facts(text).text).split())
            assert re.search(r"Editie: (roc’s, 26|vakinstellingen en aoc’s, 18) scholen", words)
            assert "Landelijke editie" in words and "Alle edities" in words


def test_the_list_and_the_national_site_lead_to_each_other(site):
    listed = (site / "editie" / "index.html").read_text("utf-8")
    assert all(f'href="{name}/index.html"' in listed for name in EDITIONS)
    assert 'href="../index.html"' in listed
    assert 'href="../editie/index.html"' in (site / "report" / "rollen.html").read_text("utf-8")


def test_appendices_say_that_they_are_about_the_whole_study(site):
    text = (site / "editie" / "kind-roc" / "report" / "cijfers.html").read_text("utf-8")
    assert "Deze bijlage gaat over het hele onderzoek" in text


def test_what_is_left_out_is_listed(site):
    text = " ".join(read_facts((site / "editie/kind-roc/report/editie.html").read_text("utf-8")).text)
    assert "Combinaties van sturende functies" in text and "Bij … scholen" in text
    assert "?var" not in text and "{{" not in text


def test_an_edition_has_no_pdf_or_word_file_and_no_quotes(site):
    for name in EDITIONS:
        folder = site / "editie" / name
        assert not [path.name for path in folder.rglob("*") if path.suffix in (".pdf", ".docx")]
        assert not [page for page, text in read_pages(folder).items() if 'class="citaat"' in text]


def test_the_data_of_an_edition_are_of_its_group_and_at_least_half_shown(site):
    for name in EDITIONS:
        tables = list(find_own_data(site / "editie" / name))
        assert len(tables) > 5
        for table, rows in tables:
            assert {f"{row['group_variable']}-{row['group']}" for row in rows} == {name}, table
            assert 2 * sum(row["shown"] == "True" for row in rows) >= len(rows), table


def test_hidden_rows_hold_no_number_in_any_file_of_an_edition(site):
    for name in EDITIONS:
        for table, rows in find_own_data(site / "editie" / name):
            for row in rows:
                if row["shown"] != "True":
                    assert [row[key] for key in ("n", "share", "ci_low", "ci_high")] == [""] * 4, table


def test_a_figure_of_an_edition_shows_nothing_that_its_data_do_not(site):
    for name in EDITIONS:
        shown = {table.removesuffix(".csv") for table, _ in find_own_data(site / "editie" / name)}
        drawn = {path.stem for path in (site / "editie" / name / "figuren").glob("*.svg")}
        assert drawn - shown == {
            "fig-overeenkomst",
            "fig-respons",
            "fig-vergelijking",
        }  # of the appendices, national


def test_descriptions_of_figures_name_no_count_of_a_hidden_row(site):
    for name in EDITIONS:
        pages = " ".join(read_pages(site / "editie" / name).values())
        alts = " ".join(re.findall(r'alt="([^"]*)"', pages))
        for _, rows in find_own_data(site / "editie" / name):
            counts = {(row["label"], row["n"]) for row in rows if row["shown"] == "True"}
            labels = {row["label"] for row in rows}
            found = [
                (label, n)
                for label in labels
                for n in re.findall(re.escape(label) + r"[: (]+(\d+)(?= \()", alts)
            ]
            assert (
                set(found)
                - counts
                - {
                    pair
                    for _, other in find_own_data(site / "editie" / name)
                    for pair in ((row["label"], row["n"]) for row in other if row["shown"] == "True")
                }
                == set()
            )


def read_cell(row: dict, base: int) -> Cell:
    """Return what a reader of an edition knows of a count."""
    if row["n"] is not None:
        return show_count(row["n"])
    low, high = {"minder dan 3": (0, 2), "3 of meer": (3, base), "vrijwel alle": (base - 2, base)}.get(
        row["shown_as"], (0, base)
    )
    return Cell(low, high, row["shown_as"], "hidden")


def test_no_hidden_count_follows_from_all_editions_of_a_variable_and_the_national_totals(study, made):
    tables = Project(made[0].root).tables(WAVE)
    attacked = 0
    for variable, groups in study.groups.items():
        numbers = [
            json.loads((tables / "numbers" / f"{variable}-{group.id}.json").read_text("utf-8"))
            for group in groups
        ]
        bases = [group.base for group in groups]
        for domain in study.codebook.domains:
            if not numbers[0]["domains"][domain.id]["codes"]:
                continue
            indicators = list_indicators(study, domain)
            membership = study.membership[domain.id]
            codes = [code.id for code in domain.codes]
            cells = [
                [
                    read_cell(each["domains"][domain.id]["codes"][code], base)
                    for each, base in zip(numbers, bases, strict=True)
                ]
                for code in codes
            ]
            totals = [int(membership[code].sum()) for code in codes]
            if domain.single:
                cells.append([Cell(0, base, "", "hidden") for base in bases])
                totals.append(sum(bases) - sum(totals))
            first = len(cells)
            holds = split_indicators(membership, indicators)
            for indicator in indicators:
                cells.append(
                    [
                        read_cell(each["indicators"][indicator.id], base)
                        for each, base in zip(numbers, bases, strict=True)
                    ]
                )
                totals.append(int(holds[indicator.id].sum()))
            links = tuple(find_links(domain, indicators))
            table = Published(cells, totals, bases, first if domain.single else 0, links)
            counts = [[0] * len(bases) for _ in range(first)] + [
                [int(holds.loc[list(group.interviews), indicator.id].sum()) for group in groups]
                for indicator in indicators
            ]
            hidden = {row for row in range(first, len(cells)) if not all(cell.shown for cell in cells[row])}
            harmless = find_harmless(counts, bases, first, hidden, MINIMUM)
            assert set(find_determined_cells(table)) - harmless == set(), f"{domain.id} by {variable}"
            attacked += sum(not cell.shown for row in cells for cell in row)
    assert attacked > 500


def test_nobody_of_the_raw_export_is_in_an_edition(site, made):
    root = made[0].root
    rows = read_rows(root / "data" / WAVE)
    texts = read_texts(site / "editie")
    assert len(texts) > 100
    words = {word for text in texts.values() for word in split_words(text)}
    assert {name for name in find_name_parts(rows) if name in words} <= {"koos", "jan", "oost"}
    folded = [fold(text) for text in texts.values()]
    schools = find_school_names(rows, root / "data" / WAVE)
    assert [len(name) for name in schools if any(name in text for text in folded)] == []


def test_a_second_time_nothing_is_made_and_the_national_report_takes_the_editions_away(made, tmp_path):
    copy = made[0].copy(tmp_path / "project")
    before = copy.hash("_site")
    done = copy.run("report", "--edition", "kind", "--engine", "pandoc")
    assert "0 ran, 22 unchanged" in done.stdout and "site: unchanged" in done.stdout
    assert copy.hash("_site") == before
    assert "kind-roc/02_rollen" not in copy.run("run", "--dry-run", "--edition", "kind").stdout
    assert copy.run("report", "--engine", "pandoc").returncode == 0
    assert not (copy.root / "_site" / "editie").exists()
    assert "editie/index.html" not in (copy.root / "_site" / "index.html").read_text("utf-8")


def test_a_notebook_that_fails_in_one_edition_leaves_the_others_and_the_site(made, tmp_path):
    copy = made[0].copy(tmp_path / "project")
    before = copy.hash("_site")
    name = "notebooks/01_inleiding.ipynb"
    copy.edit(name, '"study = open_study(', '"assert group != \\"roc\\"\\n",\n    "study = open_study(')
    plan = copy.run("report", "--edition", "kind", "--dry-run", "--engine", "pandoc").stdout
    assert "kind-roc/01_inleiding" in plan and "3 notebooks would run" in plan
    done = copy.run("report", "--edition", "kind", "--engine", "pandoc", "--why")
    assert done.returncode == 32 and "kind-roc/01_inleiding" in done.stderr
    assert "21 notebooks: 2 ran, 18 unchanged, 1 failed." in done.stdout
    assert "kind-vakinstelling_en_aoc/01_inleiding: ran" in done.stdout
    assert copy.hash("_site") == before
