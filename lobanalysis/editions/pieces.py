"""Blocks of a chapter with what is left of each; what then has no use any more goes too."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lobanalysis.editions.blocks import Block
from lobanalysis.editions.sentences import split_sentences
from lobanalysis.editions.words import ALONG

WORDS = ("text", "item", "embed", "other")
NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")


@dataclass(frozen=True)
class LeftOut:
    """One thing that is not in an edition: under which heading it stood, its text, and why it is left out."""

    section: str
    text: str
    reason: str


@dataclass(frozen=True)
class Piece:
    """A block before and after: `kept` is None when nothing of it is left."""

    block: Block
    kept: Block | None
    left_out: tuple[LeftOut, ...] = ()


def drop_introductions(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without a sentence that announces a list ("…:") of which no item is left."""
    done = list(pieces)
    for place, piece in enumerate(pieces):
        if piece.kept is None or piece.block.kind != "text" or not piece.kept.body.rstrip().endswith(":"):
            continue
        items = find_items(pieces, place + 1)
        if items and not any(item.kept for item in items):
            *others, last = split_sentences(piece.kept.body)
            kept = replace(piece.kept, body="".join(others).rstrip() + "\n") if others else None
            section = items[0].left_out[0].section
            done[place] = Piece(piece.block, kept, (*piece.left_out, LeftOut(section, last, ALONG)))
    return done


def find_items(pieces: list[Piece], start: int) -> list[Piece]:
    """Return the items of the list that begins at or right after a place, blank lines passed over."""
    items = []
    for piece in pieces[start:]:
        if piece.block.kind == "item":
            items.append(piece)
        elif piece.block.kind != "blank":
            break
    return items


def drop_empty_divs(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without the divs (callouts) that lost everything that they held."""
    done, open_at = list(pieces), []
    for place, piece in enumerate(pieces):
        if piece.block.kind == "open" and piece.kept:
            open_at.append(place)
        elif piece.block.kind == "close" and piece.kept and open_at:
            start = open_at.pop()
            inside = [item for item in pieces[start + 1 : place] if item.block.kind in WORDS]
            if inside and not any(item.kept for item in inside):
                done[start], done[place] = Piece(pieces[start].block, None), Piece(piece.block, None)
    return done


def drop_notes(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without notes that nothing refers to, and without marks of notes that are gone."""
    used = {
        mark for piece in pieces if piece.kept and piece.block.kind != "note" for mark in find_marks(piece)
    }
    gone = {
        NOTE_MARK.search(piece.block.lead)[1]
        for piece in pieces
        if piece.block.kind == "note" and piece.kept is None
    }
    done = []
    for piece in pieces:
        kept = piece.kept
        if kept and kept.kind == "note":
            kept = kept if NOTE_MARK.search(kept.lead)[1] in used else None
        elif kept and gone & set(find_marks(piece)):
            body = NOTE_MARK.sub(lambda mark: "" if mark[1] in gone else mark[0], kept.body)
            kept = replace(kept, body=body)
        done.append(replace(piece, kept=kept))
    return done


def find_marks(piece: Piece) -> list[str]:
    """Return the notes that what is left of a piece refers to."""
    return NOTE_MARK.findall(piece.kept.body) if piece.kept else []
