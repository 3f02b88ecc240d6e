"""The rules over all interviews of a wave: those of a large one are shared with a helper process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain, product
from pathlib import Path
from typing import TypeVar

from lobanalysis.coding.cells import Cells, read_cells
from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.domain_rules import DomainRules, make_domain_rules
from lobanalysis.coding.rules import Hit
from lobanalysis.side_by_side import map_beside

WORTH_SHARING = 100  # interviews; fewer are coded before a helper has begun
HELPER_SHARE = 0.75  # of the interviews, while this process has other work to do before the rest of them
CodedHits = dict[tuple[str, str], list[Hit]]
Made = TypeVar("Made")


def find_rule_hits(answers: Path, codebook: Codebook) -> CodedHits:
    """Return the hits of the rules that count per interview and domain, in the order of fields and text.

    Raises
    ------
    SourceError
        When a table of answers lacks a column.
    """
    rules, interviews = read_what_rules_need(answers, codebook)
    blocks = split_interviews(list(interviews), 0.5)
    found = map_beside(partial(code_interviews, rules, interviews), blocks)
    return join_blocks(interviews, rules, found)


def find_hits_beside(make: Callable[[], Made], answers: Path, codebook: Codebook) -> tuple[Made, CodedHits]:
    """Return what `make` gives, and the hits as `find_rule_hits`: a helper looks for most of them meanwhile.

    Raises
    ------
    LobError
        That of `make`, or as `find_rule_hits`.
    """
    rules, interviews = read_what_rules_need(answers, codebook)
    blocks = split_interviews(list(interviews), HELPER_SHARE)
    if len(blocks) == 1:
        made = make()
        return made, join_blocks(interviews, rules, [code_interviews(rules, interviews, *blocks)])
    tasks = [make, *(partial(code_interviews, rules, interviews, block) for block in blocks)]
    made, *found = map_beside(_call, tasks)
    return made, join_blocks(interviews, rules, found)


def read_what_rules_need(
    answers: Path, codebook: Codebook
) -> tuple[dict[str, DomainRules], Mapping[str, Cells]]:
    """Return the rules by domain, and the cells of the interviews in the fields of these domains."""
    rules = make_domain_rules(codebook)
    fields = sorted({field for found in rules.values() for field in found.domain.fields})
    return rules, read_cells(answers, fields)


def split_interviews(names: list[str], share: float) -> list[list[str]]:
    """Return the interviews in two blocks, of which the first has this share; few stay together.

    Examples
    --------
    >>> [len(block) for block in split_interviews(["i"] * 1000, 0.7)], len(split_interviews(["i"] * 44, 0.7))
    ([700, 300], 1)
    """
    if len(names) < WORTH_SHARING:
        return [names]
    cut = round(len(names) * share)
    return [names[:cut], names[cut:]]


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


def _call(task: Callable[[], object]) -> object:
    return task()
