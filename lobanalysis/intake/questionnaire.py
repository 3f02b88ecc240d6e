"""The questionnaire as tables, for the appendix that prints it."""

from __future__ import annotations

import pandas as pd

from lobanalysis.intake.instrument import Instrument, Question


def tabulate_questions(instrument: Instrument) -> pd.DataFrame:
    """Return one row per question: number, question, help, chapter (title of the report's theme)."""
    chapters = find_theme_titles(instrument, "report")
    rows = [(q.number, q.text, describe_help(q), chapters[q.number]) for q in instrument.questions]
    return pd.DataFrame(rows, columns=["number", "question", "help", "chapter"])


def tabulate_themes(instrument: Instrument) -> pd.DataFrame:
    """Return one row per question: number, form_theme, report_theme."""
    form, report = find_theme_titles(instrument, "form"), find_theme_titles(instrument, "report")
    rows = [(q.number, form[q.number], report[q.number]) for q in instrument.questions]
    return pd.DataFrame(rows, columns=["number", "form_theme", "report_theme"])


def find_theme_titles(instrument: Instrument, division: str) -> dict[int, str]:
    """Return the title of the theme of each question number, in the form's or the report's division."""
    themes = getattr(instrument.themes, division)
    return {number: theme.title for theme in themes for number in theme.questions}


def describe_help(question: Question) -> str:
    """Return what the interviewer could add, and the options to choose from, as one text.

    Examples
    --------
    >>> describe_help(Question(number=6, text="Richtinggevend?", options={"a": "ja", "b": "nee"})).split()
    ['a.', 'ja;', 'b.', 'nee']
    """
    options = "; ".join(describe_option(key, text) for key, text in question.options.items())
    return " ".join(part for part in (question.alternative, question.help, options) if part)


def describe_option(key: str, text: str) -> str:
    """Return an option, after its letter where it has one; no line ends between the two."""
    return f"{key}.\u00a0{text}" if len(key) == 1 else text
