"""Sites inside the site: editions in folders of their own, rendered like the whole and placed with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.errors import RenderError
from lobanalysis.paths import Project
from lobanalysis.publishing.book import read_book
from lobanalysis.publishing.cache import Cache
from lobanalysis.publishing.checks import check_site
from lobanalysis.publishing.drafts import read_drafts
from lobanalysis.publishing.html_site import write_pages
from lobanalysis.publishing.inputs import read_chapters, read_inputs
from lobanalysis.publishing.quarto import render_quarto

DOWNLOADS = ("data", "notebooks")


@dataclass(frozen=True)
class Part:
    """A project folder, the address of its pages in the site, and its downloads: address to file."""

    project: Project
    address: str
    offered: Mapping[str, Path]


def make_part(part: Part, site: Path, engine: str, cache: Cache) -> None:
    """Make the pages of a part in its folder below `site`, with only the downloads that it offers.

    Raises
    ------
    RenderError
        When a page cannot be made; the message names the part.
    """
    target = site / part.address
    target.mkdir(parents=True, exist_ok=True)
    try:
        if engine == "quarto":
            make_with_quarto(part, target)
        else:
            inputs = read_inputs(part.project, cache)
            write_pages(inputs, read_drafts(inputs, read_chapters(inputs.book, part.project.root)), target)
    except RenderError as error:
        raise RenderError(f"{part.address}, {error.where}", error.what, error.expected, error.hint) from error
    offer_downloads(part, target)


def make_with_quarto(part: Part, target: Path) -> None:
    """Let Quarto render a part in its own folder, and move the pages to where they belong."""
    made = part.project.site
    shutil.rmtree(made, ignore_errors=True)
    render_quarto(part.project, made)
    for path in sorted(made.iterdir()):
        os.replace(path, target / path.name)
    shutil.rmtree(made)


def offer_downloads(part: Part, target: Path) -> None:
    """Put the downloads of a part into its folder; what it does not offer is not there."""
    for name in DOWNLOADS:
        shutil.rmtree(target / name, ignore_errors=True)
    for address, source in sorted(part.offered.items()):
        copy = target / address
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)


def check_part(part: Part, site: Path) -> None:
    """Check the pages of a part; they may lead to other pages of the site."""
    try:
        check_site(site / part.address, part.project.root, read_book(part.project.root), top=site)
    except RenderError as error:
        raise RenderError(f"{part.address}: {error.where}", error.what, error.expected, error.hint) from error
