"""Small notebooks for the tests of execution: made here, so that a test shows what it runs."""

from __future__ import annotations

import json
from pathlib import Path

TITLE = """# Voorbeeld

| | |
|---|---|
| Vraag | Hoe vaak? |
| Invoer | drie getallen |
| Uitvoer | een tabel |"""
PARAMETERS = 'wave = "2020"\nedition = "national"\ngroup = ""'
SHOW = """
class Shown:
    def __init__(self, data, alt=""):
        self.data, self.alt = data, alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.data, {"lob": {"alt": self.alt}} if self.alt else {}


def draw(alt="Drie balken."):
    data = {"image/svg+xml": "<svg></svg>", "image/png": "cG5n", "text/csv": "a\\n1\\n", "text/plain": alt}
    return Shown(data, alt)


def tabulate(text="1"):
    return Shown({"text/markdown": f"| a |\\n|---|\\n| {text} |", "text/csv": "a\\n1\\n", "text/plain": "a"})
"""
FIGURE = '#| label: fig-balken\n#| fig-cap: "Balken"\n#| fig-alt: "Wordt vervangen"\ndraw()'
TABLE = '#| label: tbl-tabel\n#| tbl-cap: "Tabel"\ntabulate(wave)'


def markdown(text: str) -> dict:
    """Return a markdown cell, still without an id."""
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def code(source: str, tags: tuple[str, ...] = ()) -> dict:
    """Return a code cell without outputs, still without an id."""
    metadata = {"tags": list(tags)} if tags else {}
    return {
        "cell_type": "code",
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def good_cells() -> list[dict]:
    """Return the cells of a notebook that keeps the contract: title, parameters, imports, figure, table."""
    return [
        markdown(TITLE),
        code(PARAMETERS, ("parameters",)),
        code("from shown import draw, tabulate"),
        markdown("## Hoe vaak komt het voor?"),
        code(FIGURE),
        code(TABLE),
    ]


def make_notebook(cells: list[dict]) -> dict:
    """Return a notebook of cells, each with an id after its place."""
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": [{**cell, "id": f"cell-{place}"} for place, cell in enumerate(cells)],
        "metadata": {"kernelspec": kernelspec, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def write_notebook(path: Path, cells: list[dict]) -> Path:
    """Write a notebook file; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(make_notebook(cells), ensure_ascii=False), encoding="utf-8")
    return path


def make_project(folder: Path) -> Path:
    """Make a project folder with the module that the example notebooks import; return it."""
    (folder / "notebooks").mkdir(parents=True)
    (folder / "_quarto.yml").write_text("", encoding="utf-8")
    (folder / "shown.py").write_text(SHOW, encoding="utf-8")
    return folder
