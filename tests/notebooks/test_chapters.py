"""Do the chapters and the notebooks behind them fit: what is embedded exists, is explained and is sourced?"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHAPTERS = (
    "index.qmd",
    *(f"report/{name}.qmd" for name in ("inleiding", "rollen", "kaders", "borging", "vragen")),
)
NOTEBOOKS = ("01_inleiding", "02_rollen", "03_kaders", "04_borging", "05_vragen")
EMBED = re.compile(r"\{\{< embed /build/notebooks/(\w+)\.ipynb#([\w-]+) >\}\}")
SOURCE = re.compile(r'::: \{\.bron data="([\w-]+)" notebook="(\w+)"\}\n:::')
FORBIDDEN = re.compile(
    r"^\s*(def|for|while|if|class|import os)\b|\.(groupby|merge|apply)\(|[-+*/]=", re.MULTILINE
)


def read_chapter(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def read_cells(name: str) -> list[dict]:
    return json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


def find_labels(name: str) -> list[str]:
    sources = ("".join(cell["source"]) for cell in read_cells(name))
    return [match[1] for source in sources if (match := re.match(r"#\| label: (\S+)", source))]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_embed_has_its_cell(chapter):
    missing = [pair for pair in EMBED.findall(read_chapter(chapter)) if pair[1] not in find_labels(pair[0])]
    assert missing == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_figure_and_table_is_followed_by_its_source(chapter):
    text = read_chapter(chapter)
    shown = [(label, notebook) for notebook, label in EMBED.findall(text) if not label.startswith("citaten-")]
    assert SOURCE.findall(text) == shown


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_figure_and_table_is_mentioned_in_the_text(chapter):
    text = read_chapter(chapter)
    labels = [label for _, label in EMBED.findall(text) if not label.startswith("citaten-")]
    assert [label for label in labels if not re.search(rf"@{label}\b", text)] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_labelled_cell_is_shown_in_a_chapter(notebook):
    embedded = {label for chapter in CHAPTERS for _, label in EMBED.findall(read_chapter(chapter))}
    assert [label for label in find_labels(notebook) if label not in embedded] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_notebooks_only_ask_and_show(notebook):
    code = [cell for cell in read_cells(notebook) if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert [cell["id"] for cell in code if FORBIDDEN.search("".join(cell["source"]))] == []
    assert max(len("".join(cell["source"]).splitlines()) for cell in code) <= 15


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_notebooks_start_with_a_title_table_and_parameters(notebook):
    title, parameters = read_cells(notebook)[:2]
    assert all(word in "".join(title["source"]) for word in ("Vraag", "Invoer", "Uitvoer"))
    assert parameters["metadata"]["tags"] == ["parameters"]


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_captions_hold_no_number(notebook):
    sources = "\n".join("".join(cell["source"]) for cell in read_cells(notebook))
    captions = re.findall(r'#\| (?:fig|tbl)-cap: "(.*)"', sources)
    assert captions and not [caption for caption in captions if re.search(r"\d", caption)]
