"""Running made-up notebooks in warm and in ordinary kernels, and comparing what comes out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import papermill
from light_notebooks import make_notebook

from lobanalysis.execution.warm.engine import register_engine
from lobanalysis.execution.warm.template import Template

# What differs between any two kernels: process ids, addresses, the folder of the connection.
VARYING = (
    (re.compile(r"(/[\w/.-]+)?/(warm-\w+/k-\w+/kernel|tmp\w+|kernel-[\w-]+)\.json"), "CONNECTION"),
    (re.compile(r"ipykernel_\d+"), "ipykernel_PID"),
    (re.compile(r"0x[0-9a-f]{6,}"), "ADDRESS"),
)


def write_notebook(path: Path, *sources: str) -> Path:
    """Write a notebook of code cells after a parameters cell; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(make_notebook(sources)), encoding="utf-8")
    return path


def execute(source: Path, target: Path, template: Template | None, **options: object) -> None:
    """Execute a notebook in a kernel of `template`, or in an ordinary one when that is None."""
    if template is not None:
        options |= {"engine_name": register_engine(), "template": template}
    papermill.execute_notebook(
        source,
        target,
        progress_bar=False,
        request_save_on_cell_execute=False,
        autosave_cell_every=0,
        cwd=str(target.parent),
        start_timeout=120,
        **options,
    )


def run_cells(folder: Path, template: Template | None, *sources: str, **options: object) -> list[str]:
    """Return what the cells of a notebook print or return, without the parameters cell."""
    source = write_notebook(folder / "in.ipynb", *sources)
    execute(source, folder / "out.ipynb", template, **options)
    return [format_text(cell) for cell in read_cells(folder / "out.ipynb")[1:]]


def read_cells(path: Path) -> list[dict]:
    """Return the code cells of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def format_text(cell: dict) -> str:
    """Return the plain text of a cell's outputs."""
    parts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell["outputs"]]
    return "".join("".join(part) for part in parts)


def normalise(outputs: list[dict]) -> str:
    """Return outputs as text, what always varies replaced; streams of one name are joined."""
    text = json.dumps(outputs, sort_keys=True, indent=1)
    for pattern, word in VARYING:
        text = pattern.sub(word, text)
    return text


def list_differences(left: Path, right: Path) -> list[str]:
    """Return the first line of each cell whose outputs differ between two executed notebooks."""
    pairs = zip(read_cells(left), read_cells(right), strict=True)
    return [
        "".join(one["source"]).splitlines()[0]
        for one, other in pairs
        if normalise(one["outputs"]) != normalise(other["outputs"])
        or one["execution_count"] != other["execution_count"]
    ]
