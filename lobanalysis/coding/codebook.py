"""The codebook: what is coded, with which codes, from which fields, and which indicators follow from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lobanalysis.coding.codebook_checks import check_codebook
from lobanalysis.coding.codebook_files import (
    DomainSettings,
    IndicatorSettings,
    Review,
    Version,
    read_code_rows,
    read_domain_settings,
    read_indicator_settings,
)
from lobanalysis.coding.guards import Guard, read_guards
from lobanalysis.coding.rules import Rule, read_rules
from lobanalysis.errors import CodingError, shorten

ALL_CODES = "*"


@dataclass(frozen=True)
class Code:
    """One code of a domain, with the definition that coders work by."""

    domain: str
    id: str
    label: str
    definition: str


@dataclass(frozen=True)
class Domain:
    """One thing that is coded: its fields, its codes in order, and the conditions on them."""

    id: str
    label: str
    question: str
    fields: tuple[str, ...]
    chapter: str
    kind: str
    exclusive: tuple[str, ...]
    base: str
    coded_by: str
    provisional: bool
    review: Review | None
    codes: tuple[Code, ...]

    @property
    def single(self) -> bool:
        """Whether an interview has exactly one code in this domain."""
        return self.kind == "enkel"

    @property
    def code_ids(self) -> tuple[str, ...]:
        """Ids of the codes, in codebook order."""
        return tuple(code.id for code in self.codes)

    @property
    def open_codes(self) -> tuple[str, ...]:
        """Ids of the codes that can stand together: all but the excluding ones ('geen' and the like)."""
        return tuple(code for code in self.code_ids if code not in self.exclusive)


@dataclass(frozen=True)
class Indicator:
    """A property of an interview that follows from its codes in one domain."""

    id: str
    domain: str
    codes: tuple[str, ...]
    at_least: int
    also: tuple[str, ...]
    label: str

    def holds(self, codes: Collection[str]) -> bool:
        """Return whether an interview with these codes has the property.

        Examples
        --------
        >>> Indicator("sturing.twee", "sturing", ("beleid", "management"), 2, (), "").holds({"beleid"})
        False
        """
        enough = len(set(self.codes) & set(codes)) >= self.at_least
        return enough and (not self.also or bool(set(self.also) & set(codes)))


@dataclass(frozen=True)
class Codebook:
    """The whole codebook of one version; nothing in it changes after reading."""

    version: str
    history: tuple[Version, ...]
    domains: tuple[Domain, ...]
    indicators: tuple[Indicator, ...]
    rules: tuple[Rule, ...]
    guards: tuple[Guard, ...]

    @cached_property
    def _domains(self) -> dict[str, Domain]:
        return {domain.id: domain for domain in self.domains}

    @property
    def domain_ids(self) -> tuple[str, ...]:
        """Ids of the domains, in the order of the report."""
        return tuple(domain.id for domain in self.domains)

    def domain(self, domain_id: str) -> Domain:
        """Return a domain by its id.

        Raises
        ------
        CodingError
            When the codebook has no such domain; the message names those it has.
        """
        if domain_id not in self._domains:
            raise CodingError("codebook", "there is no such domain", f"one of: {shorten(self._domains, 40)}")
        return self._domains[domain_id]


def read_codebook(folder: Path) -> Codebook:
    """Return the codebook in `folder`, read and checked as a whole.

    Raises
    ------
    SourceError
        When one of its files is missing or unreadable.
    CodingError
        When files contradict each other or a pattern is invalid; all problems are named at once.
    """
    settings = read_domain_settings(folder)
    rows = read_code_rows(folder)
    indicators = read_indicator_settings(folder)
    rules, guards = read_rules(folder), read_guards(folder)
    check_codebook(settings, rows, indicators, rules)
    domains = tuple(make_domain(key, value, rows) for key, value in settings.domains.items())
    by_id = {domain.id: domain for domain in domains}
    derived = tuple(make_indicator(key, value, by_id[value.domain]) for key, value in indicators.items())
    return Codebook(settings.version, settings.history, domains, derived, rules, guards)


def make_domain(domain_id: str, settings: DomainSettings, rows: list) -> Domain:
    """Return a domain from its settings and the rows of its codes."""
    codes = (
        Code(domain_id, row["code"], row["label"], row["omschrijving"])
        for _, row in rows
        if row["domein"] == domain_id
    )
    return Domain(id=domain_id, codes=tuple(codes), **dict(settings))


def make_indicator(indicator_id: str, settings: IndicatorSettings, domain: Domain) -> Indicator:
    """Return an indicator from its settings, with `*` written out as the codes that can stand together."""
    codes = domain.open_codes if settings.codes == ALL_CODES else tuple(settings.codes)
    return Indicator(indicator_id, domain.id, codes, settings.at_least, settings.also, settings.label)
