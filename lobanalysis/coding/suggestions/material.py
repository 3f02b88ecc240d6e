"""What suggestions are made of: per domain the sentences of each interview and what rules find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lobanalysis.coding.cells import Cell, Cells
from lobanalysis.coding.codebook import Domain
from lobanalysis.coding.domain_rules import DomainRules
from lobanalysis.coding.suggestions.segments import Segment, split_segments

SEPARATOR = "\n"


@dataclass(frozen=True)
class Material:
    """One domain of one set of interviews; rows of the arrays are interviews, or sentences (`owner`).

    Attributes
    ----------
    texts : list of str
        The cells of the domain's fields, in their order, joined by a line break: evidence counts in these.
    segments, owner, vectors
        All sentences, the row of the interview that each belongs to, and their vectors.
    counted : array, interviews × codes
        1 where the rules give the code.
    found : array, sentences × codes
        1 where a rule finds the code in the sentence, whether it counts in the end or not.
    evidence : dict
        Row and code to the place in the text that the rules give.
    """

    domain: Domain
    interviews: list[str]
    texts: list[str]
    segments: list[Segment]
    owner: np.ndarray
    vectors: np.ndarray
    counted: np.ndarray
    found: np.ndarray
    evidence: dict[tuple[int, int], tuple[int, int]]


def make_material(domain: Domain, rules: DomainRules | None, cells: Mapping[str, Cells], embed) -> Material:
    """Return the material of a domain for the interviews, sorted by id."""
    interviews = sorted(cells)
    texts = [join_cells(domain, cells[interview]) for interview in interviews]
    parts = [(row, part) for row, text in enumerate(texts) for part in split_segments(text)]
    segments, owner = [part for _, part in parts], np.array([row for row, _ in parts], dtype=int)
    codes = list(domain.code_ids)
    counted, found = np.zeros((len(interviews), len(codes))), np.zeros((len(segments), len(codes)))
    evidence: dict[tuple[int, int], tuple[int, int]] = {}
    for row, interview in enumerate(interviews if rules else ()):
        offsets = find_offsets(domain, cells[interview])
        for hit in rules.code(cells[interview]):
            counted[row, codes.index(hit.code)] = 1
            offset = offsets.get(hit.field)
            place = (0, len(texts[row])) if offset is None else (offset + hit.start, offset + hit.end)
            evidence[row, codes.index(hit.code)] = place
        for hit in rules.find_hits(cells[interview]):
            middle = offsets.get(hit.field, 0) + hit.start
            for place in np.flatnonzero(owner == row):
                if segments[place].start <= middle < segments[place].end:
                    found[place, codes.index(hit.code)] = 1
    vectors = embed([segment.text for segment in segments])
    return Material(domain, interviews, texts, segments, owner, vectors, counted, found, evidence)


def join_cells(domain: Domain, cells: Cells) -> str:
    """Return the texts of a domain's fields in their order, joined by line breaks.

    Evidence of suggestions counts in this text; with one field it is the answer itself.
    """
    return SEPARATOR.join(cells.get(field, Cell()).text for field in domain.fields)


def find_offsets(domain: Domain, cells: Cells) -> dict[str, int]:
    """Return where the text of each field begins in the joined text."""
    offsets, place = {}, 0
    for field in domain.fields:
        offsets[field] = place
        place += len(cells.get(field, Cell()).text) + len(SEPARATOR)
    return offsets


def make_gold(material: Material, codes: Mapping[tuple[str, str], Sequence[str]]) -> np.ndarray:
    """Return 1 where the consensus gives the code: interviews × codes."""
    domain = material.domain
    given = [set(codes.get((interview, domain.id), ())) for interview in material.interviews]
    return np.array([[float(code in one) for code in domain.code_ids] for one in given])
