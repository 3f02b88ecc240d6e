"""Split a chapter into blocks of lines: headings, paragraphs, list items, notes, embeds, divs, code.

Only as much Markdown as the chapters use; what is not known stays one block and is kept. The blocks joined
are the chapter, to the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEADING = re.compile(r"#{1,6}\s")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
DIV = re.compile(r" {0,3}:{3,}\s*(.*)$")
EMBED = re.compile(r"\s*\{\{<\s*embed\s+(\S+)\s*>\}\}\s*$")
NOTE = re.compile(r"\[\^([^\]]+)\]:\s*")
ITEM = re.compile(r"(\s*(?:[-*+]|\d+[.)])\s+)")
RAW = re.compile(r"\s*(?:\||>|<!--|<[a-zA-Z/])")


@dataclass(frozen=True)
class Block:
    """Lines of one kind: heading, blank, text, item, note, embed, open, close, code or other.

    `lead` is what stands before the words (the mark of a list item or a note), `body` all after it.
    """

    kind: str
    lead: str
    body: str

    @property
    def text(self) -> str:
        """The block as it stands in the chapter."""
        return self.lead + self.body


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a chapter.

    Examples
    --------
    >>> [block.kind for block in split_blocks("# Kop\\n\\nTekst\\nloopt door.\\n\\n- Eén\\n- Twee\\n")]
    ['heading', 'blank', 'text', 'blank', 'item', 'item']
    """
    blocks: list[Block] = []
    for kind, line in find_kinds(text.splitlines(keepends=True)):
        if kind == "more":
            last = blocks.pop()
            blocks.append(Block(last.kind, last.lead, last.body + line))
        else:
            blocks.append(start_block(kind, line))
    return blocks


def start_block(kind: str, line: str) -> Block:
    """Return a block that begins with a line."""
    pattern = {"item": ITEM, "note": NOTE}.get(kind)
    lead = pattern.match(line)[0] if pattern else ""
    return Block(kind, lead, line[len(lead) :])


def find_kinds(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each line with the kind of the block that it begins; "more" when it goes on with the last one."""
    before, fence, front = "", "", False
    for number, line in enumerate(lines):
        if number == 0 and line.strip() == "---":
            front, kind = True, "code"
        elif front:
            front, kind = line.strip() != "---", "more"
        elif fence:
            kind = "more"
            fence = "" if line.strip().startswith(fence) else fence
        elif mark := FENCE.match(line):
            fence, kind = mark[1], "code"
        else:
            kind = find_kind(line, before)
        yield kind, line
        before = before if kind == "more" else kind


def find_kind(line: str, before: str) -> str:
    """Return the kind of a line outside code, given the kind of the block before it."""
    if not line.strip():
        return "blank"
    if HEADING.match(line):
        return "heading"
    if div := DIV.match(line):
        return "open" if div[1].strip() else "close"
    if EMBED.match(line):
        return "embed"
    if NOTE.match(line):
        return "note"
    if ITEM.match(line) and before != "text":
        return "item"
    if before in ("text", "item", "note", "other"):
        return "more"
    return "other" if RAW.match(line) else "text"
