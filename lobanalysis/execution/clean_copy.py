"""The copy of an executed notebook that the report embeds: the same result, nothing of the run."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat

from lobanalysis.errors import NotebookError
from lobanalysis.execution.cells import find_tagged, split_options
from lobanalysis.execution.failures import INJECTED
from lobanalysis.execution.parameters import TAG
from lobanalysis.execution.stripping import KERNELSPEC

# text/html makes Quarto's page fetch scripts; the others are written as files of their own.
LEFT_OUT = frozenset({"text/html", "image/png", "text/csv"})
SHOWN = frozenset({"display_data", "execute_result"})
# Both engines read a description as an attribute of Markdown: they decode entities, backslashes take the sign
# after them along, and Quarto expands shortcodes. A word joiner has no width, and no reader hears it.
ENTITY = re.compile(r"&(?=#?\w+;)")
BACKSLASH = "&#92;"
SHORTCODE = re.compile(r"(?<=\{\{)(?=[<%])|(?<=[>%])(?=\}\})")
JOINER = "\u2060"
ALT_OPTION = re.compile(r"#\|\s*fig-alt\s*:")


def join_line(text: str) -> str:
    """Return a text on one line, without characters that cannot be shown.

    Examples
    --------
    >>> join_line("Drie \\n balken")
    'Drie balken'
    """
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def find_alt(cell: nbformat.NotebookNode) -> str:
    """Return the description that a cell's figure brought along, on one line; empty when there is none."""
    for output in cell.get("outputs", []):
        alt = output.get("metadata", {}).get("lob", {}).get("alt", "")
        if alt:
            return join_line(alt)
    return ""


def format_alt_option(alt: str) -> str:
    """Return the option line for a description; a JSON text is a double-quoted YAML text too.

    Examples
    --------
    >>> format_alt_option('De "SLB-er" komt voor bij 18 scholen: 41%.')
    '#| fig-alt: "De \\\\"SLB-er\\\\" komt voor bij 18 scholen: 41%."'
    """
    literal = SHORTCODE.sub(JOINER, ENTITY.sub("&amp;", alt).replace("\\", BACKSLASH))
    return f"#| fig-alt: {json.dumps(literal, ensure_ascii=False)}"


def write_alt(source: str, alt: str) -> str:
    """Return a cell's source with its description replaced by `alt`, or added after the other options."""
    options, rest = split_options(source)
    kept = [line for line in options if not ALT_OPTION.match(line)]
    return "\n".join([*kept, format_alt_option(alt), *rest])


def clean_output(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return an output with only the formats that are embedded, and no metadata."""
    data = {kind: value for kind, value in sorted(output.data.items()) if kind not in LEFT_OUT}
    return nbformat.v4.new_output(
        "display_data" if output.output_type == "display_data" else "execute_result",
        data=data,
        **({"execution_count": output.execution_count} if output.output_type == "execute_result" else {}),
    )


def clean_cell(cell: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a cell without traces of the run, its computed description written into its options."""
    cleaned = copy.deepcopy(cell)
    cleaned.metadata = nbformat.from_dict({"tags": cell.metadata.tags} if cell.metadata.get("tags") else {})
    if cell.cell_type == "code":
        cleaned.outputs = [clean_output(output) for output in cell.outputs if output.output_type in SHOWN]
        cleaned.source = write_alt(cell.source, find_alt(cell)) if find_alt(cell) else cell.source
    return cleaned


def merge_parameters(cells: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Return the cells with the injected values in the parameters cell itself, which keeps its id."""
    notebook = nbformat.from_dict({"cells": cells})
    own, injected = find_tagged(notebook, TAG), find_tagged(notebook, INJECTED)
    if not (own and injected):
        return cells
    lines = [line for line in cells[injected[0]].source.splitlines() if line != "# Parameters"]
    merged = nbformat.from_dict({**cells[own[0]], "source": "\n".join(lines)})
    return [merged if place == own[0] else cell for place, cell in enumerate(cells) if place not in injected]


def make_clean_copy(notebook: nbformat.NotebookNode, root: Path) -> nbformat.NotebookNode:
    """Return the copy of an executed notebook that is rendered.

    It holds no papermill or timing metadata, no injected cell, no stream output, no HTML, PNG or CSV, and no
    absolute path. The description that a figure computed stands in its cell's `#| fig-alt` option.

    Raises
    ------
    NotebookError
        When a cell still holds the path of the project.
    """
    cells = [clean_cell(cell) for cell in merge_parameters(copy.deepcopy(notebook.cells))]
    metadata = {"kernelspec": dict(KERNELSPEC), "language_info": {"name": "python"}}
    clean = nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    for number, cell in enumerate(clean.cells, start=1):
        if holds_path(cell, root):
            raise NotebookError(f"cell {number}", "the output holds an absolute path", hint="show no paths")
    return clean


def list_texts(value: object) -> Iterator[str]:
    """Yield every text in nested dictionaries and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from list_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from list_texts(part)


def holds_path(cell: nbformat.NotebookNode, root: Path) -> bool:
    """Return whether any text of a cell holds the folder of the project or of the user."""
    folders = {str(root), root.as_posix(), str(Path.home()), Path.home().as_posix()} - {"/"}
    return any(folder in text for text in list_texts(cell) for folder in folders)
