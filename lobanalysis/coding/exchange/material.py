"""What a project file is made of: answers, codings, schools and coders of one wave, de-identified."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lobanalysis.coding.codebook import Codebook

RULE = "rule"


@dataclass(frozen=True)
class Span:
    """A part of an answer, in characters of its text: from `start` up to `end`."""

    field: str
    start: int
    end: int


@dataclass(frozen=True)
class GivenCode:
    """One code that one coder gave one interview; without evidence it is about the whole answer."""

    interview: str
    domain: str
    code: str
    coder: str
    decided_on: str = ""
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True)
class School:
    """One school under its pseudonym: its interviews, and its values of the background variables."""

    id: str
    interviews: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Material:
    """Everything that goes into a project file; `answers` by interview and field, `questions` by field."""

    wave: str
    title: str
    made_on: str
    codebook: Codebook
    questions: dict[str, str]
    answers: dict[tuple[str, str], str]
    variables: tuple[str, ...]
    schools: tuple[School, ...]
    coders: tuple[str, ...]
    codings: tuple[GivenCode, ...]

    @cached_property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """The answers that become a source, sorted: those with text, and empty ones that hold a code."""
        filled = {key for key, text in self.answers.items() if text}
        coded = {(given.interview, span.field) for given in self.codings for span in self.find_spans(given)}
        order = {field: place for place, field in enumerate(self.questions)}
        return tuple(sorted(filled | coded, key=lambda key: (key[0], order[key[1]])))

    def find_spans(self, given: GivenCode) -> tuple[Span, ...]:
        """Return what a code is about: its evidence, or else all answers to the question of its domain.

        When no field of the domain is among the questions there is none: who was spoken with is left out.
        """
        if given.evidence:
            return tuple(dict.fromkeys(given.evidence))
        fields = [field for field in self.codebook.domain(given.domain).fields if field in self.questions]
        texts = {field: self.answers.get((given.interview, field), "") for field in fields}
        found = [field for field in fields if texts[field]] or fields[:1]
        return tuple(Span(field, 0, len(texts[field])) for field in found)
