"""One way of running notebooks, as a process of its own: `python ways.py WAY FOLDER`.

The notebooks lie in FOLDER. Nothing heavy is imported before a way needs it: the time from the start of the
process to its end is what counts.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

OPTIONS = {"progress_bar": False, "request_save_on_cell_execute": False, "autosave_cell_every": 0}


def list_sources(folder: Path) -> list[Path]:
    """Return the source notebooks in a folder."""
    return sorted(path for path in folder.glob("*.ipynb") if ".out" not in path.name)


def run_command_loop(folder: Path) -> None:
    """Run `papermill` once for each notebook."""
    for source in list_sources(folder):
        command = [
            sys.executable,
            "-m",
            "papermill",
            str(source),
            str(name_output(source)),
            "--no-progress-bar",
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


def name_output(source: Path) -> Path:
    """Return the file that a notebook is executed into."""
    return source.with_suffix(".out.ipynb")


def run_plain(source: Path) -> None:
    """Run a notebook as papermill does it by default."""
    import papermill

    papermill.execute_notebook(source, name_output(source), progress_bar=False)


def run_warm(source: Path, template: object) -> None:
    """Run a notebook in a kernel forked from a template."""
    import papermill

    from lobanalysis.execution.warm.engine import register_engine

    engine = register_engine()
    papermill.execute_notebook(source, name_output(source), engine_name=engine, template=template, **OPTIONS)


def run_api(folder: Path, workers: int) -> None:
    """Run all through papermill's API, in this process or in `workers` processes."""
    if workers == 1:
        for source in list_sources(folder):
            run_plain(source)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(run_plain, list_sources(folder)))


def run_forked(folder: Path, workers: int) -> None:
    """Run all in kernels forked from one template."""
    from lobanalysis.execution.warm.template import open_template
    from lobanalysis.execution.worker import choose_start, load_runner, start_worker

    with open_template() as template:
        sources = list_sources(folder)
        if workers == 1:
            load_runner()
            for source in sources:
                run_warm(source, template)
            return
        with ProcessPoolExecutor(workers, choose_start(), start_worker) as pool:
            list(pool.map(run_warm, sources, [template] * len(sources)))


def run_floor(folder: Path) -> None:
    """Do the same work as plain Python: of light notebooks written out, of others cell by cell."""
    from light_notebooks import FLOOR
    from plain_cells import run_cells

    sources = list_sources(folder)
    if all(source.name.startswith("light-") for source in sources):
        subprocess.run([sys.executable, "-c", FLOOR, str(len(sources))], check=True)
        return
    for source in sources:
        run_cells(source)


def run_quarto(folder: Path) -> None:
    """Let Quarto execute and render each notebook to HTML, one call for the folder."""
    quarto = os.environ["QUARTO_PATH"]
    environment = os.environ | {"QUARTO_PYTHON": sys.executable}
    (folder / "_quarto.yml").write_text("project: {type: default}\n", encoding="utf-8", newline="\n")
    command = [quarto, "render", str(folder), "--execute", "--to", "html", "--quiet"]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


WAYS = {
    "cli": run_command_loop,
    "api": lambda folder: run_api(folder, 1),
    "api2": lambda folder: run_api(folder, 2),
    "warm": lambda folder: run_forked(folder, 1),
    "warm2": lambda folder: run_forked(folder, 2),
    "floor": run_floor,
    "quarto": run_quarto,
}
USUAL = [way for way in WAYS if way != "quarto"]

if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]))
