"""A small report for tests that make it many times: the data of 2020, two light notebooks, three pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from clone import FOREIGN, WORKING_TREE
from example_notebooks import PARAMETERS, SHOW, TITLE, code, markdown, write_notebook
from hashes import hash_below

COPIED = ("data", "report/filters", "report/theme", "report/references.bib", "report/woorden.csv")
NOTEBOOKS = ("01_een", "02_twee")
READ = "rows = Path('build/2020/tables/{}.csv').read_text(encoding='utf-8').count(chr(10)) - 1"
PAGE = """# Hoofdstuk {name} {{#sec-{name}}}

Met {{{{< var n.scholen >}}}} scholen; zie @fig-{name}.

{{{{< embed /build/notebooks/{notebook}.ipynb#fig-{name} >}}}}

{{{{< embed /build/notebooks/{notebook}.ipynb#tbl-{name} >}}}}

::: {{.bron data="fig-{name}" notebook="{notebook}"}}
:::
"""
INDEX = "# Samenvatting {.unnumbered}\n\nHet gaat om {{< var n.scholen >}} scholen.\n"


@dataclass(frozen=True)
class Small:
    """A small project; `extra` are variables of the environment of its commands."""

    root: Path
    extra: Mapping[str, str] = field(default_factory=dict)

    def environment(self, **variables: str) -> dict[str, str]:
        """Return the environment of a command: the machine's, without settings of this test run."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        own = {"LOB_PROJECT": str(self.root), "PYTHONPATH": str(WORKING_TREE), "PYTHONUTF8": "1"}
        return {**kept, **own, **self.extra, **variables}

    def start(self, *arguments: str, before: Sequence[str] = (), **variables: str) -> subprocess.Popen:
        """Start `lobanalysis` in a session of its own, its texts in pipes, `before` put before it."""
        return subprocess.Popen(
            [*before, sys.executable, "-m", "lobanalysis.cli", *arguments],
            cwd=self.root,
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(
        self, *arguments: str, before: Sequence[str] = (), **variables: str
    ) -> subprocess.CompletedProcess:
        """Return the finished command."""
        process = self.start(*arguments, before=before, **variables)
        out, err = process.communicate(timeout=600)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def report(self, *options: str, **variables: str) -> subprocess.CompletedProcess:
        """Return the finished `lobanalysis report` with the pandoc engine."""
        return self.run("report", "--engine", "pandoc", *options, **variables)

    def copy(self, target: Path) -> Small:
        """Return a copy at another place."""
        shutil.copytree(self.root, target, symlinks=True)
        return Small(target, self.extra)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def hash(self, *names: str) -> dict[str, str]:
        """Return the hash of each file in these folders and files, by its path from the root."""
        return hash_below(self.root, *names)


def make_small(root: Path) -> Small:
    """Write a small project below `root`; nothing of it is made yet."""
    for name in (*COPIED, "requirements.lock"):
        source, target = WORKING_TREE / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    small = Small(root)
    config = yaml.safe_load((WORKING_TREE / "_quarto.yml").read_text(encoding="utf-8"))
    config["project"].pop("post-render", None)
    config["book"]["chapters"] = ["index.qmd", "report/een.qmd", "report/twee.qmd"]
    config["book"].pop("appendices", None)
    settings = yaml.safe_load(small.read("data/2020/wave.yml"))
    small.write("data/2020/wave.yml", yaml.safe_dump(settings | {"groups": {}}, allow_unicode=True))
    (root / "data/2020/weggelaten.csv").unlink()  # names rows of groups, which this one has not
    small.write("_quarto.yml", yaml.safe_dump(config, allow_unicode=True, sort_keys=False))
    small.write("index.qmd", INDEX)
    small.write("shown.py", SHOW)
    for notebook, table in zip(NOTEBOOKS, ("interviews", "account"), strict=True):
        name = notebook.partition("_")[2]
        small.write(f"report/{name}.qmd", PAGE.format(name=name, notebook=notebook))
        write_cells(small, notebook, READ.format(table))
    return small


def write_cells(small: Small, notebook: str, *sources: str) -> None:
    """Write a notebook that does `sources` and then shows a figure and a table of `rows`."""
    name = notebook.partition("_")[2]
    figure = f'#| label: fig-{name}\n#| fig-cap: "Balken"\n#| fig-alt: "Wordt vervangen"\n'
    table = f'#| label: tbl-{name}\n#| tbl-cap: "Tabel"\n'
    cells = [
        markdown(TITLE),
        code(PARAMETERS, ("parameters",)),
        code("import time, os, sys\nfrom pathlib import Path\nfrom shown import draw, tabulate"),
        *(code(source) for source in sources),
        code(figure + "draw(f'Er zijn {rows} rijen geteld.')"),
        code(table + "tabulate(rows)"),
    ]
    write_notebook(small.root / "notebooks" / f"{notebook}.ipynb", cells)
