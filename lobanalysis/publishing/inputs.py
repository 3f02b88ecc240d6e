"""Read all that the publication is made of: book, variables, executed notebooks, included files, tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lobanalysis.errors import RenderError
from lobanalysis.paths import Project
from lobanalysis.plain_yaml import NoPlainData, parse_json, parse_yaml
from lobanalysis.publishing.banners import read_banners
from lobanalysis.publishing.book import Book, Chapter, read_book
from lobanalysis.publishing.cache import Cache, hash_files, hash_value
from lobanalysis.publishing.dates import find_date
from lobanalysis.publishing.notice import find_notice
from lobanalysis.publishing.pandoc import read_pandoc_version
from lobanalysis.reading import read_text

PACKAGE = Path(__file__).parent
SHARED_FILES = ("report/filters/*.lua", "report/theme/reference.docx")
AGAIN = "make it again with lobanalysis run"


@dataclass(frozen=True)
class Inputs:
    """Everything a page is made of, apart from its own text; reading files is the caller's work.

    `notebooks` maps "/build/notebooks/x.ipynb" to its JSON, `includes` file to text, `banners` chapter file
    to the notice that its notebook failed. `base` is the hash of what every rendered part depends on; it goes
    into every key of `cache`.
    """

    root: Path
    book: Book
    variables: Mapping[str, Any]
    notebooks: Mapping[str, Mapping[str, Any]]
    includes: Mapping[str, str] = field(default_factory=dict)
    banners: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    cache: Cache = field(default_factory=Cache)


def read_inputs(project: Project, cache: Cache | None = None, profile: str = "") -> Inputs:
    """Read all that the pages are made of; without `cache` nothing is kept for the next time."""
    book = read_book(project.root, profile)
    variables = read_variables(project.variables)
    notebooks = {
        f"/{path.relative_to(project.root).as_posix()}": _read_notebook(path)
        for path in sorted(project.rendered_notebooks.glob("*.ipynb"))
    }
    base = hash_base(project.root, book, variables) if cache else ""
    return Inputs(
        project.root,
        book,
        variables,
        notebooks,
        _read_includes(project.root),
        read_banners(project.root),
        base,
        cache or Cache(),
    )


def hash_base(root: Path, book: Book, variables: Mapping[str, Any]) -> str:
    """Return a hash of what every part of the publication depends on.

    That is the book's description, the notice, the date, filters, bibliography, the code and templates of
    this package and the programs that it calls. Not its chapters and links, which pages know themselves: the
    editions share their appendices.
    """
    shared = [
        path for pattern in (*SHARED_FILES, book.bibliography) if pattern for path in root.glob(pattern)
    ]
    code = [path for path in PACKAGE.rglob("*") if path.suffix != ".pyc"]
    parts = {
        "files": hash_files(root, shared) | hash_files(PACKAGE, code),
        "book": asdict(replace(book, chapters=(), tools=(), profile="", subtitle="", citation="")),
        "notice": find_notice(variables),
        "date": find_date(book.date).isoformat(),
        "tools": {"pandoc": read_pandoc_version(), **{name: version(name) for name in ("typst", "pagefind")}},
    }
    return hash_value(parts)


def _read_notebook(path: Path) -> dict[str, Any]:
    try:
        notebook = parse_json(read_text(path, path.name, error=RenderError, hint=AGAIN))
    except NoPlainData as error:
        raise RenderError(path.name, f"cannot be read as a notebook: it {error}", hint=AGAIN) from error
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise RenderError(path.name, "cannot be read as a notebook: it has no cells", hint=AGAIN)
    return notebook


def read_variables(path: Path) -> dict[str, Any]:
    """Return the variables that the prose quotes.

    Raises
    ------
    RenderError
        When the file is missing or no YAML.
    """
    text = read_text(path, path.name, error=RenderError, hint="make it with lobanalysis run")
    try:
        variables = parse_yaml(text) or {}
    except NoPlainData as error:
        raise RenderError(path.name, f"cannot be read as YAML: {error}", hint=AGAIN) from error
    if not isinstance(variables, dict):
        raise RenderError(path.name, "holds no names and values", hint=AGAIN)
    return variables


def _read_includes(root: Path) -> dict[str, str]:
    patterns = ("_*.md", "_*.qmd", "report/_*.md", "report/_*.qmd")
    paths = sorted(path for pattern in patterns for path in root.glob(pattern))
    return {path.relative_to(root).as_posix(): _read_prose(path, root) for path in paths}


def _read_prose(path: Path, root: Path) -> str:
    return read_text(path, path.relative_to(root).as_posix(), error=RenderError)


def read_chapters(book: Book, root: Path) -> dict[Chapter, str]:
    """Return the text of each chapter file."""
    return {item: _read_prose(root / item.source, root) for item in book.chapters}
