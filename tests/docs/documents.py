"""The Markdown documents of the project, cut into the parts that tests look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)\n(?P<body>.*?)^(?P=indent)```\n(?P<after>\s*<!-- not run: .*?-->)?",
    re.MULTILINE | re.DOTALL,
)
FOLDERS = ("", "docs", "data", "data/codebook", "benchmarks", "tests")
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in (ROOT / folder).glob("*.md")
)


@dataclass(frozen=True)
class Block:
    """A fenced block: where it stands, its language, its lines, and whether it is marked as not to be run."""

    document: str
    language: str
    lines: tuple[str, ...]
    marked: bool


def read_document(name: str) -> str:
    """Return the text of a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def find_blocks(name: str) -> list[Block]:
    """Return the fenced blocks of a document in order."""
    return [
        Block(
            name,
            match["language"],
            tuple(line.removeprefix(match["indent"]) for line in match["body"].splitlines()),
            match["after"] is not None,
        )
        for match in FENCE.finditer(read_document(name))
    ]


def find_all_blocks(language: str) -> list[Block]:
    """Return the blocks of one language in all documents, those that are marked left out."""
    blocks = (block for name in DOCUMENTS for block in find_blocks(name))
    return [block for block in blocks if block.language == language and not block.marked]


def read_table(name: str, heading: str) -> list[list[str]]:
    """Return the rows of the first table below a heading, cells stripped, without its head."""
    text = read_document(name).split(f"\n{heading}\n", 1)[1]
    found = re.search(r"(?:^\|.*\n?)+", text, re.MULTILINE)
    rows = [line.strip().strip("|").split("|") for line in found[0].splitlines()]
    return [[cell.strip() for cell in row] for row in rows[2:]]
