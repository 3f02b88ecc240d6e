"""The pages that only editions have: what this edition is and leaves out, and the list to choose from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from lobanalysis.editions import words
from lobanalysis.editions.choice import Edition
from lobanalysis.editions.pieces import LeftOut

PAGE = "report/editie.qmd"
DOTS = "…"
SHORTCODE = re.compile(r"\{\{<.*?>\}\}", re.DOTALL)
NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\{[^{}]*\})")
REFERENCE = re.compile(r"@(fig|tbl|sec)-[\w-]*\w|\[?@[\w-]+\]?")
SIGN = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~^$@&])")


def format_mark(edition: Edition, source: str, *, whole: bool) -> str:
    """Return the line under a chapter's title that says which edition this is; `whole` for an appendix.

    Parameters
    ----------
    source : str
        The chapter's file, such as "report/rollen.qmd".
    """
    inside = source.startswith("report/")
    return words.MARK.format(
        title=escape(edition.title),
        text=words.WHOLE if whole else words.OWN,
        page="editie.qmd" if inside else PAGE,
        up="../../../" if inside else "../../",
    )


def add_mark(text: str, mark: str) -> str:
    """Return a chapter with the mark under its title.

    Examples
    --------
    >>> add_mark("# Kop\\n\\nTekst\\n", "Editie\\n\\n")
    '# Kop\\n\\nEditie\\n\\nTekst\\n'
    """
    title, end, rest = text.partition("\n")
    return f"{title}{end}\n{mark}{rest.lstrip(chr(10))}"


def format_about(
    edition: Edition, left_out: Sequence[tuple[str, LeftOut]], captions: Mapping[str, str]
) -> str:
    """Return the page on an edition, with all that is left out (chapter title, thing)."""
    figures = [item for item in left_out if item[1].text in captions]
    sentences = [item for item in left_out if item[1].text not in captions]
    return words.ABOUT.format(
        title=escape(edition.title),
        figures=format_by_chapter(figures, captions) or words.NOTHING,
        sentences=format_by_chapter(sentences, captions) or words.NOTHING,
    )


def format_by_chapter(items: Sequence[tuple[str, LeftOut]], captions: Mapping[str, str]) -> str:
    """Return what is left out as a list per chapter."""
    parts = []
    for chapter, members in groupby(items, key=lambda item: item[0]):
        lines = [format_item(item, captions) for _, item in members]
        parts.append(f"**{escape(chapter)}**\n\n" + "\n".join(dict.fromkeys(lines)))
    return "\n\n".join(parts)


def format_item(item: LeftOut, captions: Mapping[str, str]) -> str:
    """Return the line of one thing that is left out: section, text with dots, reason."""
    section = f"{escape(item.section)}: " if item.section else ""
    text = captions.get(item.text) or strip_markup(item.text)
    return f"- {section}‘{escape(text)}’ – {escape(item.reason)}."


def strip_markup(text: str) -> str:
    """Return the words of a sentence, each variable as dots.

    Examples
    --------
    >>> strip_markup("Bij {{< var a.n >}} van de [**scholen**](x.qmd) (@fig-a).[^1]")
    'Bij … van de scholen (figuur …).'
    """
    text = NOTE_MARK.sub("", SHORTCODE.sub(DOTS, text))
    while LINK.search(text):
        text = LINK.sub(r"\1", text)
    text = REFERENCE.sub(lambda found: words.REFERENCES.get(found[1] or "", ""), text)
    return " ".join(text.replace("**", "").replace("*", "").split())


def format_list(editions: Sequence[Edition]) -> str:
    """Return the page to choose an edition from."""
    parts = []
    for label, members in groupby(editions, key=lambda edition: edition.variable_label):
        lines = [
            f"- [{escape(edition.title[:1].upper() + edition.title[1:])}]({edition.id}/index.html)"
            for edition in members
        ]
        parts.append(f"**{escape(label)}**\n\n" + "\n".join(lines))
    return words.LIST.format(groups="\n\n".join(parts))


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return SIGN.sub(r"\\\1", text)
