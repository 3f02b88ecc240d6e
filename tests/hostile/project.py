"""A made-up project with every file that people write, and the reader of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import made_up_bench
from made_up_wave import make_project, submission

from lobanalysis.analysis.published_file import COLUMNS as FIGURE_COLUMNS
from lobanalysis.analysis.published_file import read_figures
from lobanalysis.claims.claims_file import read_claims
from lobanalysis.coding.codebook import read_codebook
from lobanalysis.coding.codings import read_codings
from lobanalysis.coding.exchange.archive_reading import read_archive
from lobanalysis.coding.sheets.opening import open_workbook
from lobanalysis.execution.contract import find_contract_problems
from lobanalysis.intake.corrections import read_corrections
from lobanalysis.intake.export import read_export
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.quotes import read_quotes
from lobanalysis.intake.register import read_register
from lobanalysis.intake.states import read_state_rules
from lobanalysis.intake.wave import read_wave
from lobanalysis.intake.wordlists import read_word_lists
from lobanalysis.paths import Project
from lobanalysis.presentation.quantity_words import read_words
from lobanalysis.publishing.book import read_book
from lobanalysis.publishing.inputs import read_variables

WAVE = "2031"
BOOK = (
    "lang: nl\nformat: {html: {toc: true}}\nbook: {title: T, output-file: t, chapters: [index.qmd]}\n"
    "project: {type: book}\n"
)
CODEBOOK = ("domeinen.yml", "indicatoren.yml", "codes.csv", "codes_regels.csv", "regels.csv", "rolnamen.csv",
            "voorbehoud.csv")  # fmt: skip


def write_hostile_project(folder: Path) -> Project:
    """Write a project whose files are all right, for a test to spoil one."""
    project = make_project(folder, [submission()])
    files = made_up_bench.make_files(made_up_bench.ANSWERS)
    texts = {f"data/codebook/{name}": files[f"data/codebook/{name}"] for name in CODEBOOK}
    texts |= {
        "_quarto.yml": BOOK,
        "_variables.yml": "n: {scholen: '4'}\n",
        "index.qmd": "# Kop {#sec-kop}\n",
        "report/claims.yml": "claims: []\n",
        "report/woorden.csv": "ondergrens,bovengrens,woord,toelichting\n0,0,geen,\n0,1,enkele,\n1,1,alle,\n",
        "data/2031/gepubliceerd.csv": ";".join(FIGURE_COLUMNS) + "\n",
        "data/2031/coderingen.csv": made_up_bench.CODING_HEADING,
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return project


def _read_codings(project: Project) -> object:
    return read_codings(project.wave(WAVE) / "coderingen.csv")


def _read_published(project: Project) -> object:
    return read_figures(project.wave(WAVE) / "gepubliceerd.csv", read_codebook(project.codebook))


def _read_export(project: Project) -> object:
    wave = read_wave(project, WAVE)
    return read_export(wave, read_instrument(wave))


READERS: dict[str, tuple[str, Callable[[Project], object]]] = {
    "export": ("data/2031/bron/reacties.csv", _read_export),
    "wave": ("data/2031/wave.yml", lambda project: read_wave(project, WAVE)),
    "instrument": ("data/2031/instrument.yml", lambda project: read_instrument(read_wave(project, WAVE))),
    "register": ("data/2031/register.csv", lambda project: read_register(read_wave(project, WAVE))),
    "corrections": ("data/2031/correcties.yml", lambda project: read_corrections(read_wave(project, WAVE))),
    "quotes": ("data/2031/citaten.csv", lambda project: read_quotes(project.wave(WAVE) / "citaten.csv")),
    "published": ("data/2031/gepubliceerd.csv", _read_published),
    "codings": (
        "data/2031/coderingen.csv",
        _read_codings,
    ),
    "states": ("data/toestanden.yml", read_state_rules),
    "ordinary_words": ("data/privacy/gewone_woorden.txt", read_word_lists),
    "brands": ("data/privacy/merken.csv", read_word_lists),
    **{
        name.replace(".", "_"): (f"data/codebook/{name}", lambda project: read_codebook(project.codebook))
        for name in CODEBOOK
    },
    "claims": ("report/claims.yml", lambda project: read_claims(project.root)),
    "quantity_words": ("report/woorden.csv", lambda project: read_words(project.root / "report/woorden.csv")),
    "book": ("_quarto.yml", lambda project: read_book(project.root)),
    "variables": ("_variables.yml", lambda project: read_variables(project.variables)),
    "notebook": ("notebooks/01.ipynb", lambda p: find_contract_problems(p.root / "notebooks/01.ipynb")),
    "workbook": ("blad.xlsx", lambda project: open_workbook(project.root / "blad.xlsx")),
    "exchange": ("x.qdpx", lambda project: read_archive(project.root / "x.qdpx")),
}
"""Each file that people write, with what reads it."""
YAML = [name for name, (path, _) in READERS.items() if path.endswith(".yml")]
TABLES = [name for name, (path, _) in READERS.items() if path.endswith(".csv")]
