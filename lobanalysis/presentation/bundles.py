"""What a notebook cell shows: a figure, a table or text, each in the formats that the report needs.

Never `text/html`: with it in a notebook the rendered page would ask another host for scripts.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

Bundle = tuple[dict[str, str], dict[str, dict[str, str]]]


@dataclass(frozen=True)
class LabelledFigure:
    """A figure with the data that it shows and its description in words."""

    svg: str
    png: bytes
    csv: str
    alt: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> Bundle:
        data = {
            "image/svg+xml": self.svg,
            "image/png": base64.b64encode(self.png).decode("ascii"),
            "text/csv": self.csv,
            "text/plain": self.alt,
        }
        return data, {"lob": {"alt": self.alt}}


@dataclass(frozen=True)
class MarkdownTable:
    """A table as a Markdown pipe table, with its data as CSV."""

    markdown: str
    csv: str
    plain: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> Bundle:
        return {"text/markdown": self.markdown, "text/csv": self.csv, "text/plain": self.plain}, {}


@dataclass(frozen=True)
class MarkdownText:
    """Markdown that is no table, such as quotes."""

    markdown: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> Bundle:
        return {"text/markdown": self.markdown, "text/plain": self.markdown}, {}
