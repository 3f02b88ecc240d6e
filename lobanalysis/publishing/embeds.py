"""The Markdown of a labelled notebook cell, as a chapter embeds it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lobanalysis.plain_yaml import NoPlainData, parse_yaml
from lobanalysis.publishing.shortcodes import UnknownName

OPTION = re.compile(r"^#\|\s?(.*)$")
SVG, MARKDOWN = "image/svg+xml", "text/markdown"
MEDIA_FOLDER = "figuren"


@dataclass(frozen=True)
class Embed:
    """What one cell brings into a page: Markdown, and its picture (SVG text, empty when none)."""

    label: str
    markdown: str
    svg: str = ""


@dataclass
class EmbedReader:
    """Reads cells of notebooks for one page and keeps the pictures met.

    Parameters
    ----------
    notebooks : mapping
        Project-absolute path ("/build/notebooks/02_rollen.ipynb") to the notebook's JSON.
    """

    notebooks: Mapping[str, Mapping[str, Any]]
    offset: str
    pictures: dict[str, str] = field(default_factory=dict)

    def read_embed(self, argument: str) -> str:
        """Return the Markdown of `argument` ("/build/notebooks/x.ipynb#fig-a"); its picture is kept.

        Raises
        ------
        UnknownName
            When there is no such notebook or cell, or the cell shows nothing.
        """
        path, label = split_embed(argument)
        if path not in self.notebooks:
            raise UnknownName(f"embed: no notebook {path}")
        embed = read_cell(self.notebooks[path], label, f"{self.offset}/{MEDIA_FOLDER}/{label}.svg")
        if embed.svg:
            self.pictures[label] = embed.svg
        return embed.markdown


def split_embed(argument: str) -> tuple[str, str]:
    """Return notebook path and cell label of an embed's argument.

    Raises
    ------
    UnknownName
        When the path is not project-absolute or there is no label.
    """
    path, _, label = argument.split()[0].partition("#") if argument else ("", "", "")
    if not path.startswith("/") or not label:
        raise UnknownName(f"embed {argument}: not of the form /folder/notebook.ipynb#label")
    return path, label


def read_cell(notebook: Mapping[str, Any], label: str, picture: str) -> Embed:
    """Return the embed of the cell that carries `#| label: <label>`; `picture` is its SVG's address.

    Raises
    ------
    UnknownName
        When no cell has the label, or the cell has no output that can be shown.
    """
    for cell in notebook["cells"]:
        options = read_options(join(cell["source"]))
        if cell["cell_type"] == "code" and options.get("label") == label:
            return _make_embed(label, options, dict(find_output(cell)), picture)
    raise UnknownName(f"embed: no cell labelled {label}")


def _make_embed(label: str, options: Mapping[str, str], output: Mapping[str, Any], picture: str) -> Embed:
    if SVG in output:
        caption, alt = options.get("fig-cap", ""), options.get("fig-alt", "")
        return Embed(label, format_figure(label, picture, caption, alt), join(output[SVG]))
    if MARKDOWN in output:
        body = join(output[MARKDOWN]).strip("\n")
        caption = options.get("tbl-cap", "") if label.startswith("tbl-") else ""
        return Embed(label, format_div(label, body, caption))
    raise UnknownName(f"embed: the cell {label} shows no picture and no Markdown")


def find_output(cell: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield (media type, content) of the outputs that a cell shows; the first of a type counts."""
    seen: set[str] = set()
    for output in cell.get("outputs", []):
        for kind, content in output.get("data", {}).items():
            if kind not in seen:
                seen.add(kind)
                yield kind, content


@functools.cache
def read_options(source: str) -> Mapping[str, str]:
    """Return the `#|` options at the head of a cell as text.

    Examples
    --------
    >>> read_options("#| label: fig-a\\ndraw()")
    {'label': 'fig-a'}
    """
    lines = []
    for line in source.splitlines():
        match = OPTION.match(line)
        if not match:
            break
        lines.append(match[1])
    try:
        options = parse_yaml("\n".join(lines))
    except NoPlainData:
        return {}
    if not isinstance(options, dict):
        return {}
    return {str(key): str(value) for key, value in options.items()}


def format_figure(label: str, picture: str, caption: str, alt: str) -> str:
    """Return the Markdown of a figure with its caption and its alternative text."""
    quoted = " ".join(alt.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'\n\n![{" ".join(caption.split())}]({picture}){{#{label} alt="{quoted}"}}\n\n'


def format_div(label: str, body: str, caption: str) -> str:
    """Return the Markdown of a table or text in a div that carries the label; the caption comes last."""
    end = f"\n\n{' '.join(caption.split())}" if caption else ""
    return f"\n\n:::::: {{#{label}}}\n{body}{end}\n::::::\n\n"


def join(text: str | list[str]) -> str:
    """Return a notebook's multi-line text as one text."""
    return text if isinstance(text, str) else "".join(text)
