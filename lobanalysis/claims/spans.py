"""The marks of the prose: which pieces of a chapter are claims, and which are marked as none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

END = re.compile(r"\]\{([^{}]*?\.(?:no-)?claim(?![\w-])[^{}]*)\}")
IDENTIFIER = re.compile(r"#([\w.:-]+)")
REASON = re.compile(r'reason="([^"]*)"')
EXEMPT = re.compile(r"\.no-claim(?![\w-])")
TITLE = re.compile(r"^#\s+(.*?)\s*(?:\{[^{}]*\})?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Span:
    """A marked piece of a chapter: where it stands, from first bracket to last brace, and what it says."""

    source: str
    line: int
    start: int
    stop: int
    text: str
    claim: str
    reason: str

    @property
    def exempt(self) -> bool:
        """Whether it is marked as no claim."""
        return not self.claim


@dataclass(frozen=True)
class Chapter:
    """A chapter file: its path in the project, its text and its title."""

    source: str
    text: str

    @property
    def title(self) -> str:
        """The first heading."""
        found = TITLE.search(self.text)
        return found[1] if found else self.source


def read_chapters(root: Path) -> list[Chapter]:
    """Return the chapter files of the project in `root`: the first page, then those of the report by name."""
    paths = [root / "index.qmd", *sorted((root / "report").glob("*.qmd"))]
    return [
        Chapter(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        for path in paths
        if path.is_file()
    ]


def find_spans(chapter: Chapter) -> Iterator[Span]:
    """Yield the marked pieces of a chapter, in their order.

    Examples
    --------
    >>> chapter = Chapter("x.qmd", "[De meeste [a](b)]{.claim #meest}.")
    >>> [(span.claim, span.text) for span in find_spans(chapter)]
    [('meest', 'De meeste [a](b)')]
    """
    for end in END.finditer(chapter.text):
        start = find_start(chapter.text, end.start())
        if start is not None:
            yield make_span(chapter, start, end)


def make_span(chapter: Chapter, start: int, end: re.Match[str]) -> Span:
    """Return the span that begins at `start` and has its attributes in `end`."""
    identifier, reason = IDENTIFIER.search(end[1]), REASON.search(end[1])
    exempt = bool(EXEMPT.search(end[1]))
    return Span(
        chapter.source,
        chapter.text.count("\n", 0, start) + 1,
        start,
        end.end(),
        " ".join(chapter.text[start + 1 : end.start()].split()),
        "" if exempt else (identifier[1] if identifier else "?"),
        reason[1].strip() if exempt and reason else "",
    )


def find_start(text: str, place: int) -> int | None:
    """Return where the bracket opens that closes at `place`; nothing when there is none in its paragraph.

    Examples
    --------
    >>> find_start("a [b [c] d]", 10)
    2
    """
    depth = 0
    for index in range(place, -1, -1):
        if text.startswith("\n\n", index):
            return None
        if text[index] == "]":
            depth += 1
        elif text[index] == "[":
            depth -= 1
            if not depth:
                return index
    return None
