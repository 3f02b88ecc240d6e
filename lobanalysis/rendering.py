"""From what `pipeline` made to the site: which pages and editions, and only when something changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.editions.choice import NATIONAL, Edition, list_editions
from lobanalysis.execution.stamps import find_changes, hash_files, hash_value, write_stamp
from lobanalysis.paths import Project
from lobanalysis.stages import PACKAGE

if TYPE_CHECKING:
    from lobanalysis.gate.step import Gate

Say = Callable[[str], None]

REPORT_FILES = (
    "_quarto*.yml",
    "_variables.yml",
    "*.qmd",
    "report/**/*",
    "build/notebooks/*",
    "build/figures/*",
    "build/banners.json",
    "build/editions/*/build/failures.json",
)
DOWNLOADS = ("build/downloads/data/*", "build/downloads/notebooks/*")
SITE = "site"


def render_report(
    project: Project,
    *,
    engine: str,
    force: bool,
    say: Say,
    wave: str,
    edition: str = NATIONAL,
    confirm: Callable[[], None] = lambda: None,
    gate: Gate | None = None,
) -> None:
    """Render site, PDF and Word file, unless nothing changed; until then the old site stays.

    The site then has the national edition and those that `edition` says, and no others. Nothing that the
    privacy step removed may stand in it: the gate looks before the new site takes the place of the old one.
    Then `confirm` is called; when it raises, the old site stays. `gate` is one that was started earlier.
    """
    from lobanalysis.building.failing import write_all_banners
    from lobanalysis.gate.step import Gate, read_gate_inputs
    from lobanalysis.publishing.quarto import find_quarto

    quarto = find_quarto() if engine != "pandoc" else None
    editions = list_editions(project, wave, edition)
    write_all_banners(project, [])
    inputs = read_render_inputs(project, wave, editions) | {"engine": hash_value(quarto or engine)}
    inputs |= read_gate_inputs(project, wave)
    stamp = project.build / "stamps" / f"{SITE}.json"
    if (
        not force
        and (project.site / "index.html").is_file()
        and not find_changes(stamp, inputs, project.root)
    ):
        say(f"site: unchanged ({project.site.name}/index.html)")
        return
    from lobanalysis.publishing.site import render_site

    parts = []
    if editions:
        from lobanalysis.editions.folder import write_editions

        parts = write_editions(project, wave, editions)
        write_all_banners(project, editions)
    with gate or Gate(project, wave, say, fresh=force) as guard:

        def check(folder: Path) -> None:
            guard.check(folder)
            confirm()

        ready = guard.look_ahead
        used = render_site(project, engine, force=force, parts=parts, check=check, ready=ready)
    files = sorted(path for path in project.site.rglob("*") if path.is_file())
    write_stamp(stamp, inputs, project.root, files)
    others = f", {len(editions)} editions besides the national one" if editions else ""
    say(f"site: made with {used} ({project.site.name}/index.html, {len(files)} files{others})")


def read_render_inputs(project: Project, wave: str, editions: list[Edition]) -> dict[str, str]:
    """Return name and hash of everything that the pages are made of."""
    files = {path for pattern in (*REPORT_FILES, *DOWNLOADS) for path in project.root.glob(pattern)}
    if editions:
        from lobanalysis.editions.folder import list_render_files

        files |= list_render_files(project, wave, editions)
    parts = ("publishing", "editions") if editions else ("publishing",)
    code = [path for part in parts for path in (PACKAGE / part).rglob("*") if path.suffix != ".pyc"]
    chosen = {"editions": hash_value([edition.id for edition in editions])}
    return hash_files(project.root, files) | hash_files(PACKAGE.parent, code) | chosen
