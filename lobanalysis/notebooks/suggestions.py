"""What the reliability appendix shows of the suggestions: how right each way was, on schools kept apart."""

from __future__ import annotations

import pandas as pd

from lobanalysis.errors import SourceError
from lobanalysis.paths import Project

RESULT = "benchmarks/results/suggesties.csv"
COLUMNS = {"open domeinen": "open", "gesloten lijsten": "closed", "alle domeinen": "all"}


def read_suggestions(project: Project) -> pd.DataFrame:
    """Return per way to suggest codes the micro-F1 on open domains, closed lists and all, in words.

    Raises
    ------
    SourceError
        When the comparison was not made.
    """
    path = project.root / RESULT
    if not path.is_file():
        raise SourceError(RESULT, "file is missing", hint="python benchmarks/suggestions.py")
    frame = pd.read_csv(path, encoding="utf-8")
    own = frame[(frame["scholen"] == "apart") & frame["domein"].isin(COLUMNS)]
    table = own.pivot(index="kandidaat", columns="domein", values="f1").rename(columns=COLUMNS)
    ordered = table.loc[list(dict.fromkeys(own["kandidaat"])), list(COLUMNS.values())]
    return ordered.map(format_score).rename_axis("label").reset_index()


def format_score(score: float) -> str:
    """Return a score between 0 and 1 with two decimals and a comma.

    Examples
    --------
    >>> format_score(0.918)
    '0,92'
    """
    return f"{score:.2f}".replace(".", ",")
