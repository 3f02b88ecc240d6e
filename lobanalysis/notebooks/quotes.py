"""The quotes that a chapter may show."""

from __future__ import annotations

import pandas as pd

from lobanalysis.analysis.stage_tables import read_stage_table
from lobanalysis.paths import Project


def select_quotes(project: Project, wave: str, chapter: str, question: str, code: str) -> pd.DataFrame:
    """Return the quotes of a chapter for a question, and for one code when it is given."""
    frame = read_stage_table(project.tables(wave) / "quotes.csv")
    chosen = frame["chapter"].eq(chapter) & frame["field"].eq(question)
    chosen &= frame["code"].eq(code) if code else True
    return frame.loc[chosen, ["quote"]].reset_index(drop=True)
