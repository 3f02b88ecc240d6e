"""What the prose says of quantities without being tied to the data, by variable or by claim.

Exempt are headings, code, what shortcodes bring in, names of figures and works, notes' marks, quotes, years
and dates, places in law, numbers of questions, chapters and appendices; and what is marked as no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lobanalysis.claims.spans import Chapter, find_spans
from lobanalysis.claims.vocabulary import ORDER, Vocabulary
from lobanalysis.editions.blocks import Block, split_blocks
from lobanalysis.editions.sentences import split_sentences
from lobanalysis.plain_text import UNSEEN

WORDS = ("text", "item", "note", "other")
MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
SILENT = [
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"\{\{<.*?>\}\}",
        r"<!--.*?-->",
        r"(`+).*?\1",
        r"\]\([^()\s]*\)",
        r"\{[^{}\n]*\}",
        r"\[\^[^\]\s]+\]:?",
        r"@[\w:-]+(?:\.[\w-]+)*",
        r"“[^”]*”",
        r"(?<!\w)‘(?:[^’]|(?<=\w)’(?=\w))*’",
        rf"\b\d{{1,2}}\s+(?:{MONTHS})\b(?:\s+(?:19|20)\d\d)?",
        r"\b(?:Stb|Stcrt)\.\s+\d{4},\s+\d+",
        r"\b(?:artikel|bijlage|vraag|hoofdstuk|paragraaf)\s+\d+\w*",
        r"(?<![\d.,])(?:19|20)\d\d(?:[-–](?:19|20)\d\d)?(?![\d]|[.,]\d)",
    )
]
# Also fractions of one sign, and signs that nobody sees: inside a word they would hide it from the search.
DIGITS = re.compile(rf"(?<![\w-])\d[\d.,]*\d|(?<![\w-])\d|[¼-¾⅐-⅞]|[{UNSEEN}]")
ORDERED = re.compile(r"\{\{<\s*var\s+\S+\.(?:rang\d+|top\d+\w*)[.\s]")


@dataclass(frozen=True)
class Untied:
    """A word that says a quantity and is tied to nothing."""

    source: str
    line: int
    word: str

    def __str__(self) -> str:
        return f"{self.source} line {self.line}: ‘{self.word}’"


def find_untied(chapter: Chapter, vocabulary: Vocabulary) -> list[Untied]:
    """Return the words of a chapter that say a quantity and are tied to nothing, in their order.

    Examples
    --------
    >>> words = Vocabulary((("de meeste", "hoeveelheid"), ("bovenaan", "rangorde")))
    >>> text = "De meeste scholen. Bovenaan staat {{< var a.rang1.label >}}, bij 3."
    >>> [found.word for found in find_untied(Chapter("x.qmd", text), words)]
    ['De meeste', '3']
    """
    found, place = [], 0
    silenced = silence_spans(chapter)
    for block in split_blocks(chapter.text):
        if block.kind in WORDS and not block.text.lstrip().startswith(">"):
            text = silenced[place : place + len(block.text)]
            found += [
                Untied(chapter.source, chapter.text.count("\n", 0, place + start) + 1, word)
                for start, word in find_in_block(block, text, vocabulary)
            ]
        place += len(block.text)
    return found


def silence_spans(chapter: Chapter) -> str:
    """Return the text of a chapter, as long as it was, with blanks for what its spans tie or exempt.

    A claim ties words, not digits: a number in its sentence comes from a variable.
    """
    text = chapter.text
    for span in find_spans(chapter):
        inside = text[span.start : span.stop]
        kept = DIGITS if not span.exempt else None
        text = text[: span.start] + blank_out(silence(inside), kept) + text[span.stop :]
    return text


def blank_out(text: str, kept: re.Pattern[str] | None) -> str:
    """Return blanks for a text, its line ends and what is to be kept left where they are."""
    stays = {place for found in kept.finditer(text) for place in range(*found.span())} if kept else set()
    return "".join(letter if letter == "\n" or place in stays else " " for place, letter in enumerate(text))


def silence(text: str) -> str:
    """Return a text, as long as it was, with blanks for what says nothing about quantities.

    Examples
    --------
    >>> silence("In 2020 (@fig-a) 3").split()
    ['In', '(', ')', '3']
    """
    for pattern in SILENT:
        text = pattern.sub(lambda found: blank_out(found[0], None), text)
    return text


def find_in_block(block: Block, text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """Yield place and word of what a block says untied; `text` is the block after its spans were silenced."""
    place = len(block.lead)
    quiet = vocabulary.expressions.sub(lambda found: blank_out(found[0], None), silence(text))
    for sentence in split_sentences(block.body):
        part = quiet[place : place + len(sentence)]
        ordered = bool(ORDERED.search(sentence))
        matches = [*vocabulary.quantities.finditer(part), *DIGITS.finditer(part)]
        for found in sorted(matches, key=lambda match: match.start()):
            word = " ".join(found[0].split())
            if not (ordered and vocabulary.kinds.get(word.lower()) == ORDER):
                yield place + found.start(), word
        place += len(sentence)
