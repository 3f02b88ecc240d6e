"""The files of the codebook folder, read one by one; what they say together is checked elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints

from lobanalysis.coding.rows import Row, read_rows
from lobanalysis.intake.settings import Identifier, Label, Strict, read_settings

DOMAINS_FILE = "domeinen.yml"
INDICATORS_FILE = "indicatoren.yml"
CODE_FILES = ("codes.csv", "codes_regels.csv")
IndicatorId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+){1,4}$", max_length=200)
]
CODE_COLUMNS = ("domein", "vraag", "soort", "code", "label", "omschrijving")


class Version(Strict):
    """One version of the codebook and what it changed."""

    version: str
    date: date
    change: str


class Review(Strict):
    """What reading all hits of the rules of a domain brought to light."""

    hits: int = Field(ge=0)
    wrong: int = Field(ge=0)
    remark: str


class DomainSettings(Strict):
    """What `domeinen.yml` says of one domain."""

    label: Label
    question: str
    fields: tuple[Identifier, ...] = Field(min_length=1)
    chapter: Literal["inleiding", "rollen", "kaders", "borging", "vragen"]
    kind: Literal["enkel", "meer"]
    exclusive: tuple[str, ...] = ()
    base: Literal["all_schools", "asked_schools"] = "all_schools"
    coded_by: Literal["consensus", "rule"] = "consensus"
    provisional: bool = False
    review: Review | None = None


class CodebookSettings(Strict):
    """What `domeinen.yml` says: the version, its history and the domains in order."""

    version: str
    history: tuple[Version, ...] = Field(min_length=1)
    domains: dict[Identifier, DomainSettings] = Field(min_length=1)


class IndicatorSettings(Strict):
    """What `indicatoren.yml` says of one indicator."""

    domain: str
    codes: Literal["*"] | tuple[str, ...]
    at_least: int = Field(default=1, ge=1)
    also: tuple[str, ...] = ()
    label: Label


class IndicatorFile(RootModel[dict[IndicatorId, IndicatorSettings]]):
    """The whole of `indicatoren.yml`."""


def read_domain_settings(folder: Path) -> CodebookSettings:
    """Return what `domeinen.yml` says."""
    return read_settings(folder / DOMAINS_FILE, CodebookSettings)


def read_indicator_settings(folder: Path) -> dict[str, IndicatorSettings]:
    """Return what `indicatoren.yml` says, in its order."""
    return read_settings(folder / INDICATORS_FILE, IndicatorFile).root


def read_code_rows(folder: Path) -> list[tuple[str, Row]]:
    """Return the rows of all code files, each with the name of its file."""
    return [(name, row) for name in CODE_FILES for row in read_rows(folder / name, CODE_COLUMNS)]
