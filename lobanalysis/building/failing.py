"""Chapters whose notebook failed: whether the others are published, what their pages say, how that ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lobanalysis.editions.choice import Edition
from lobanalysis.editions.notebooks import find_notebooks
from lobanalysis.errors import ChapterError, NotebookError, shorten
from lobanalysis.execution.stand_ins import read_failures, take_failures
from lobanalysis.paths import Project
from lobanalysis.publishing.banners import find_banners, read_banners, write_banners
from lobanalysis.publishing.book import read_book

if TYPE_CHECKING:
    from lobanalysis.execution.stand_ins import Bundle
    from lobanalysis.execution.tasks import NotebookResult


def record_failures(results: Sequence[NotebookResult], project: Project) -> None:
    """Put stand-ins in the place of what failed, and remember which it was, when others are published."""
    if is_worthwhile(results):
        take_failures(results, project, show_stand_in)


def show_stand_in(kind: str) -> Bundle:
    """Return what a reader finds in the place of an output of a kind."""
    from lobanalysis.presentation.stand_ins import make_stand_in

    return make_stand_in(kind)._repr_mimebundle_()


def is_worthwhile(results: Sequence[NotebookResult]) -> bool:
    """Return whether chapters are left to publish: some notebook is right, the others failed by themselves.

    A full disk is no fault of a notebook.
    """
    failed = [result for result in results if result.outcome == "failed"]
    own = all(result.exit_code == NotebookError.exit_code for result in failed)
    return not failed or (own and len(failed) < len(results))


def write_all_banners(project: Project, editions: Iterable[Edition]) -> None:
    """Write which chapters of the report and of its editions get a notice."""
    national = read_failures(project)
    write_banners(project.root, find_banners(read_book(project.root), project.root, national))
    shared = {name.removesuffix(".ipynb") for name in find_notebooks(project)[1]}
    for edition in editions:
        folder = edition.locate(project)
        failures = {name: kind for name, kind in national.items() if name in shared} | read_failures(folder)
        write_banners(folder.root, find_banners(read_book(folder.root), folder.root, failures))


def check_chapters(project: Project, results: Sequence[NotebookResult]) -> None:
    """Check that no notebook failed, after the report was made.

    Raises
    ------
    ChapterError
        Naming the chapters with a notice, and what went wrong.
    """
    failed = [result.problem for result in results if result.problem]
    if not failed:
        return
    chapters = shorten(sorted(read_banners(project.root))) or "editions"
    where, what, expected, hint, source = pad(failed[0])
    more = f" (+{len(failed) - 1} more, above)" if len(failed) > 1 else ""
    raise ChapterError(
        chapters,
        f"could not be made again and has a notice; the other chapters were made. {where}: {what}{more}",
        expected,
        hint,
        source,
    )


def pad(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of an error, the source of its cell too.

    Examples
    --------
    >>> pad(("here", "wrong", "", "mend it"))
    ('here', 'wrong', '', 'mend it', '')
    """
    return (*parts, "")[:5]
