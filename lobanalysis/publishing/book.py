"""The book that `_quarto.yml` describes: its title, its chapters and their numbers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lobanalysis.errors import RenderError
from lobanalysis.plain_yaml import NoPlainData, parse_yaml
from lobanalysis.reading import check_inside, read_text

CONFIG = "_quarto.yml"
PLAIN_PATH = re.compile(r"(?!.*(?:^|/)\.\.?(?:/|$))[\w.-]+(?:/[\w.-]+)*")
"""A path inside the project: names with / between them, no `..`, nothing that begins at the root."""


@dataclass(frozen=True)
class Chapter:
    """One chapter file; `number` is "2", "C" for an appendix, or "" for an unnumbered page.

    Examples
    --------
    >>> Chapter("report/rollen.qmd", "2", appendix=False).page
    'report/rollen.html'
    """

    source: str
    number: str
    appendix: bool

    @property
    def page(self) -> str:
        """Address of the page inside the site."""
        return self.source.removesuffix(".qmd") + ".html"

    @property
    def offset(self) -> str:
        """Way from the page to the root of the site: "." or ".."."""
        return posixpath.relpath(".", posixpath.dirname(self.page) or ".")


@dataclass(frozen=True)
class Book:
    """What the renderers need of `_quarto.yml`."""

    title: str
    subtitle: str
    author: str
    date: str
    lang: str
    output_file: str
    chapters: tuple[Chapter, ...]
    bibliography: str
    number_depth: int
    toc_depth: int
    toc_title: str
    citation: str
    tools: tuple[tuple[str, str], ...]
    """Text and address of the downloads beside the chapters."""
    keywords: tuple[str, ...] = ()
    profile: str = ""
    """Profile whose `_quarto-<profile>.yml` was added."""


def read_book(root: Path, profile: str = "") -> Book:
    """Return the book that `root/_quarto.yml` describes, with the tools that a profile's file adds.

    Raises
    ------
    RenderError
        When the file is no YAML, a key is missing, or a chapter file is not there.
    """
    config = read_config(root / CONFIG)
    try:
        book = _make_book(config, root)
        if profile:
            more = read_config(root / f"_quarto-{profile}.yml")["book"]["sidebar"]["tools"]
            tools = (*book.tools, *((tool["text"], tool["href"]) for tool in more))
            book = replace(book, tools=tools, profile=profile)
    except (KeyError, TypeError, AttributeError) as error:
        raise RenderError(CONFIG, f"the book is not described as expected: {error}") from error
    check_paths(book, root)
    missing = [chapter.source for chapter in book.chapters if not (root / chapter.source).is_file()]
    if missing:
        raise RenderError(CONFIG, f"chapter files are missing: {', '.join(missing)}")
    return book


def read_config(path: Path) -> dict[str, Any]:
    """Return what `_quarto.yml` or the file of a profile says.

    Raises
    ------
    RenderError
        When it is missing, or no plain YAML.
    """
    try:
        return parse_yaml(read_text(path, CONFIG, error=RenderError))
    except NoPlainData as error:
        raise RenderError(CONFIG, f"cannot be read as YAML: {error}") from error


def check_paths(book: Book, root: Path) -> None:
    """Raise when a file that the book names lies outside the project.

    Raises
    ------
    RenderError
        Naming how many.
    """
    named = [*(chapter.source for chapter in book.chapters), book.output_file]
    named += [book.bibliography] if book.bibliography else []
    wrong = [number for number, path in enumerate(named, 1) if not PLAIN_PATH.fullmatch(str(path))]
    if wrong:
        what = f"{len(wrong)} of its paths lead outside the project, or are no plain names"
        raise RenderError(CONFIG, what, "paths inside the project, with / between folders")
    for path in named:
        check_inside(root / path, CONFIG, RenderError)


def _make_book(config: Mapping[str, Any], root: Path) -> Book:
    book, html = config["book"], config["format"]["html"]
    tools = book.get("sidebar", {}).get("tools", [])
    return Book(
        title=book["title"],
        subtitle=book.get("subtitle", ""),
        author=book.get("author", ""),
        date=str(book.get("date", "")),
        lang=config["lang"],
        output_file=book["output-file"],
        chapters=number_chapters(book["chapters"], book.get("appendices", []), root),
        bibliography=config.get("bibliography", ""),
        number_depth=config.get("number-depth", 3),
        toc_depth=html.get("toc-depth", 3),
        toc_title=html.get("toc-title", "Op deze pagina"),
        citation=config.get("rapport-citaat", book["title"]),
        tools=tuple((tool["text"], tool["href"]) for tool in tools),
        keywords=tuple(config.get("keywords", [])),
    )


def number_chapters(chapters: list[str], appendices: list[str], root: Path) -> tuple[Chapter, ...]:
    """Return the chapters with their numbers: 1, 2, … and A, B, … for the appendices.

    A page whose first heading carries `.unnumbered` (or `{-}`) takes no number.
    """
    numbered: list[Chapter] = []
    for sources, appendix in ((chapters, False), (appendices, True)):
        count = 0
        for source in sources:
            unnumbered = is_unnumbered(root / source)
            count += not unnumbered
            number = "" if unnumbered else (chr(64 + count) if appendix else str(count))
            numbered.append(Chapter(source, number, appendix))
    return tuple(numbered)


def is_unnumbered(path: Path) -> bool:
    """Say whether the first heading of a chapter file takes no number."""
    if not path.is_file():
        return False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            return line.rstrip().endswith("}") and (".unnumbered" in line or "{-" in line or " -}" in line)
    return False
