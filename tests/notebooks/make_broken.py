"""Make the broken notebooks of `broken/`: each breaks the contract in the one way that its name says.

Run by hand after a change of the contract: `python tests/notebooks/make_broken.py`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from example_notebooks import FIGURE, PARAMETERS, TABLE, code, good_cells, make_notebook, markdown  # noqa: E402

HERE = Path(__file__).resolve().parent / "broken"
CALL = '#| label: tbl-x\n#| tbl-cap: "X"\n'


def replace_cell(place: int, cell: dict) -> dict:
    """Return the good example with another cell at a place."""
    cells = good_cells()
    cells[place] = cell
    return make_notebook(cells)


def add_cell(source: str) -> dict:
    """Return the good example with one more code cell at the end."""
    return make_notebook([*good_cells(), code(source)])


def with_double_id() -> dict:
    """Return a notebook in which two cells have the same id."""
    notebook = make_notebook(good_cells())
    notebook["cells"][5]["id"] = notebook["cells"][4]["id"]
    return notebook


def with_outputs() -> dict:
    """Return a notebook that was run and saved."""
    shown = {"output_type": "stream", "name": "stdout", "text": "1"}
    return replace_cell(5, {**code(TABLE), "outputs": [shown], "execution_count": 3})


def with_metadata() -> dict:
    """Return a notebook with the metadata of an editor."""
    return {**make_notebook(good_cells()), "metadata": {"vscode": {"interpreter": "x"}}}


BROKEN = {
    "zonder_titel": lambda: replace_cell(0, markdown("Geen titel")),
    "zonder_parameters": lambda: replace_cell(1, code(PARAMETERS)),
    "twee_parametercellen": lambda: make_notebook([*good_cells(), code("a = 1", ("parameters",))]),
    "parameter_berekend": lambda: replace_cell(1, code('wave = str(2020)\nedition = ""', ("parameters",))),
    "cel_zonder_label": lambda: add_cell("tabulate(wave)"),
    "dubbel_label": lambda: add_cell(TABLE),
    "label_onjuist": lambda: add_cell(CALL.replace("tbl-x", "Tabel_x") + "tabulate(wave)"),
    "zonder_bijschrift": lambda: add_cell("#| label: tbl-x\ntabulate(wave)"),
    "figuur_zonder_beschrijving": lambda: replace_cell(4, code(FIGURE.replace("fig-alt", "fig-x"))),
    "opties_onleesbaar": lambda: add_cell("#| label: [\ntabulate(wave)"),
    "functie_in_cel": lambda: add_cell(CALL + "tabulate((lambda: wave)())"),
    "lus_in_cel": lambda: add_cell(CALL + "tabulate([x for x in wave])"),
    "voorwaarde_in_cel": lambda: add_cell(CALL + "tabulate(1 if wave else 2)"),
    "rekenen_in_cel": lambda: add_cell(CALL + "tabulate(18 / 44)"),
    "groupby_in_cel": lambda: add_cell(CALL + 'tabulate(frame.groupby("a"))'),
    "te_lang": lambda: add_cell(CALL + "tabulate(\n" + "\n" * 14 + "wave)"),
    "toont_niets": lambda: add_cell(CALL + "tabel = tabulate(wave)"),
    "geen_python": lambda: add_cell(CALL + "tabulate(wave"),
    "met_uitvoer": with_outputs,
    "met_metadata": with_metadata,
    "dubbel_id": with_double_id,
}


def main() -> None:
    """Write all broken notebooks."""
    HERE.mkdir(exist_ok=True)
    for name, make in BROKEN.items():
        text = json.dumps(make(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        (HERE / f"{name}.ipynb").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
