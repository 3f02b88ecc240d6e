"""A small made-up report, to make a PDF and a Word file of: a chapter, an appendix, a figure and a table."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path

from lobanalysis.paths import Project

CHECKOUT = Path(__file__).resolve().parents[2]
ALT = 'Staafdiagram: bovenaan staat "coach" met 3 van 4 scholen.'
NOTICE = "De antwoorden zijn synthetisch."
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">'
    '<rect width="60" height="20" fill="#17506b"/></svg>'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
CONFIG = """
project: {type: book, output-dir: _site}
lang: nl
keywords: [mbo, begeleiding]
book:
  title: "Verzonnen rapport"
  author: "Verzonnen groep"
  date: "2020-10"
  output-file: rapport
  chapters: [index.qmd, report/een.qmd]
  appendices: [report/bijlage.qmd]
format: {html: {toc: true}}
"""
INDEX = """# Samenvatting {#sec-samenvatting .unnumbered}

Zie [het hoofdstuk](report/een.qmd) en [de gegevens](data/x.csv).
"""
CHAPTER = """# Eerste {#sec-een}

Van {{< var n.scholen >}} scholen.[^1] Zie @fig-een, @tbl-een en @sec-bijlage.

[^1]: Een voetnoot.

{{< embed /build/notebooks/01.ipynb#fig-een >}}

::: {.bron data="fig-een" notebook="01"}
:::

::: {.callout-note}
## Let op
Een kader.
:::

## Deel {#deel}

{{< embed /build/notebooks/01.ipynb#tbl-een >}}
"""
APPENDIX = "# Lijst {#sec-bijlage}\n\n## Deel {#deel}\n\nZie [hierboven](#deel).\n"
TABLE = "| Code | Omschrijving | n |\n|:--|:--|--:|\n" + "".join(
    f"| `lange_naam_van_code_{row}` | {'Uitleg van de code, met veel woorden. ' * 4} | {row} |\n"
    for row in range(60)
)


def write_report(root: Path, *, alt: str = ALT, chapter: str = CHAPTER, notice: str = NOTICE) -> Project:
    """Write the made-up report under `root` and return it as a project."""
    for folder in ("report", "build/notebooks", "build/figures"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for folder in ("filters", "theme"):
        shutil.copytree(CHECKOUT / "report" / folder, root / "report" / folder, dirs_exist_ok=True)
    texts = {
        "_quarto.yml": CONFIG,
        "_variables.yml": f'n: {{scholen: "4"}}\nmelding: {{synthetisch: "{notice}"}}\n',
        "index.qmd": INDEX,
        "report/een.qmd": chapter,
        "report/bijlage.qmd": APPENDIX,
        "build/notebooks/01.ipynb": json.dumps(make_notebook(alt)),
        "build/figures/fig-een.txt": alt,
    }
    for name, text in texts.items():
        (root / name).write_text(text, encoding="utf-8", newline="\n")
    (root / "build/figures/fig-een.png").write_bytes(PNG)
    return Project(root)


def make_notebook(alt: str) -> dict[str, object]:
    """Return an executed notebook with one figure and one long table."""
    figure = f'#| label: fig-een\n#| fig-cap: "Namen"\n#| fig-alt: {json.dumps(alt)}\ndraw()'
    table = '#| label: tbl-een\n#| tbl-cap: "Codes"\nshow()'
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [_make_cell(figure, "image/svg+xml", SVG), _make_cell(table, "text/markdown", TABLE)],
    }


def _make_cell(source: str, kind: str, content: str) -> dict[str, object]:
    output = {"output_type": "display_data", "metadata": {}, "data": {kind: content}}
    return {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": source, "outputs": [output]}
