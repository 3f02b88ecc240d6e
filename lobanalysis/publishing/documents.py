"""Make PDF and Word file from the drafts of the chapters, each only when something in it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

from lobanalysis.paths import Project
from lobanalysis.publishing.docx import find_docx_key, make_docx
from lobanalysis.publishing.drafts import Draft, read_drafts
from lobanalysis.publishing.html_site import raise_problems
from lobanalysis.publishing.index import make_index
from lobanalysis.publishing.inputs import Inputs, read_chapters, read_inputs
from lobanalysis.publishing.pdf import find_pdf_key, make_pdf
from lobanalysis.publishing.tree import Node
from lobanalysis.publishing.whole import join_chapters

Make = Callable[[Node, Sequence[Draft], Inputs], bytes]
PDF_NAME = "rapportage-lob.pdf"
DOCX_NAME = "rapportage-lob.docx"


def make_documents(inputs: Inputs, drafts: Sequence[Draft], keep: Callable[[str, bytes], object]) -> None:
    """Make PDF and Word file side by side, since each waits for another program.

    `keep` gets name and content of each as soon as it is there.

    Raises
    ------
    RenderError
        When a chapter names something that does not exist, or a program stops or warns.
    """
    whole = cache(partial(join_drafts, inputs, drafts))
    keys = {PDF_NAME: find_pdf_key(drafts, inputs), DOCX_NAME: find_docx_key(drafts, inputs)}
    makers: dict[str, Make] = {PDF_NAME: make_pdf, DOCX_NAME: make_docx}
    found = {name: inputs.cache.read(key) for name, key in keys.items()}
    if None in found.values():
        whole()  # once, before both need it

    def make(name: str) -> None:
        content = found[name]
        if content is None:
            content = makers[name](whole(), drafts, inputs)
            inputs.cache.write(keys[name], content)
        keep(name, content)

    with ThreadPoolExecutor(len(keys)) as pool:
        list(pool.map(make, keys))


def join_drafts(inputs: Inputs, drafts: Sequence[Draft]) -> Node:
    """Return the document of all chapters; raises as `make_documents` does."""
    index, problems = make_index(drafts)
    raise_problems(problems)
    return join_chapters(drafts, index, inputs)


def render_pdf(project: Project, target: Path) -> None:
    """Write the report as a PDF/UA-1 file to `target`; nothing is kept for the next time."""
    _render(project, target, make_pdf)


def render_docx(project: Project, target: Path) -> None:
    """Write the report as a Word file to `target`; nothing is kept for the next time."""
    _render(project, target, make_docx)


def _render(project: Project, target: Path, make: Make) -> None:
    inputs = read_inputs(project)
    drafts = read_drafts(inputs, read_chapters(inputs.book, inputs.root))
    content = make(join_drafts(inputs, drafts), drafts, inputs)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
