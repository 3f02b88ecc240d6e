"""What has to hold between the files of the codebook; everything that does not is named at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lobanalysis.coding.codebook_files import CODE_FILES, CodebookSettings, IndicatorSettings
from lobanalysis.coding.problems import Problem, raise_problems
from lobanalysis.coding.rows import Row
from lobanalysis.coding.rules import NO_CODE, RULES_FILE, Rule

FileRow = tuple[str, Row]
CODE_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,79}")
LONGEST_LABEL = 200


def check_codebook(
    settings: CodebookSettings,
    rows: list[FileRow],
    indicators: dict[str, IndicatorSettings],
    rules: tuple[Rule, ...],
) -> None:
    """Raise one error with all contradictions between the files of the codebook.

    Raises
    ------
    CodingError
        When there is at least one; the list stops at ten.
    """
    raise_problems("data/codebook", [
        *find_version_problems(settings),
        *find_code_problems(settings, rows),
        *find_domain_problems(settings, rows),
        *find_indicator_problems(settings, rows, indicators),
        *find_rule_problems(settings, rows, rules),
    ])  # fmt: skip


def find_version_problems(settings: CodebookSettings) -> Iterator[Problem]:
    """Return a problem when the version is not the last of the history."""
    if settings.history[-1].version != settings.version:
        yield Problem("domeinen.yml", 0, "version is not the last of its history")


def find_code_problems(settings: CodebookSettings, rows: list[FileRow]) -> Iterator[Problem]:
    """Return the codes that are empty, double, undefined, of an unknown domain or of another kind."""
    seen: set[tuple[str, str]] = set()
    for file, row in rows:
        key = (row["domein"], row["code"])
        domain = settings.domains.get(row["domein"])
        if domain is None:
            yield Problem(file, row.line, "domain is not in domeinen.yml")
        elif domain.kind != row["soort"]:
            yield Problem(file, row.line, "soort differs from domeinen.yml")
        if not all(row[column] for column in ("code", "label", "omschrijving")):
            yield Problem(file, row.line, "code, label or omschrijving is empty")
        if not CODE_ID.fullmatch(row["code"]):
            yield Problem(file, row.line, "code is not of small letters, digits and _")
        if len(row["label"]) > LONGEST_LABEL:
            yield Problem(file, row.line, f"label is longer than {LONGEST_LABEL} characters")
        if key in seen:
            yield Problem(file, row.line, "code stands twice in its domain")
        seen.add(key)


def find_domain_problems(settings: CodebookSettings, rows: list[FileRow]) -> Iterator[Problem]:
    """Return the domains without codes, with unknown excluding codes, or by rule and not provisional."""
    known = list_codes_by_domain(rows)
    for domain_id, domain in settings.domains.items():
        if not known[domain_id]:
            yield Problem(CODE_FILES[0], 0, f"domain {domain_id} has no codes")
        elif not set(domain.exclusive) <= known[domain_id].keys():
            yield Problem("domeinen.yml", 0, f"domain {domain_id} names an unknown excluding code")
        if domain.coded_by == "rule" and not (domain.provisional and domain.review):
            yield Problem(
                "domeinen.yml", 0, f"domain {domain_id} is coded by rule: provisional and review needed"
            )


def find_indicator_problems(
    settings: CodebookSettings, rows: list[FileRow], indicators: dict[str, IndicatorSettings]
) -> Iterator[Problem]:
    """Return the indicators of an unknown domain or code, or that more codes are asked of than they name."""
    known = list_codes_by_domain(rows)
    for indicator_id, indicator in indicators.items():
        named = () if indicator.codes == "*" else indicator.codes
        if indicator.domain not in settings.domains or not indicator_id.startswith(f"{indicator.domain}."):
            yield Problem("indicatoren.yml", 0, f"{indicator_id} does not begin with a known domain")
        elif not {*named, *indicator.also} <= known[indicator.domain].keys():
            yield Problem("indicatoren.yml", 0, f"{indicator_id} names an unknown code")
        elif named and len(set(named)) < indicator.at_least:
            yield Problem("indicatoren.yml", 0, f"{indicator_id} can never hold")


def find_rule_problems(
    settings: CodebookSettings, rows: list[FileRow], rules: tuple[Rule, ...]
) -> Iterator[Problem]:
    """Return the rules for an unknown domain, code or field, and the rule domains without any rule."""
    known = list_codes_by_domain(rows)
    for rule in rules:
        domain = settings.domains.get(rule.domain)
        if domain is None or rule.code not in (*known[rule.domain], NO_CODE):
            yield Problem(RULES_FILE, rule.line, "domain or code is not in the codebook")
        elif rule.field and rule.field not in domain.fields:
            yield Problem(RULES_FILE, rule.line, "field is not one of the domain's")
    ruled = {(rule.domain, rule.code) for rule in rules}
    for domain_id, domain in settings.domains.items():
        for code in known[domain_id] if domain.coded_by == "rule" else ():
            if (domain_id, code) not in ruled:
                yield Problem(RULES_FILE, 0, f"no rule for {domain_id}.{code}")


def list_codes_by_domain(rows: list[FileRow]) -> dict[str, Counter[str]]:
    """Return per domain its codes, and how often each stands in the files; unknown domains have none."""
    codes: dict[str, Counter[str]] = _Empty()
    for _, row in rows:
        codes.setdefault(row["domein"], Counter())[row["code"]] += 1
    return codes


class _Empty(dict):
    """A dictionary whose missing domains have no codes, and stay missing."""

    def __missing__(self, key: str) -> Counter[str]:
        return Counter()
