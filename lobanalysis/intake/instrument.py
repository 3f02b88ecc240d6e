"""The instrument: which column of the export holds which question field (`instrument.yml`)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Setting
from pydantic import model_validator

from lobanalysis.intake.settings import Identifier, Strict, read_settings
from lobanalysis.intake.wave import Wave

CONTACT_FIELDS = ("tijdstempel", "ingevuld_door", "instelling", "gesproken_met", "functie", "datum")


class Field(Strict):
    """One column: `column` counts from 1, `title` is the heading as exported."""

    id: Identifier
    column: int = Setting(ge=1)
    title: str
    type: Literal["timestamp", "contact", "date", "open", "single", "multi", "grid_cell", "roles"]
    question: int | None = None
    options: dict[str, str] = Setting(default_factory=dict)

    @property
    def is_answer(self) -> bool:
        """Whether the field is part of a question, not of the form's heading."""
        return self.question is not None


class Question(Strict):
    """One question as the interviewer had it, for the questionnaire appendix."""

    number: int
    text: str
    alternative: str = ""
    help: str = ""
    options: dict[str, str] = Setting(default_factory=dict)


class Theme(Strict):
    """A theme with its question numbers."""

    id: str
    title: str
    questions: tuple[int, ...]


class ThemeMaps(Strict):
    """The two ways in which questions were put together: by the form and by the report."""

    form: tuple[Theme, ...]
    report: tuple[Theme, ...]


class Instrument(Strict):
    """All of `instrument.yml`: fields in column order, questions, themes."""

    title: str
    title_threshold: float = Setting(default=90, ge=50, le=100)
    themes: ThemeMaps
    questions: tuple[Question, ...]
    fields: tuple[Field, ...]

    @model_validator(mode="after")
    def _check(self) -> Instrument:
        """Columns run 1, 2, 3 …; the heading's fields are there; each question and field fit together."""
        if [field.column for field in self.fields] != list(range(1, len(self.fields) + 1)):
            raise ValueError("fields must stand in column order, numbered from 1 without gaps")
        ids = [field.id for field in self.fields]
        if len(set(ids)) != len(ids) or not set(CONTACT_FIELDS) <= set(ids):
            raise ValueError(f"field ids must be unique and include {', '.join(CONTACT_FIELDS)}")
        numbers = {question.number for question in self.questions}
        if {field.question for field in self.fields if field.is_answer} != numbers:
            raise ValueError("every question needs a field, and every field's question must exist")
        for themes in (self.themes.form, self.themes.report):
            if sorted(number for theme in themes for number in theme.questions) != sorted(numbers):
                raise ValueError("each theme map must name every question once")
        return self

    @property
    def answers(self) -> tuple[Field, ...]:
        """The question fields, in column order."""
        return tuple(field for field in self.fields if field.is_answer)

    def position(self, field_id: str) -> int:
        """Return the position (from 0) of the column of `field_id`."""
        return next(field.column for field in self.fields if field.id == field_id) - 1

    def chapter(self, field_id: str) -> str:
        """Return the id of the report's theme that `field_id` belongs to."""
        number = self.fields[self.position(field_id)].question
        return next(theme.id for theme in self.themes.report if number in theme.questions)


def read_instrument(wave: Wave) -> Instrument:
    """Return the checked instrument of `wave`.

    Raises
    ------
    SourceError
        When `instrument.yml` is missing or not valid.
    """
    return read_settings(wave.locate(wave.instrument), Instrument)
