"""Fill the contents list of a Word file, which pandoc leaves empty until Word is asked to update it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

FIELD = re.compile(
    r'<w:p>\s*<w:r>\s*<w:fldChar w:fldCharType="begin"[^>]*/>\s*'
    r"<w:instrText[^>]*>(?P<code>TOC[^<]*)</w:instrText>.*?"
    r'<w:fldChar w:fldCharType="end"\s*/>\s*</w:r>\s*</w:p>',
    re.DOTALL,
)


@dataclass(frozen=True)
class Entry:
    """One line of the contents list."""

    level: int
    identifier: str
    text: str


def fill_contents(body: str, entries: Sequence[Entry]) -> str:
    """Return the document's XML with the entries as links inside its contents field.

    Page numbers come when Word updates the field; nothing asks for that on opening.
    """
    return FIELD.sub(lambda match: format_contents(match["code"], entries), body, count=1)


def format_contents(code: str, entries: Sequence[Entry]) -> str:
    """Return the paragraphs of a contents list, the first and last carrying the ends of its field."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    lines = [format_entry(entry, begin if number == 0 else "") for number, entry in enumerate(entries)]
    return "".join(lines) + end


def format_entry(entry: Entry, before: str = "") -> str:
    """Return one line of the contents list: a link to the heading's bookmark."""
    style = f'<w:pPr><w:pStyle w:val="TOC{entry.level}"/></w:pPr>'
    run = f'<w:r><w:t xml:space="preserve">{escape(entry.text, quote=False)}</w:t></w:r>'
    link = f'<w:hyperlink w:anchor="{escape(entry.identifier)}" w:history="1">{run}</w:hyperlink>'
    return f"<w:p>{style}{before}{link}</w:p>"
