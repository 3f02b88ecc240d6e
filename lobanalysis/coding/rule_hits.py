"""The rules over all interviews of a wave: those of a large one are shared with a helper process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Sized
from functools import partial
from itertools import chain, product
from pathlib import Path
from typing import TypeVar

from lobanalysis.coding.cells import Cells, read_cells
from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.domain_rules import DomainRules, make_domain_rules
from lobanalysis.coding.rules import Hit
from lobanalysis.side_by_side import do_beside

WORTH_SHARING = 100  # interviews; fewer are coded before a helper has begun
BLOCKS = 32
CodedHits = dict[tuple[str, str], list[Hit]]
Made = TypeVar("Made")


def find_rule_hits(answers: Path, codebook: Codebook) -> CodedHits:
    """Return the hits of the rules that count per interview and domain, in the order of fields and text.

    Raises
    ------
    SourceError
        When a table of answers lacks a column.
    """
    _, hits = find_hits_beside(lambda: None, answers, codebook)
    return hits


def find_hits_beside(make: Callable[[], Made], answers: Path, codebook: Codebook) -> tuple[Made, CodedHits]:
    """Return what `make` gives, and the hits as `find_rule_hits`: a helper looks for them meanwhile.

    Raises
    ------
    LobError
        That of `make`, or as `find_rule_hits`.
    """
    rules, interviews = read_what_rules_need(answers, codebook)
    tasks = [partial(code_interviews, rules, interviews, block) for block in split_interviews([*interviews])]
    made, *found = do_beside([make, *tasks], is_large(interviews))
    return made, join_blocks(interviews, rules, found)


def is_large(interviews: Sized) -> bool:
    """Return whether a wave of these interviews is worth a helper process."""
    return len(interviews) >= WORTH_SHARING


def read_what_rules_need(
    answers: Path, codebook: Codebook
) -> tuple[dict[str, DomainRules], Mapping[str, Cells]]:
    """Return the rules by domain, and the cells of the interviews in the fields of these domains."""
    rules = make_domain_rules(codebook)
    fields = sorted({field for found in rules.values() for field in found.domain.fields})
    return rules, read_cells(answers, fields)


def split_interviews(names: list[str]) -> list[list[str]]:
    """Return the interviews in blocks of equal length.

    Examples
    --------
    >>> blocks = split_interviews(["i"] * 100)
    >>> len(blocks), len(blocks[0]), len(blocks[-1])
    (25, 4, 4)
    """
    size = -(-len(names) // BLOCKS) or 1
    return [names[start : start + size] for start in range(0, len(names), size)]


def code_interviews(
    rules: Mapping[str, DomainRules], interviews: Mapping[str, Cells], names: Sequence[str]
) -> list[list[Hit]]:
    """Return the hits that count of each of these interviews in each domain."""
    return [found.code(interviews[name]) for name in names for found in rules.values()]


def join_blocks(
    interviews: Mapping[str, Cells], rules: Mapping[str, DomainRules], blocks: list[list[list[Hit]]]
) -> CodedHits:
    """Return the hits of all blocks by interview and domain."""
    return dict(zip(product(interviews, rules), chain.from_iterable(blocks), strict=True))
