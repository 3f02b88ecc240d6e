"""Where things are: the folders of a project, found from any place inside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from lobanalysis.errors import UsageError

MARKER = "_quarto.yml"
ROOT_VARIABLE = "LOB_PROJECT"


@dataclass(frozen=True)
class Project:
    """The folders of one project; `root` holds `_quarto.yml`.

    Examples
    --------
    >>> Project(Path("p")).tables("2020").as_posix()
    'p/build/2020/tables'
    """

    root: Path

    @property
    def build(self) -> Path:
        """Folder of everything that is made before rendering; never committed."""
        return self.root / "build"

    @property
    def site(self) -> Path:
        """Folder of the published site; never committed."""
        return self.root / "_site"

    @property
    def notebooks(self) -> Path:
        """Folder of the source notebooks."""
        return self.root / "notebooks"

    @property
    def codebook(self) -> Path:
        """Folder of the codebook, shared by the waves."""
        return self.root / "data" / "codebook"

    @property
    def executed(self) -> Path:
        """Folder of the notebooks as papermill wrote them."""
        return self.build / "executed"

    @property
    def rendered_notebooks(self) -> Path:
        """Folder of the clean copies that the report embeds."""
        return self.build / "notebooks"

    @property
    def figures(self) -> Path:
        """Folder of the PNG figures for Word, one per label, with its description."""
        return self.build / "figures"

    @property
    def downloads(self) -> Path:
        """Folder of the files that the site offers for download."""
        return self.build / "downloads"

    @property
    def variables(self) -> Path:
        """File of the numbers and words that the prose quotes."""
        return self.root / "_variables.yml"

    def wave(self, wave: str) -> Path:
        """Folder of the files of a wave."""
        return self.root / "data" / wave

    def tables(self, wave: str) -> Path:
        """Folder of the stage tables of a wave."""
        return self.build / wave / "tables"


def find_project(start: Path | None = None) -> Project:
    """Return the project that `start` (default: the working directory) lies in.

    The environment variable `LOB_PROJECT` comes first; then the folder itself and its parents; then
    the checkout that this package was installed from.

    Raises
    ------
    UsageError
        When no folder with `_quarto.yml` is found.
    """
    if start is None and os.environ.get(ROOT_VARIABLE):
        return Project(Path(os.environ[ROOT_VARIABLE]).resolve())
    here = (start or Path.cwd()).resolve()
    checkout = Path(__file__).resolve().parents[1]
    for folder in (here, *here.parents, checkout):
        if (folder / MARKER).is_file():
            return Project(folder)
    raise UsageError(
        str(here), f"no project found: no {MARKER} here or above", hint="run this inside the project"
    )
