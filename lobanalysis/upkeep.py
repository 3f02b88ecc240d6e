"""Looking after a project: are sources and site right, do published figures come out, remove what is made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from lobanalysis.paths import Project
from lobanalysis.stages import make_tables

if TYPE_CHECKING:
    import pandas as pd

    from lobanalysis.claims.stage import Outcome


def list_outcomes(project: Project, wave: str, say: Callable[[str], None]) -> tuple[list[str], bool]:
    """Return a line for each claim and each published figure, and whether all are right.

    Tables are made first when needed.
    """
    make_tables(project, wave, say=say)
    claims, figures = read_claim_outcomes(project, wave), read_published_figures(project, wave)
    true, met = sum(each.outcome == "true" for each in claims), int(figures["outcome"].sum())
    lines = [format_claim(each) for each in claims] + [f"{true} of {len(claims)} claims true"]
    for row in figures.itertuples():
        lines += format_figure(row)
    lines.append(f"{met} of {len(figures)} published figures met")
    return lines, true == len(claims) and met == len(figures)


def read_claim_outcomes(project: Project, wave: str) -> list[Outcome]:
    """Return what each claim came to in the national edition."""
    from lobanalysis.claims.stage import NATIONAL, read_outcomes

    return [outcome for outcome in read_outcomes(project, wave) if outcome.edition == NATIONAL]


def format_claim(outcome: Outcome) -> str:
    """Return the line of a claim."""
    mark = "ok " if outcome.outcome == "true" else "NO "
    return f"{mark} {outcome.claim} ({outcome.chapter}): {outcome.test}; {outcome.value}"


def read_published_figures(project: Project, wave: str) -> pd.DataFrame:
    """Return the published figures beside the recomputed ones."""
    import pandas as pd

    return pd.read_csv(project.tables(wave) / "published.csv", encoding="utf-8", keep_default_na=False)


def format_figure(row) -> list[str]:
    """Return the line of a published figure, and one more for a remark."""
    mark = "ok " if row.outcome else "NO "
    line = f"{row.id}  {mark} {row.statement}: gedrukt {row.published}, berekend {row.value_text}"
    return [line, f"         {row.remark}"] if row.remark else [line]


def check_project(project: Project, wave: str, site: Path | None = None) -> list[str]:
    """Return a line for each thing that was checked and is right.

    Parameters
    ----------
    site : Path, optional
        The finished site, by default that of the project; one that Quarto made by itself, say.

    Raises
    ------
    LobError
        For the first thing that is not right.
    """
    from lobanalysis.claims.checks import check_outcomes, check_prose
    from lobanalysis.coding.codebook import read_codebook
    from lobanalysis.execution.tasks import list_tasks
    from lobanalysis.intake.export import read_export
    from lobanalysis.intake.instrument import read_instrument
    from lobanalysis.intake.wave import read_wave
    from lobanalysis.publishing.book import read_book
    from lobanalysis.publishing.checks import check_site

    settings = read_wave(project, wave)
    export = read_export(settings, read_instrument(settings))
    codebook = read_codebook(settings.locate(settings.codebook.folder))
    tasks = list_tasks(project, {"wave": wave})
    lines = [
        f"data/{wave}: settings, instrument and export fit ({len(export)} submissions)",
        f"data/codebook: {len(codebook.domains)} domains, version {codebook.version}",
        f"notebooks: {len(tasks)} with the right parameters",
    ]
    check_prose(project)
    lines.append("report: no quantity is said that is tied to nothing, and claims and sentences fit")
    if claims := read_claim_outcomes(project, wave):
        check_outcomes(project, wave)
        lines.append(f"report: {len(claims)} claims are true")
    site = site or project.site
    if (site / "index.html").is_file():
        check_site(site, project.root, read_book(project.root))
        lines.append(f"{site.name}: links, pictures and languages are right")
        lines.append(check_leaks(project, wave, site))
    return lines


def check_leaks(project: Project, wave: str, site: Path) -> str:
    """Return that nothing in a finished site was removed by the privacy step, and how much was read.

    Raises
    ------
    LeakError
        Naming file, channel, kind and count.
    UsageError
        When the tables that tell what was removed are not there.
    """
    from lobanalysis.gate.step import Gate, raise_findings

    remarks: list[str] = []
    with Gate(project, wave, remarks.append, fresh=True) as gate:
        done = gate.scan(site)
    if done.findings:
        raise_findings(done.findings)
    channels = f"{done.read} files read, {len(done.channels)} channels"
    return "; ".join([f"{site.name}: nothing that was removed is in it ({channels})", *remarks])


def clean_cache(project: Project, limit: int = 0) -> int:
    """Remove what is kept of the oldest notebook runs until at most `limit` bytes stay; return how many runs.

    What they made for the report stays; they run again the next time.
    """
    from lobanalysis.execution.leftovers import remove_oldest

    removed = remove_oldest(project.executed, limit)
    return len({path.with_suffix("") for path in removed})


def clean_project(project: Project) -> None:
    """Remove everything that was made."""
    for folder in (project.build, project.site, project.root / ".quarto"):
        shutil.rmtree(folder, ignore_errors=True)
    Path(project.variables).unlink(missing_ok=True)
