"""A notebook to run, and what came of it; small values that pass between processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lobanalysis.errors import LobError, NotebookError
from lobanalysis.execution.cells import find_label, read_raw_notebook
from lobanalysis.execution.parameters import check_parameters
from lobanalysis.execution.places import NATIONAL
from lobanalysis.paths import Project

Message = tuple[str, ...]
# Notebooks from this number on show answers: people run them on their own machine, the report never does.
LOCAL_FROM = 20


@dataclass(frozen=True)
class NotebookTask:
    """A notebook with the parameters of one edition, sorted by name."""

    source: Path
    parameters: tuple[tuple[str, object], ...] = field(hash=False)
    edition: str = NATIONAL

    @property
    def name(self) -> str:
        """File name of the notebook, without ending."""
        return self.source.stem

    @property
    def title(self) -> str:
        """Name of the notebook as messages give it, after its edition when that is not the national one.

        Examples
        --------
        >>> NotebookTask(Path("02_rollen.ipynb"), (), "roc").title
        'roc/02_rollen'
        """
        return self.name if self.edition == NATIONAL else f"{self.edition}/{self.name}"


@dataclass(frozen=True)
class Job:
    """A task that has to run: why, and the environment variables that its kernel gets."""

    task: NotebookTask
    why: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    forced: bool = False


@dataclass(frozen=True)
class NotebookResult:
    """What came of a task.

    Parameters
    ----------
    outcome : str
        `ran`, `unchanged`, `rewritten` (its products, from the last run) or `failed`.
    problem : tuple of str
        Parts of the error: where, what, expected, hint, and the source of the cell.
    cells : tuple
        Name and seconds of each code cell.
    peak : int
        Most memory that the kernel had, in bytes; 0 when not known.
    notes : tuple of str
        What is worth telling besides: why a kernel could not be a warm one.
    """

    task: NotebookTask
    outcome: str
    seconds: float = 0.0
    why: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()
    problem: Message | None = None
    exit_code: int = 0
    cells: tuple[tuple[str, float], ...] = ()
    peak: int = 0
    notes: tuple[str, ...] = ()


def describe_problem(problem: LobError) -> Message:
    """Return the parts of a `NotebookError`, which pass between processes where the error itself does not."""
    parts = problem.where, problem.what, problem.expected, problem.hint
    return (*parts, problem.source) if isinstance(problem, NotebookError) else parts


def make_task(source: Path, given: Mapping[str, object], edition: str = NATIONAL) -> NotebookTask:
    """Return a task with all parameters that its notebook will run with.

    Raises
    ------
    ParameterError
        When the parameters do not fit the notebook.
    """
    return NotebookTask(source, tuple(sorted(check_parameters(source, given).items())), edition)


def list_tasks(project: Project, given: Mapping[str, object], edition: str = NATIONAL) -> list[NotebookTask]:
    """Return a task for every notebook of the report, in order of name; all are checked first.

    Notebooks numbered 20 and up are no part of it.

    Raises
    ------
    ParameterError
        When the parameters do not fit one of the notebooks.
    NotebookError
        When two notebooks use the same label: their files would overwrite each other.
    """
    tasks = [make_task(source, given, edition) for source in list_sources(project)]
    check_labels([task.source for task in tasks])
    return tasks


def list_sources(project: Project) -> list[Path]:
    """Return the notebooks that the report is made of, in order of name."""
    return [path for path in sorted(project.notebooks.glob("*.ipynb")) if is_published(path.name)]


def is_published(name: str) -> bool:
    """Return whether a notebook is part of the report: its number is below 20, or it has none.

    Examples
    --------
    >>> is_published("14_betrouwbaarheid.ipynb"), is_published("20_codeertafel.ipynb")
    (True, False)
    """
    number = name.partition("_")[0]
    return not number.isdecimal() or int(number) < LOCAL_FROM


def list_labels(source: Path) -> list[str]:
    """Return the labels in a notebook, in its order."""
    code = (cell for cell in read_raw_notebook(source)["cells"] if cell["cell_type"] == "code")
    return [label for label in (find_label(cell["source"]) for cell in code) if label]


def check_labels(sources: list[Path]) -> None:
    """Check that no label stands in two notebooks.

    Raises
    ------
    NotebookError
        Naming each label that does.
    """
    counts = Counter(label for source in sources for label in set(list_labels(source)))
    doubles = sorted(label for label, n in counts.items() if n > 1)
    if doubles:
        raise NotebookError("notebooks", f"labels in more than one notebook: {', '.join(doubles)}")
