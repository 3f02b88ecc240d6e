"""A small made-up report, for the tests of publishing: chapters, an appendix, a notebook."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import yaml
from nbformat.v4 import new_code_cell, new_notebook, new_output

from lobanalysis.paths import Project

CHECKOUT = Path(__file__).resolve().parents[2]

CHAPTERS = {
    "index.qmd": """# Samenvatting {#sec-samenvatting .unnumbered}

Van de {{< var n.register >}} scholen deden er {{< var n.scholen >}} mee; zie [hoofdstuk 2](report/rollen.qmd)
en @fig-namen.

## Wat we zien {#sec-wat .unnumbered}

Een ~~oude~~ nieuwe alinea met een [stelling]{.claim #c-een}.
""",
    "report/inleiding.qmd": """# Inleiding {#sec-inleiding}

Het onderzoek bouwt voort op eerder werk [@cohen1960].[^noot]

## Aanpak {#sec-aanpak}

De aanpak staat in @sec-methode, de uitkomst in @sec-rollen en @sec-namen.

::: {.callout-note title="Leeswijzer"}
Aantallen zijn aantallen scholen.
:::

[^noot]: Een voetnoot met `{{< var n.scholen >}}` als code.
""",
    "report/rollen.qmd": """# Rollen en taken {#sec-rollen}

{{< embed /build/notebooks/02_rollen.ipynb#tbl-breed >}}

## Namen {#sec-namen}

De namen staan in @fig-namen en @tbl-namen.

{{< embed /build/notebooks/02_rollen.ipynb#fig-namen >}}

::: {.bron data="fig-namen" notebook="02_rollen"}
:::

{{< embed /build/notebooks/02_rollen.ipynb#tbl-namen >}}

::: {.bron data="tbl-namen" notebook="02_rollen"}
:::

### Citaten {#sec-citaten}

{{< embed /build/notebooks/02_rollen.ipynb#citaten-namen >}}
""",
    "report/methode.qmd": """# Methode {#sec-methode}

## Telling {#sec-telling}

Gemaakt met []{.renderer}. Terug naar @sec-aanpak, @tbl-bijlage en @sec-telling.

| Stap | Aantal |
|:-----|-------:|
| één  |     12 |

: Wat er is gedaan {#tbl-bijlage}

## Literatuur {#sec-literatuur}

::: {#refs}
:::
""",
}

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 220" role="img">
<rect x="150" y="30" width="380" height="40" fill="#0b4f7d"/>
<rect x="150" y="90" width="190" height="40" fill="#0b4f7d"/>
<rect x="150" y="150" width="60" height="40" fill="#0b4f7d"/><text x="10" y="56" font-size="18">mentor</text>
<text x="10" y="116" font-size="18">coach</text><text x="10" y="176" font-size="18">tutor</text></svg>
"""

TABLE = "| Naam | Scholen |\n|:-----|--------:|\n| mentor | 12 |\n| coach | 6 |\n"
WIDE = (
    "| Naam | " + " | ".join(f"kenmerk {i}" for i in range(12)) + " |\n|:--" * 1 + "|:--" * 12 + "|\n"
    "| mentor | " + " | ".join("waarneming" for _ in range(12)) + " |\n"
)
QUOTES = "::: {.citaat}\n> Wij doen het samen. {{< var n.scholen >}}\n>\n> [uitvoerend, roc]{.wie}\n:::\n"

VARIABLES = {
    "n": {"register": "60", "scholen": "44"},
    "melding": {"synthetisch": "De antwoorden in dit voorbeeld zijn verzonnen."},
}


def make_cell(label: str, options: str, data: dict[str, str]) -> nbformat.NotebookNode:
    """Return an executed cell with a label."""
    cell = new_code_cell(f"#| label: {label}\n{options}show()", id=label, execution_count=1)
    cell.outputs = [new_output("display_data", data=data)]
    return cell


def make_notebook() -> nbformat.NotebookNode:
    """Return the sample's executed notebook."""
    cells = [
        make_cell(
            "fig-namen",
            '#| fig-cap: "Namen van begeleiders"\n#| fig-alt: "Staven: mentor 12"\n',
            {"image/svg+xml": SVG},
        ),
        make_cell("tbl-namen", '#| tbl-cap: "Namen in getallen"\n', {"text/markdown": TABLE}),
        make_cell("tbl-breed", '#| tbl-cap: "Een brede tabel"\n', {"text/markdown": WIDE}),
        make_cell("citaten-namen", "", {"text/markdown": QUOTES}),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return new_notebook(cells=cells, metadata=kernel)


def write_sample(root: Path, chapters: dict[str, str] = CHAPTERS) -> Project:
    """Write the sample report into `root` and return its project."""
    project = Project(root)
    for folder in ("report/theme", "report/filters"):
        shutil.copytree(CHECKOUT / folder, root / folder, dirs_exist_ok=True)
    for name in ("report/references.bib", "report/na_render.py"):
        if (CHECKOUT / name).exists():
            shutil.copy(CHECKOUT / name, root / name)
    config = yaml.safe_load((CHECKOUT / "_quarto.yml").read_text(encoding="utf-8"))
    config["book"]["chapters"] = ["index.qmd", "report/inleiding.qmd", "report/rollen.qmd"]
    config["book"]["appendices"] = ["report/methode.qmd"]
    write_text(root / "_quarto.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False))
    write_text(root / "_variables.yml", yaml.safe_dump(VARIABLES, allow_unicode=True))
    for name, text in chapters.items():
        write_text(root / name, text)
    write_text(project.rendered_notebooks / "02_rollen.ipynb", nbformat.writes(make_notebook()))
    for name in (
        "data/fig-namen.csv",
        "data/tbl-namen.csv",
        "notebooks/02_rollen.ipynb",
        "rapportage-lob.pdf",
        "rapportage-lob.docx",
    ):
        write_text(project.downloads / name, "naam,n\nmentor,12\n")
    return project


def write_text(path: Path, text: str) -> None:
    """Write a text file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
