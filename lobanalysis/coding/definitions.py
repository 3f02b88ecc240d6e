"""Which definition a coding was made with: a hash beside each coding, and what is outdated since.

Codings that coders handed in before there was a history have their hashes in `definities.csv`, once per code.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from lobanalysis.coding.codebook import Codebook
from lobanalysis.coding.decisions import Decision
from lobanalysis.coding.rows import DELIMITER, read_rows

COLUMNS = ("codeboek", "domein", "code", "definitie")
Definitions = dict[tuple[str, str], str]


def hash_definition(definition: str) -> str:
    """Return the hash of a definition; white space does not matter.

    Examples
    --------
    >>> hash_definition("Een plan.") == hash_definition(" Een  plan. ")
    True
    """
    return hashlib.sha256(" ".join(definition.split()).encode()).hexdigest()[:12]


def hash_definitions(codebook: Codebook) -> Definitions:
    """Return the hash of each code's definition, by domain and code."""
    return {
        (domain.id, code.id): hash_definition(code.definition)
        for domain in codebook.domains
        for code in domain.codes
    }


def read_definitions(path: Path) -> Definitions:
    """Return the recorded hashes by domain and code; nothing when there is no such file yet."""
    if not path.is_file():
        return {}
    return {(row["domein"], row["code"]): row["definitie"] for row in read_rows(path, COLUMNS)}


def format_definitions(codebook: Codebook) -> str:
    """Return the file that records the present definitions of the codes that people code."""
    human = {domain.id for domain in codebook.domains if domain.coded_by == "consensus"}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=DELIMITER, lineterminator="\n")
    writer.writerow(COLUMNS)
    for (domain, code), definition in hash_definitions(codebook).items():
        if domain in human:
            writer.writerow((codebook.version, domain, code, definition))
    return text.getvalue()


def find_outdated(decision: Decision, current: Mapping[tuple[str, str], str]) -> set[str]:
    """Return the codes of a decision whose definition has changed since; an unrecorded one is not known to.

    Examples
    --------
    >>> from lobanalysis.coding.decisions import Given
    >>> decision = Decision("A", "2031-05-01T10:00:00", "top", (Given("plan", "old"), Given("team", "new")))
    >>> find_outdated(decision, {("top", "plan"): "new", ("top", "team"): "new"})
    {'plan'}
    """
    return {
        given.code
        for given in decision.given
        if given.code and given.definition and given.definition != current.get((decision.domain, given.code))
    }


def count_unrecorded(decisions: Iterable[Decision]) -> int:
    """Return the number of codings of which no definition was recorded."""
    return sum(not given.definition for one in decisions for given in one.given if given.code)
