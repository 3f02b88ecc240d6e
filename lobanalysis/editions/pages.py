"""The pages that only editions have: what this edition is and leaves out, and the list to choose from.

Their words are Dutch, since readers of the report see them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from lobanalysis.editions.choice import Edition
from lobanalysis.editions.prose import LeftOut

PAGE = "report/editie.qmd"
DOTS = "…"
SHORTCODE = re.compile(r"\{\{<.*?>\}\}", re.DOTALL)
NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*\)|\{[^{}]*\})")
REFERENCES = {"fig": "(figuur)", "tbl": "(tabel)", "sec": "(paragraaf)"}
REFERENCE = re.compile(r"@(fig|tbl|sec)-[\w-]*\w|\[?@[\w-]+\]?")
SIGN = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~^$@&])")
MARK = """::: {{.melding .melding-editie role="note"}}
**Editie: {title}.** {text} [Over deze editie]({page}) · [Landelijke editie]({up}index.html) ·
[Alle edities]({up}editie/index.html)
:::

"""
OWN = "De aantallen en figuren gaan alleen over deze scholen."
WHOLE = "Deze bijlage gaat over het hele onderzoek; de getallen zijn landelijk."
ABOUT = """# Over deze editie {{#sec-editie .unnumbered}}

Dit is de editie voor **{title}**. Zij heeft dezelfde hoofdstukken als de landelijke editie, met aantallen en figuren
die alleen over deze scholen gaan. De bijlagen gaan over het hele onderzoek en zijn in elke editie gelijk. Een PDF en een
Word-bestand zijn er alleen van de [landelijke editie](../../../index.html).

## Wat hier niet staat {{#sec-editie-regels .unnumbered}}

Een aantal staat hier alleen als ten minste drie scholen van de groep het noemen en ten minste drie niet. Anders staat
er een klasse, zoals ‘minder dan 3’. Totalen van vermeldingen, gemiddelden, combinaties van antwoorden en citaten zijn er
alleen landelijk. Een zin die zo'n getal nodig heeft of naar een weggelaten figuur verwijst, is weggelaten, en ook
een zin die daarop voortbouwt. Van een figuur of tabel moet ten minste de helft van de aantallen getoond
kunnen worden.

## Weggelaten figuren en tabellen {{#sec-editie-figuren .unnumbered}}

{figures}

## Weggelaten zinnen {{#sec-editie-zinnen .unnumbered}}

{sentences}
"""
LIST = """# Edities {{#sec-edities .unnumbered}}

Dit rapport heeft een landelijke editie en edities voor groepen van scholen. De hoofdstukken zijn dezelfde; de aantallen en
figuren gaan over de scholen van de groep. Wat voor een groep niet getoond kan worden, is daar weggelaten; elke editie
zegt zelf wat dat is. Een PDF en een Word-bestand zijn er alleen van de landelijke editie.

- [Landelijke editie](../index.html)

{groups}
"""


def format_mark(edition: Edition, source: str, *, whole: bool) -> str:
    """Return the line under a chapter's title that says which edition this is; `whole` for an appendix.

    Parameters
    ----------
    source : str
        The chapter's file, such as "report/rollen.qmd".
    """
    inside = source.startswith("report/")
    return MARK.format(
        title=escape(edition.title),
        text=WHOLE if whole else OWN,
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
    return ABOUT.format(
        title=escape(edition.title),
        figures=format_by_chapter(figures, captions) or "Geen.",
        sentences=format_by_chapter(sentences, captions) or "Geen.",
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
    'Bij … van de scholen ((figuur)).'
    """
    text = NOTE_MARK.sub("", SHORTCODE.sub(DOTS, text))
    while LINK.search(text):
        text = LINK.sub(r"\1", text)
    text = REFERENCE.sub(lambda found: REFERENCES.get(found[1] or "", ""), text)
    return " ".join(text.replace("**", "").replace("*", "").split())


def format_list(editions: Sequence[Edition]) -> str:
    """Return the page to choose an edition from."""
    parts = []
    for label, members in groupby(editions, key=lambda edition: edition.variable_label):
        lines = [f"- [{escape(edition.title[:1].upper() + edition.title[1:])}]({edition.id}/index.html)" for edition in members]
        parts.append(f"**{escape(label)}**\n\n" + "\n".join(lines))
    return LIST.format(groups="\n\n".join(parts))


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return SIGN.sub(r"\\\1", text)
