"""The whole publication in one folder: HTML, PDF, Word and downloads, put in place only when complete."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lobanalysis.paths import Project
from lobanalysis.publishing.docx import render_docx
from lobanalysis.publishing.html_site import render_html
from lobanalysis.publishing.pdf import render_pdf
from lobanalysis.publishing.swap import build_beside

PDF_NAME = "rapportage-lob.pdf"
DOCX_NAME = "rapportage-lob.docx"


def render_site(project: Project, engine: str) -> str:
    """Make the publication beside `_site`, swap it into place, and return the engine used.

    Raises
    ------
    RenderError
        When a part cannot be made or comes out incomplete; the previous site then stays whole.
    """
    render_documents(project, project.downloads)
    with build_beside(project.site) as folder:
        return render_html(project, folder, engine)


def render_documents(project: Project, folder: Path) -> None:
    """Write PDF and Word file into the downloads, side by side since each waits for another program.

    The site takes them from there, also when Quarto is run by hand: it empties its own folder first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(2) as pool:
        pdf = pool.submit(render_pdf, project, folder / PDF_NAME)
        docx = pool.submit(render_docx, project, folder / DOCX_NAME)
        pdf.result()
        docx.result()
