"""What a notebook's cells say of themselves: tags, the `#|` options and the label.

Reads the file as plain dictionaries: looking whether anything changed need not load nbformat.
"""

from __future__ import annotations

import re
from pathlib import Path

from lobanalysis.errors import NotebookError
from lobanalysis.plain_text import SURROGATE
from lobanalysis.plain_yaml import NoPlainData, parse_json, parse_yaml
from lobanalysis.reading import MEBIBYTE, read_text

OPTION_MARK = "#|"
LABEL = re.compile(r"(fig|tbl|citaten)-[a-z0-9]+(-[a-z0-9]+)*")
LARGEST = 256 * MEBIBYTE
NO_NOTEBOOK = ("file is no valid notebook", "a Jupyter notebook", "restore it from git")
CAPTIONS = {"fig": "fig-cap", "tbl": "tbl-cap"}


def read_raw_notebook(path: Path) -> dict:
    """Return a notebook file as it stands, as plain dictionaries.

    Raises
    ------
    NotebookError
        When the file is missing or is no JSON with cells.
    """
    text = read_text(path, str(path), limit=LARGEST, error=NotebookError)
    try:
        content = parse_json(text)
    except NoPlainData as problem:
        raise NotebookError(str(path), *NO_NOTEBOOK) from problem
    if not isinstance(content, dict) or not is_cells(content.get("cells")):
        raise NotebookError(str(path), *NO_NOTEBOOK)
    return {**content, "cells": [join_source(cell) for cell in content["cells"]]}


def is_cells(cells: object) -> bool:
    """Return whether something is a list of cells, each with its source as text or lines."""
    return isinstance(cells, list) and all(
        isinstance(cell, dict)
        and isinstance(cell.get("cell_type"), str)
        and is_text(cell.get("source"))
        and isinstance(cell.get("metadata", {}), dict)
        and isinstance(cell.get("metadata", {}).get("tags", []), list)
        for cell in cells
    )


def is_text(source: object) -> bool:
    """Return whether something is a text without lone surrogates, or a list of such lines."""
    lines = [source] if isinstance(source, str) else source
    return isinstance(lines, list) and all(
        isinstance(line, str) and not SURROGATE.search(line) for line in lines
    )


def join_source(cell: dict) -> dict:
    """Return a cell with its source as one text: editors write a list of lines."""
    return {**cell, "source": "".join(cell["source"])}


def has_tag(cell: dict, tag: str) -> bool:
    """Return whether a cell carries a tag."""
    return tag in cell.get("metadata", {}).get("tags", [])


def find_tagged(notebook: dict, tag: str) -> list[int]:
    """Return the positions of the cells with a tag, from 0."""
    return [position for position, cell in enumerate(notebook["cells"]) if has_tag(cell, tag)]


def split_options(source: str) -> tuple[list[str], list[str]]:
    """Return the option lines at the head of a code cell, and the lines after them.

    Examples
    --------
    >>> split_options("#| label: tbl-a\\nshow()")
    (['#| label: tbl-a'], ['show()'])
    """
    lines = source.splitlines()
    count = 0
    while count < len(lines) and lines[count].startswith(OPTION_MARK):
        count += 1
    return lines[:count], lines[count:]


def read_options(source: str) -> dict[str, object]:
    """Return the `#|` options of a code cell.

    Raises
    ------
    ValueError
        When the option lines are no YAML with names and values.

    Examples
    --------
    >>> read_options('#| label: fig-a\\n#| fig-cap: "Rollen"\\ndraw()')
    {'label': 'fig-a', 'fig-cap': 'Rollen'}
    """
    text = "\n".join(line.removeprefix(OPTION_MARK).removeprefix(" ") for line in split_options(source)[0])
    try:
        options = parse_yaml(text) if text else {}
    except NoPlainData as problem:
        raise ValueError("its #| lines are no valid YAML") from problem
    if not isinstance(options, dict):
        raise ValueError("its #| lines are not of the form name: value")
    return options


def find_label(source: str) -> str:
    """Return the label of a code cell, empty when it has none that can be read."""
    try:
        return str(read_options(source).get("label", ""))
    except ValueError:
        return ""


def find_option_problems(options: dict[str, object]) -> list[str]:
    """Return what is wrong with the options of a labelled cell.

    Examples
    --------
    >>> find_option_problems({"label": "fig-a"})
    ['fig-cap is missing', 'fig-alt is missing']
    """
    label = str(options["label"])
    if not LABEL.fullmatch(label):
        return [
            f"label {label[:60]!r} is not fig-…, tbl-… or citaten-… in lower case letters, digits and hyphens"
        ]
    kind = label.split("-")[0]
    wanted = [CAPTIONS[kind]] if kind in CAPTIONS else []
    wanted += ["fig-alt"] if kind == "fig" else []
    return [f"{name} is missing" for name in wanted if not str(options.get(name) or "").strip()]
