"""Look through the finished site for what no reader should meet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from lobanalysis.errors import RenderError, shorten
from lobanalysis.publishing.book import Book

LEFT_OVER = re.compile(
    r"\?var:[\w.]*|\?meta:[\w.]*|\?@[\w-]+|\?(?:fig|tbl|sec)-[\w-]+|@(?:fig|tbl|sec)-[\w-]+"
)
NOT_CITED = re.compile(r'data-cites="[^"]*"[^>]*>[^<]*<strong>([^<]+)\?</strong>')
LOADS = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("link", "href")}
LOCAL_PATH = re.compile(
    r"file:///|(?<![\w/.:])/(?:home|root|Users|tmp|work|mnt|private|var/folders)/[\w.-]+|[A-Za-z]:\\\\?Users"
)
VERBATIM = {"code", "pre", "script", "style"}
ROW = "toets-"
"""How the places of rows begin that a notebook writes."""
FORMS = (".pdf", ".docx")
"""Files that are made apart from the pages, and may come after them."""


@dataclass
class PageFacts(HTMLParser):
    """What one page holds: identifiers, addresses, text, images without description."""

    identifiers: list[str] = field(default_factory=list)
    addresses: list[tuple[str, str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    lang: str = ""
    verbatim: int = 0

    def __post_init__(self) -> None:
        """Set up the parser."""
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note identifiers, addresses and images of a tag."""
        values = {name: value or "" for name, value in attrs}
        self.verbatim += tag in VERBATIM
        if tag == "html":
            self.lang = values.get("lang", "")
        if values.get("id") and tag != "link":
            self.identifiers.append(values["id"])
        if tag == "img" and not values.get("alt", "").strip() and values.get("role") != "presentation":
            self.problems.append("image without alternative text")
        if "data-notebook" in values:
            self.problems.append("data-notebook is still there")
        self.addresses += [(tag, name, values[name]) for name in ("href", "src") if name in values]

    def handle_endtag(self, tag: str) -> None:
        """Leave verbatim text."""
        self.verbatim -= tag in VERBATIM

    def handle_data(self, data: str) -> None:
        """Keep the text that is read as prose."""
        if not self.verbatim:
            self.text.append(data)


def check_site(site: Path, root: Path, book: Book, top: Path | None = None) -> None:
    """Check every page of `site`, made from the project in `root`; links may lead anywhere inside `top`.

    Raises
    ------
    RenderError
        Naming all that is wrong, page by page.
    """
    problems = find_problems(site, root, book, top)
    if problems:
        raise RenderError(f"{len(problems)} problem(s) in the pages", shorten(problems, limit=50))


def find_problems(site: Path, root: Path, book: Book, top: Path | None = None) -> list[str]:
    """Return what is wrong with the pages of a site, as "page: what"; sorted, each once."""
    texts = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in find_pages(site)}
    pages = {name: read_facts(text) for name, text in texts.items()}
    found = [f"{item.page}: page is missing" for item in book.chapters if item.page not in pages]
    for name, facts in pages.items():
        found += [f"{name}: {what}" for what in facts.problems]
        found += [f"{name}: {what}" for what in _find_in_text(facts, texts[name], book.lang, root)]
        found += [f"{name}: {what}" for what in _find_in_addresses(name, facts, pages, (site, top or site))]
    return sorted(set(found))


def find_pages(site: Path) -> list[Path]:
    """Return the HTML pages of a site; libraries and the editions (sites of their own) left out."""
    kept = []
    for path in sorted(site.rglob("*.html")):
        if path.relative_to(site).parts[0] not in ("site_libs", "pagefind", "editie"):
            kept.append(path)
    return kept


def read_facts(text: str) -> PageFacts:
    """Return what a page holds."""
    facts = PageFacts()
    facts.feed(text)
    facts.close()
    return facts


def _find_in_text(facts: PageFacts, html: str, lang: str, root: Path) -> Iterator[str]:
    if facts.lang != lang:
        yield f"language of the page is not {lang}"
    for left in LEFT_OVER.findall(" ".join(facts.text)):
        yield f"unresolved {left}"
    for key in NOT_CITED.findall(html):
        yield f"unknown citation {key}"
    if LOCAL_PATH.search(html) or root.resolve().as_posix() in html:
        yield "holds an absolute path of this machine"
    twice = (name for name, count in Counter(facts.identifiers).items() if count > 1)
    for name in sorted(twice):
        yield f"identifier {name} stands twice"


def _find_in_addresses(
    page: str, facts: PageFacts, pages: Mapping[str, PageFacts], folders: tuple[Path, Path]
) -> Iterator[str]:
    for tag, name, address in facts.addresses:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") or parts.netloc:
            if (tag, name) in LOADS:
                yield f"{tag} asks another host: {parts.netloc}"
        elif not parts.scheme:
            yield from _find_in_address(page, unquote(parts.path), unquote(parts.fragment), pages, folders)


def _find_in_address(
    page: str, path: str, fragment: str, pages: Mapping[str, PageFacts], folders: tuple[Path, Path]
) -> Iterator[str]:
    site, top = folders
    target = normpath(join(dirname(page), path)) if path else page
    if path.startswith("/") or not Path(normpath(site / target)).is_relative_to(normpath(top)):
        yield f"address leads out of the site: {path}"
    elif PurePosixPath(target).suffix in FORMS:
        return
    elif not (site / target).exists():
        yield f"broken link or missing image: {path}"
    elif fragment and target in pages and not _has_place(pages[target].identifiers, fragment):
        yield f"broken link: {path}#{fragment}"


def _has_place(identifiers: list[str], fragment: str) -> bool:
    """Say whether a page has a place; rows of a table whose notebook failed may all be absent."""
    in_table = fragment.startswith(ROW) and not any(name.startswith(ROW) for name in identifiers)
    return fragment in identifiers or in_table
