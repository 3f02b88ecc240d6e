"""The whole publication in one folder: HTML, PDF, Word and downloads, put in place only when complete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lobanalysis.files import write_file
from lobanalysis.paths import Project
from lobanalysis.publishing.cache import Cache
from lobanalysis.publishing.documents import DOCX_NAME, PDF_NAME, make_documents
from lobanalysis.publishing.drafts import Draft, read_drafts
from lobanalysis.publishing.html_site import (
    Ready,
    choose_engine,
    complete_site,
    ignore,
    list_downloads,
    raise_problems,
    write_pages,
)
from lobanalysis.publishing.index import make_index
from lobanalysis.publishing.inputs import Inputs, read_chapters, read_inputs
from lobanalysis.publishing.parts import Part, check_part, make_part
from lobanalysis.publishing.quarto import render_quarto
from lobanalysis.publishing.swap import build_beside

DOCUMENTS = (PDF_NAME, DOCX_NAME)
CACHE = "pages"
EDITIONS = "edities"
"""Profile of `_quarto.yml` that links to the editions."""


def render_site(
    project: Project,
    engine: str,
    *,
    force: bool = False,
    parts: Sequence[Part] = (),
    check: Callable[[Path], None] | None = None,
    ready: Ready = ignore,
) -> str:
    """Make the publication beside `_site`, swap it into place, and return the engine used.

    `parts` are the editions and the list of them: they are swapped into place with the whole, all at once.
    `check` gets the folder when all is in it, before the swap; what it raises leaves the old site in place.
    `ready` gets the name in the site and the path of files that are finished before the site is.

    What did not change since an earlier render comes from `build/pages`, unless `force` asks for all anew;
    the bytes are those of a full render. Quarto makes all of its pages each time: one chapter alone it would
    render into a site that stands, where a failure leaves it half new.

    Raises
    ------
    RenderError
        When a part cannot be made or comes out incomplete; the previous site then stays whole.
    """
    used = choose_engine(engine)
    cache = Cache(project.build / CACHE, fresh=force)
    inputs = read_inputs(project, cache, EDITIONS if parts else "")
    drafts = read_drafts(inputs, read_chapters(inputs.book, project.root))
    with build_beside(project.site) as folder:
        make_whole(project, inputs, drafts, folder, used, ready)
        for part in parts:
            make_part(part, folder, used, cache)
        complete_site(project, folder, inputs.book)
        for part in parts:
            check_part(part, folder)
        if check:
            check(folder)
    cache.prune()
    return used


def make_whole(
    project: Project,
    inputs: Inputs,
    drafts: Sequence[Draft],
    folder: Path,
    engine: str,
    ready: Ready = ignore,
) -> None:
    """Make pages in `folder`, and PDF and Word file in the downloads, side by side.

    The site takes those from there, also when Quarto is run by hand: it empties its own folder first.
    """
    for name, path in list_downloads(project):
        if name not in DOCUMENTS:  # these are still those of the render before
            ready(name, path)

    def keep(name: str, content: bytes) -> None:
        ready(name, write_file(project.downloads / name, content))

    _, problems = make_index(drafts)
    with ThreadPoolExecutor(1) as pool:
        documents = None if problems else pool.submit(make_documents, inputs, drafts, keep)
        if engine == "quarto":
            raise_problems(problems)
            render_quarto(project, folder, inputs.book.profile)
        else:
            write_pages(inputs, drafts, folder, ready)
    if documents is not None:
        documents.result()
