"""Made-up sentences per code (`voorbeelden.csv`), written from the definitions; models learn from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lobanalysis.coding.codebook import Domain
from lobanalysis.coding.rows import read_rows

EXAMPLES_FILE = "voorbeelden.csv"
COLUMNS = ("domein", "code", "voorbeeld")
Embed = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class Examples:
    """The examples of one domain: sentences, their vectors, and 1 where a sentence stands for a code."""

    texts: list[str]
    vectors: np.ndarray
    gold: np.ndarray


def read_examples(folder: Path, domains: Sequence[Domain], embed: Embed) -> dict[str, Examples]:
    """Return the examples per domain; a domain may have none.

    Raises
    ------
    SourceError
        When the file is missing or has other columns.
    """
    rows = read_rows(folder / EXAMPLES_FILE, COLUMNS)
    return {domain.id: _make_examples(domain, rows, embed) for domain in domains}


def read_example_texts(folder: Path, domains: Sequence[Domain]) -> list[str]:
    """Return the sentences of all examples of these domains."""
    known = {domain.id for domain in domains}
    return [row["voorbeeld"] for row in read_rows(folder / EXAMPLES_FILE, COLUMNS) if row["domein"] in known]


def _make_examples(domain: Domain, rows: list, embed: Embed) -> Examples:
    own = [row for row in rows if row["domein"] == domain.id]
    texts = [row["voorbeeld"] for row in own]
    gold = np.array([[float(row["code"] == code) for code in domain.code_ids] for row in own])
    return Examples(texts, embed(texts), gold.reshape(len(own), len(domain.codes)))
