"""The steps of `lobanalysis report`, one after the other, each timed; run as a program inside the copy.

Prints a JSON list of [step, seconds of wall time, CPU seconds]; CPU includes the processes that it started.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import psutil

from lobanalysis import pipeline
from lobanalysis.paths import Project, find_project
from lobanalysis.stages import STAGES, run_stage

WAVE = "2020"
PATIENCE = 60.0


def list_steps(project: Project) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield name and function of every step from the raw export to the site's pages."""
    for stage in STAGES:
        yield stage.name, partial(run_stage, project, WAVE, stage)
    yield "variables", partial(pipeline.write_variables_file, project, WAVE)
    yield "notebooks", partial(pipeline.run_notebooks, project, WAVE, [], workers=2, force=True, say=str)
    yield from list_render_steps(project)


def list_render_steps(project: Project) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the parts of rendering; in a build PDF and Word are made side by side."""
    from lobanalysis.publishing import documents, html_site

    folder = project.build / "benchmark"
    yield "pdf", partial(documents.render_pdf, project, folder / "rapportage-lob.pdf")
    yield "docx", partial(documents.render_docx, project, folder / "rapportage-lob.docx")
    yield "html", partial(html_site.render_html, project, folder, "pandoc")


def count_cpu() -> float:
    """Return the CPU seconds of this process and of its ended children."""
    times = psutil.Process().cpu_times()
    children = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
    return times.user + times.system + children


def time_step(step: Callable[[], object]) -> tuple[float, float]:
    """Do a step; return its wall time and CPU time in seconds."""
    cpu, start = count_cpu(), time.perf_counter()
    step()
    wall = time.perf_counter() - start
    wait_for_workers()
    return wall, count_cpu() - cpu


def wait_for_workers() -> None:
    """Wait until the worker processes have ended: only then does the system count their CPU time."""
    for process in multiprocessing.active_children():
        process.join(PATIENCE)


def main() -> None:
    """Do all steps and print what each took."""
    times = [(name, *time_step(step)) for name, step in list_steps(find_project())]
    json.dump(times, sys.stdout)


if __name__ == "__main__":
    main()
