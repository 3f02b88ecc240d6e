"""Light notebooks to measure and test kernels with: parameters, two imports, a bar chart and a table."""

from __future__ import annotations

import json
from pathlib import Path

CELLS = (
    "import numpy as np\nimport pandas as pd\nimport matplotlib.pyplot as plt",
    "counts = [(seed * 7 + i * i) % 23 for i in range(8)]\n"
    "frame = pd.DataFrame({'group': [f'g{i}' for i in range(8)], 'n': counts})",
    "figure, axes = plt.subplots(figsize=(6, 3))\naxes.bar(frame['group'], frame['n'])\n"
    "axes.set_title(f'Part {seed}')\nplt.show()",
    "print(frame['n'].sum(), round(float(np.mean(frame['n'])), 2))",
    "frame.describe().round(2)",
)
# The same work without a notebook: what any way of running notebooks is measured against.
FLOOR = """
import io, sys
import numpy as np
import pandas as pd
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt

def run(seed):
    frame = pd.DataFrame(
        {"group": [f"g{i}" for i in range(8)], "n": [(seed * 7 + i * i) % 23 for i in range(8)]}
    )
    figure, axes = plt.subplots(figsize=(6, 3))
    axes.bar(frame["group"], frame["n"])
    axes.set_title(f"Part {seed}")
    figure.savefig(io.BytesIO(), format="png", bbox_inches="tight")
    plt.close(figure)
    frame["n"].sum(), np.mean(frame["n"])
    frame.describe().round(2).to_html()

for number in range(int(sys.argv[1])):
    run(number)
"""


def make_code_cell(source: str, number: int, tags: tuple[str, ...] = ()) -> dict:
    """Return a code cell without outputs."""
    metadata = {"tags": list(tags)} if tags else {}
    shell = {"cell_type": "code", "execution_count": None, "outputs": []}
    return {**shell, "id": f"cell-{number}", "metadata": metadata, "source": source}


def make_notebook(sources: tuple[str, ...], parameters: str = "seed = 0") -> dict:
    """Return a notebook of code cells, the first of which is tagged `parameters`."""
    first = make_code_cell(parameters, 0, ("parameters",))
    cells = [first, *(make_code_cell(source, place) for place, source in enumerate(sources, start=1))]
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}


def write_light_notebooks(folder: Path, count: int) -> list[Path]:
    """Write `count` notebooks that each draw other numbers; return the files in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"light-{number:03}.ipynb" for number in range(count)]
    for number, path in enumerate(paths):
        text = json.dumps(make_notebook(CELLS, f"seed = {number}"), indent=1)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return paths
