"""A chapter as an edition has it: without the sentences and figures that cannot stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lobanalysis.editions.blocks import Block, split_blocks
from lobanalysis.editions.pieces import (
    WORDS,
    LeftOut,
    Piece,
    drop_empty_divs,
    drop_introductions,
    drop_notes,
)
from lobanalysis.editions.rules import Rules
from lobanalysis.editions.sentences import split_sentences
from lobanalysis.editions.words import ALONG, EMPTY

DATA = re.compile(r'\bdata="([^"]+)"')
ARGUMENT = re.compile(r"embed\s+\S+#([\w-]+)")
TITLE = re.compile(r"#+\s+(.*?)\s*(?:\{[^{}]*\})?\s*$")
LEAD = re.compile(r"\*\*[^*]+[.!?:]?\*\*[.:]?\s*$")
BACKWARD = re.compile(
    r"(?:Dat|Dit|Die|Deze|Daar\w*|Dan|Zij|Ze|Hij|Ook|Toch|Zo|Zulke?|Hier\w*|Diens|Dus|Het "
    r"(?:is|was|gaat|gebeur\w+|staat|kan|werd|wordt|heeft|komt))\b"
)
"""Beginnings of a sentence that leans on the one before it."""


def leave_out(text: str, rules: Rules, page: str) -> tuple[str, list[LeftOut]]:
    """Return a chapter without what cannot stand in an edition, and a list of that.

    Parameters
    ----------
    page : str
        Address of the page that lists what is left out, for the line in a section that lost all its text.

    Examples
    --------
    >>> leave_out("# Kop\\n\\nZo is het. Bij {{< var a.n >}} niet.\\n", Rules({}), "editie.qmd")[0]
    '# Kop\\n\\nZo is het.\\n'
    """
    pieces = list(read_pieces(split_blocks(text), rules))
    pieces = drop_notes(drop_empty_divs(drop_introductions(pieces)))
    found = [item for piece in pieces for item in piece.left_out]
    return "".join(write_sections(pieces, page)), found


def read_pieces(blocks: list[Block], rules: Rules) -> Iterator[Piece]:
    """Yield each block with what is left of it."""
    section, skipping = "", False
    for block in blocks:
        if block.kind == "heading":
            section = find_section(block)
        if skipping or is_source_of_withheld(block, rules):
            skipping = block.kind != "close"
            yield Piece(block, None)
        else:
            yield trim_block(block, section, rules)


def find_section(heading: Block) -> str:
    """Return the words of a heading.

    Examples
    --------
    >>> find_section(Block("heading", "", "## Namen {#sec-namen}\\n"))
    'Namen'
    """
    found = TITLE.match(heading.text.strip())
    return found[1] if found else heading.text.strip()


def is_source_of_withheld(block: Block, rules: Rules) -> bool:
    """Return whether a div is the source line of a figure that is withheld."""
    found = DATA.search(block.text) if block.kind == "open" and ".bron" in block.text else None
    return bool(found and rules.find_withheld(found[1]))


def trim_block(block: Block, section: str, rules: Rules) -> Piece:
    """Return a block with what is left of it and what is not."""
    if block.kind == "embed":
        found = ARGUMENT.search(block.text)
        reason = rules.find_withheld(found[1]) if found else ""
        return (
            drop_whole(block, section, found[1] if found else "", reason) if reason else Piece(block, block)
        )
    if block.kind == "other":
        reason = rules.find_reason(block.text)
        return drop_whole(block, section, block.text, reason) if reason else Piece(block, block)
    if block.kind in ("text", "item", "note"):
        return trim_sentences(block, section, rules)
    return Piece(block, block)


def drop_whole(block: Block, section: str, text: str, reason: str) -> Piece:
    """Return a block of which nothing is left."""
    return Piece(block, None, (LeftOut(section, text, reason),))


def trim_sentences(block: Block, section: str, rules: Rules) -> Piece:
    """Return a block of text with the sentences that can stay.

    A list item without its first sentence goes whole; so does a bold heading in the line that is left alone,
    and a sentence that leans on one that is left out ("Dat is …").
    """
    sentences = [(sentence, rules.find_reason(sentence)) for sentence in split_sentences(block.body)]
    if not any(reason for _, reason in sentences):
        return Piece(block, block)
    if block.kind == "item" and sentences[0][1]:
        sentences = [(sentence, reason or ALONG) for sentence, reason in sentences]
    sentences = drop_leaning(sentences)
    kept = [sentence for sentence, reason in sentences if not reason]
    if len(kept) == 1 and LEAD.match(kept[0]):
        sentences = [(sentence, reason or ALONG) for sentence, reason in sentences]
        kept = []
    left_out = tuple(LeftOut(section, sentence, reason) for sentence, reason in sentences if reason)
    body = "".join(kept).rstrip() + "\n"
    return Piece(block, replace(block, body=body) if kept else None, left_out)


def drop_leaning(sentences: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return sentences with their reasons, those that lean on a sentence that is left out with a reason too.

    Examples
    --------
    >>> drop_leaning([("Bij 3 is dat zo. ", "verborgen"), ("Dat komt vaker voor.", "")])[1][1]
    'hoort bij een zin die is weggelaten'
    """
    done: list[tuple[str, str]] = []
    for sentence, reason in sentences:
        leans = bool(done and done[-1][1] and BACKWARD.match(sentence))
        done.append((sentence, reason or (ALONG if leans else "")))
    return done


def write_sections(pieces: list[Piece], page: str) -> Iterator[str]:
    """Yield the text that is left, with a line in each section that lost all of its own."""
    starts = [place for place, piece in enumerate(pieces) if piece.block.kind == "heading"]
    for start, stop in zip([0, *starts], [*starts, len(pieces)], strict=True):
        part = pieces[start:stop]
        yield from (piece.kept.text for piece in part if piece.kept)
        words = [piece for piece in part if piece.block.kind in WORDS]
        if words and not any(piece.kept for piece in words):
            yield EMPTY.format(page=page)
