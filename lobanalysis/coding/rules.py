"""Coding by rule: patterns per code as data, longest match first, in the fields of the domain only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lobanalysis.coding.guards import Cues, Guard
from lobanalysis.coding.pattern_index import PatternIndex
from lobanalysis.coding.patterns import Pattern, PatternError, read_pattern
from lobanalysis.coding.problems import Problem, raise_problems
from lobanalysis.coding.role_names import make_role_patterns, read_role_names
from lobanalysis.coding.rows import Row, describe_path, read_rows
from lobanalysis.coding.words import Word, split_words

RULES_FILE = "regels.csv"
COLUMNS = ("domein", "code", "soort", "patroon", "veld", "toelichting")
WORDS, ALWAYS, ROLE_NAME, OPTION, STATE = "woorden", "altijd", "rolnaam", "keuze", "toestand"
KINDS = (WORDS, ALWAYS, ROLE_NAME, OPTION, STATE)
STATES = ("answered", "negative", "not_applicable", "unknown", "refers", "any")
NO_CODE = "-"
NOTHING = Pattern("", ())


@dataclass(frozen=True)
class Rule:
    """One pattern for one code; with a field, it only counts there.

    `kind` tells how it is looked for: as words that a reservation takes back (`woorden`, `rolnaam`) or not
    (`altijd`), as the letter of an option (`keuze`), or as the state of a cell (`toestand`). The code `-`
    stands for none: its words are taken, so that no shorter pattern finds something in them.
    """

    domain: str
    code: str
    pattern: Pattern
    field: str
    line: int
    kind: str = WORDS
    value: str = ""


class Hit(NamedTuple):
    """A code that a rule found, and where: from character `start` up to `end` of the field's text."""

    code: str
    field: str
    start: int
    end: int


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """Return the rules of `regels.csv`, with role names written out in all their spellings.

    Raises
    ------
    CodingError
        When a row has an unknown kind, an unknown role name or an invalid pattern; all are named.
    """
    rows = read_rows(folder / RULES_FILE, COLUMNS)
    names = read_role_names(folder)
    where = describe_path(folder / RULES_FILE)
    raise_problems(where, (problem for row in rows for problem in find_row_problems(row, names)))
    rules = tuple(rule for row in rows for rule in make_rules(row, names))
    raise_problems(where, find_ambiguous_rules(rules))
    return rules


def make_rules(row: Row, names: dict[str, list[str]]) -> list[Rule]:
    """Return the rules that one row of `regels.csv` stands for."""
    kind, source = row["soort"], row["patroon"]
    if kind in (OPTION, STATE):
        return [Rule(row["domein"], row["code"], NOTHING, row["veld"], row.line, kind, source)]
    patterns = make_role_patterns(names[source]) if kind == ROLE_NAME else [read_pattern(source)]
    return [Rule(row["domein"], row["code"], pattern, row["veld"], row.line, kind) for pattern in patterns]


def find_row_problems(row: Row, names: dict[str, list[str]]) -> list[Problem]:
    """Return what is wrong with one row of `regels.csv`."""
    kind, source = row["soort"], row["patroon"]
    if kind not in KINDS:
        return [Problem(RULES_FILE, row.line, f"soort is not one of {', '.join(KINDS)}")]
    if kind == ROLE_NAME and source not in names:
        return [Problem(RULES_FILE, row.line, "role name is not in rolnamen.csv")]
    if kind == OPTION and not (len(source) == 1 and source.isalpha() and source.islower()):
        return [Problem(RULES_FILE, row.line, "option is not one small letter")]
    if kind == STATE and source not in STATES:
        return [Problem(RULES_FILE, row.line, f"state is not one of {', '.join(STATES)}")]
    try:
        if kind in (WORDS, ALWAYS):
            read_pattern(source)
    except PatternError as error:
        return [Problem(RULES_FILE, row.line, f"pattern is invalid: {error} ({row['domein']}.{row['code']})")]
    return []


def find_ambiguous_rules(rules: Iterable[Rule]) -> list[Problem]:
    """Return the rules whose pattern stands for another code of the same domain too."""
    first: dict[tuple, Rule] = {}
    problems = []
    for rule in rules:
        earlier = first.setdefault((rule.domain, rule.field, rule.pattern.steps, rule.value), rule)
        if earlier.code != rule.code and rule.kind != STATE:
            problems.append(
                Problem(RULES_FILE, rule.line, f"same pattern as row {earlier.line} for another code")
            )
    return problems


def find_hits(text: str, field: str, rules: PatternIndex[Rule], guards: PatternIndex[Guard]) -> list[Hit]:
    """Return the codes that the rules find in the text of one field, in the order of the text.

    Whole words only; of two matches that overlap the longest counts; what a guard takes back does not
    count, and does not give its words to a shorter match either.
    """
    words = split_words(text)
    return find_word_hits(words, field, rules, Cues(words, guards))


def find_word_hits(words: tuple[Word, ...], field: str, rules: PatternIndex[Rule], cues: Cues) -> list[Hit]:
    """Return the codes that the rules find in the words of one field; also those of no code, as `-`."""
    found = [match for match in rules.find_matches(words) if match[2].field in ("", field)]
    if not found:
        return []
    return [
        Hit(rule.code, field, words[start].start, words[end - 1].end)
        for start, end, rule in _keep_longest(found)
        if rule.kind == ALWAYS or not cues.deny(start, end)
    ]


def _keep_longest(matches: list[tuple[int, int, Rule]]) -> list[tuple[int, int, Rule]]:
    """Return the matches without those that overlap a longer one (equally long: the first in the file).

    Matches come and are given in the order of the text; most texts have none that overlap.
    """
    taken_up_to = 0
    for start, end, _ in matches:
        if start < taken_up_to:
            return _drop_overlaps(matches)
        taken_up_to = end
    return matches


def _drop_overlaps(matches: list[tuple[int, int, Rule]]) -> list[tuple[int, int, Rule]]:
    kept, taken = [], set()
    for start, end, rule in sorted(matches, key=lambda m: (m[0] - m[1], m[0], m[2].line)):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end, rule))
            taken.update(range(start, end))
    return sorted(kept, key=lambda match: match[0])
