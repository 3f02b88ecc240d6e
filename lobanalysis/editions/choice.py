"""Which editions there are: one for each group of each variable of the wave."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from lobanalysis.errors import UsageError
from lobanalysis.execution.places import find_edition
from lobanalysis.paths import Project

NATIONAL, ALL = "national", "all"


@dataclass(frozen=True)
class Edition:
    """One edition: its name, the group that it is for, what its schools are called, how many they are."""

    id: str
    variable: str
    group: str
    called: str
    schools: int
    variable_label: str = ""

    @property
    def title(self) -> str:
        """What a reader sees of it.

        Examples
        --------
        >>> Edition("kind-roc", "kind", "roc", "roc’s", 26).title
        'roc’s, 26 scholen'
        """
        return f"{self.called}, {self.schools} scholen"

    @property
    def parameters(self) -> dict[str, object]:
        """Parameters of its notebooks, besides the wave."""
        return {"edition": self.variable, "group": self.group}

    @property
    def address(self) -> str:
        """Folder of its pages in the site."""
        return f"editie/{self.id}"

    def locate(self, project: Project) -> Project:
        """Return its own project folder."""
        return find_edition(project, self.id)


def list_editions(project: Project, wave: str, choice: str) -> list[Edition]:
    """Return the editions of a choice: none for "national", those of a variable, or all.

    Raises
    ------
    UsageError
        When the wave has no such variable, or its tables were not made yet.
    """
    if choice == NATIONAL:
        return []
    known = read_editions(project, wave)
    chosen = [edition for edition in known if choice in (ALL, edition.variable)]
    if not chosen and choice != ALL:
        names = ", ".join([NATIONAL, *dict.fromkeys(edition.variable for edition in known), ALL])
        raise UsageError("--edition", f"wave {wave} has no editions by {choice}", f"one of: {names}")
    return chosen


def read_editions(project: Project, wave: str) -> list[Edition]:
    """Return all editions of a wave; a variable with one group has none, since that is everybody."""
    path = project.tables(wave) / "groups.csv"
    if not path.is_file():
        raise UsageError("--edition", "the groups of this wave are not known yet", hint="lobanalysis run")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    variables = [row["variable"] for row in rows]
    return [read_edition(row) for row in rows if variables.count(row["variable"]) > 1]


def read_edition(row: dict[str, str]) -> Edition:
    """Return the edition of a row of the table of groups."""
    return Edition(
        row["edition"],
        row["variable"],
        row["group"],
        row["called"],
        int(row["n"]),
        row["variable_label"],
    )
