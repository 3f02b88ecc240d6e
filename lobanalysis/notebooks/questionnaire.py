"""The questionnaire as the appendix prints it."""

from __future__ import annotations

import pandas as pd

from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.questionnaire import tabulate_questions, tabulate_themes
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project


def list_questions(project: Project, wave: str) -> pd.DataFrame:
    """Return the questions of the form."""
    return tabulate_questions(read_instrument(read_wave(project, wave)))


def list_themes(project: Project, wave: str) -> pd.DataFrame:
    """Return the themes of form and report beside each other."""
    return tabulate_themes(read_instrument(read_wave(project, wave)))
