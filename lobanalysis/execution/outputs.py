"""The labelled outputs of an executed notebook as files: figures for Word, data for download."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import nbformat

from lobanalysis.errors import NotebookError
from lobanalysis.execution.cells import find_option_problems, read_options
from lobanalysis.execution.clean_copy import SHOWN, find_alt
from lobanalysis.files import write_file
from lobanalysis.paths import Project

PNG = "image/png"  # empty when no Word file will need it
FORMATS = {
    "fig": ("image/svg+xml", PNG, "text/csv"),
    "tbl": ("text/markdown", "text/csv"),
    "citaten": ("text/markdown",),
}


@dataclass(frozen=True)
class LabelledOutput:
    """What a labelled cell showed; `png` only of figures, `csv` where there are data."""

    label: str
    alt: str
    png: bytes | None
    csv: str | None


def find_shown(cell: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Return the outputs of a cell that a reader sees, printed text left out."""
    return [output for output in cell.outputs if output.output_type in SHOWN]


def find_output_problems(cell: nbformat.NotebookNode, label: str) -> list[str]:
    """Return what is wrong with the output of a labelled cell."""
    shown = find_shown(cell)
    if len(shown) != 1:
        return [f"shows {len(shown)} outputs, not one"]
    kind = label.split("-")[0]
    data = shown[0].data  # a round may have no quotes to show: their text is then empty
    problems = [
        f"its output has no {name}"
        for name in FORMATS[kind]
        if name not in data or not (data[name] or kind == "citaten" or name == PNG)
    ]
    if kind == "fig" and not find_alt(cell):
        problems.append("its figure brought no description")
    return problems


def find_cell_problems(cell: nbformat.NotebookNode) -> list[str]:
    """Return what is wrong with the options and output of a code cell; nothing when it has no label."""
    try:
        options = read_options(cell.source)
    except ValueError as problem:
        return [str(problem)]
    if "label" not in options:
        return []
    problems = find_option_problems(options)
    return problems or find_output_problems(cell, str(options["label"]))


def make_output(cell: nbformat.NotebookNode) -> LabelledOutput:
    """Return the output of a labelled cell that was found to be in order."""
    data = find_shown(cell)[0].data
    png = base64.b64decode(data[PNG]) if data.get(PNG) else None
    return LabelledOutput(str(read_options(cell.source)["label"]), find_alt(cell), png, data.get("text/csv"))


def find_doubles(outputs: list[LabelledOutput]) -> list[str]:
    """Return a problem for each label that stands at more than one cell."""
    counts = Counter(output.label for output in outputs)
    return [f"label {label} stands at {n} cells" for label, n in sorted(counts.items()) if n > 1]


def read_outputs(notebook: nbformat.NotebookNode, where: str) -> list[LabelledOutput]:
    """Return the labelled outputs of an executed notebook, in its order.

    Raises
    ------
    NotebookError
        With all cells whose label, caption, description or output is not right.
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    problems = [
        f"{read_label_or_id(cell)}: {problem}" for cell in code for problem in find_cell_problems(cell)
    ]
    if problems:
        raise NotebookError(where, "; ".join(problems), "one labelled output a cell, with caption and data")
    outputs = [make_output(cell) for cell in code if "label" in read_options(cell.source)]
    if find_doubles(outputs):
        raise NotebookError(where, "; ".join(find_doubles(outputs)), "a label at one cell")
    return outputs


def read_label_or_id(cell: nbformat.NotebookNode) -> str:
    """Return what to call a cell in a message."""
    try:
        return str(read_options(cell.source).get("label") or f"cell {cell.id}")
    except ValueError:
        return f"cell {cell.id}"


def write_outputs(outputs: list[LabelledOutput], edition: Project) -> list[Path]:
    """Write figures, their descriptions and the data into the folders of an edition; return the files."""
    written = []
    for output in outputs:
        if output.png is not None:
            written.append(write_file(edition.figures / f"{output.label}.png", output.png))
        if output.alt:
            written.append(write_file(edition.figures / f"{output.label}.txt", output.alt + "\n"))
        if output.csv is not None:
            written.append(write_file(edition.downloads / "data" / f"{output.label}.csv", output.csv))
    return written
