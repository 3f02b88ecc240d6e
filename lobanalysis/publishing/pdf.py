"""Make the PDF: pandoc writes Typst, Typst writes PDF/UA-1 and refuses a figure without description."""

from __future__ import annotations

import datetime
import importlib.util
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import typst

from lobanalysis.errors import RenderError, shorten
from lobanalysis.publishing.cache import make_key
from lobanalysis.publishing.dates import find_date, format_date
from lobanalysis.publishing.drafts import Draft
from lobanalysis.publishing.inputs import Inputs
from lobanalysis.publishing.notice import find_notice
from lobanalysis.publishing.pandoc import run_pandoc
from lobanalysis.publishing.tree import Node
from lobanalysis.publishing.typst_parts import convert_parts
from lobanalysis.publishing.whole import place_pictures

TEMPLATE = Path(__file__).parent / "template" / "report.typ"
FILTERS = ("report/filters/pdf-word-columns.lua", "report/filters/pdf.lua")
WORK = "build/pdf"
STANDARD = "ua-1"
TOC_DEPTH = 2


def make_pdf(document: Node, drafts: Sequence[Draft], inputs: Inputs) -> bytes:
    """Return the report as a PDF/UA-1 file, from the document of all chapters.

    Raises
    ------
    RenderError
        When pandoc or Typst stops or warns.
    """
    placed = place_pictures(document, write_pictures(drafts, inputs.root))
    source = convert_parts(placed, inputs.cache, inputs.base, partial(write_typst, inputs=inputs))
    (inputs.root / WORK / "rapport.typ").write_text(source, encoding="utf-8", newline="\n")
    return compile_typst(source, inputs.root, find_date(inputs.book.date))


def find_pdf_key(drafts: Sequence[Draft], inputs: Inputs) -> str:
    """Return the key of the PDF in the cache: it depends on the chapters and their pictures."""
    return make_key("pdf", inputs.base, [[draft.key, dict(draft.pictures)] for draft in drafts])


def write_pictures(drafts: Sequence[Draft], root: Path) -> dict[str, str]:
    """Write the SVG of every embedded figure under `build/pdf`; return label to address for Typst."""
    folder = root / WORK
    folder.mkdir(parents=True, exist_ok=True)
    addresses = {}
    for draft in drafts:
        for label, svg in draft.pictures.items():
            (folder / f"{label}.svg").write_text(svg, encoding="utf-8", newline="\n")
            addresses[label] = f"/{WORK}/{label}.svg"
    return addresses


def write_typst(document: Node, inputs: Inputs) -> str:
    """Return the Typst source of the whole report."""
    arguments = ["--from", "json", "--to", "typst", "--wrap=none", f"--template={TEMPLATE}", "--standalone"]
    if "nocite" in document["meta"]:
        arguments += ["--citeproc", f"--bibliography={inputs.book.bibliography}"]
        arguments += ["--metadata=link-citations:true", f"--metadata=lang:{inputs.book.lang}"]
    arguments += [f"--lua-filter={inputs.root / path}" for path in FILTERS]
    for key, value in format_settings(inputs).items():
        arguments += [f"--variable={key}={value}"]
    text, warnings = run_pandoc(arguments, json.dumps(document), "PDF", inputs.root)
    if warnings:
        raise RenderError(
            "PDF", f"pandoc warns: {shorten(warnings)}", hint="correct the chapter that it names"
        )
    return text


def format_settings(inputs: Inputs) -> dict[str, str]:
    """Return the template's variables: each a Typst literal."""
    book = inputs.book
    day = find_date(book.date)
    return {
        "quoted-title": quote_typst(book.title),
        "quoted-subtitle": quote_typst(book.subtitle) if book.subtitle else "none",
        "quoted-authors": f"({quote_typst(book.author)},)" if book.author else "()",
        "quoted-keywords": "".join(f"{quote_typst(word)}, " for word in book.keywords),
        "quoted-date": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
        "quoted-date-text": quote_typst(format_date(book.date)) if book.date else "none",
        "quoted-notice": quote_typst(find_notice(inputs.variables)),
        "toc-depth-pdf": str(TOC_DEPTH),
    }


def quote_typst(text: str) -> str:
    r"""Return `text` as a Typst string.

    Examples
    --------
    >>> quote_typst('Een "kop"')
    '"Een \\"kop\\""'
    """
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def compile_typst(source: str, root: Path, day: datetime.date) -> bytes:
    """Return the PDF of a Typst source; pictures are looked up from `root`.

    Only the fonts inside Typst and those that come with matplotlib are used, so that every machine makes
    the same file.

    Raises
    ------
    RenderError
        When Typst stops or warns, for example because a figure has no description.
    """
    moment = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)
    try:
        content, warnings = typst.compile_with_warnings(
            source.encode("utf-8"),
            root=str(root),
            font_paths=[str(path) for path in find_fonts()],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=int(moment.timestamp()),
        )
    except typst.TypstError as error:
        raise describe_error(error) from error
    if warnings:
        raise RenderError("PDF", f"Typst warns: {warnings[0]}", "no warnings", f"see {WORK}/rapport.typ")
    return content


def describe_error(error: typst.TypstError) -> RenderError:
    """Return Typst's complaint in the shape of this project's errors."""
    hints = " ".join(getattr(error, "hints", None) or [])
    return RenderError("PDF", f"Typst stops: {error}", hint=hints or f"see {WORK}/rapport.typ")


def find_fonts() -> list[Path]:
    """Return the folder of the fonts that come with matplotlib (for the labels in figures); may be empty."""
    package = importlib.util.find_spec("matplotlib")
    if package is None or package.origin is None:
        return []
    return [Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"]
