"""Names of the interviewer and the interviewee, and where they stand in their own row's answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lobanalysis.intake.spans import Span, fold
from lobanalysis.intake.wordlists import WordLists

TITLES = frozenset(
    "drs dr mr ir ing prof bc mw mevr mevrouw dhr meneer heer de msc bsc ma ba med mba phd resp".split()
)
INTERFIXES = frozenset(
    "van von de den der het 't ten ter te op in aan bij la le les el al da do dos du di d' l'".split()
)
SEPARATORS = re.compile(r"\s*(?:[,;/&+]|\s(?:en|met|samen met|resp\.?)\s)\s*")
TOKEN = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]+(?:['’`-][^\W\d_]+)*|'t")
INITIALS = re.compile(r"(?:[^\W\d_]\.){1,5}|[^\W\d_]")
BEFORE = re.compile(r"(?:\b(?:drs|dr|mr|ir|ing|prof|mw|mevr|dhr)\.\s+|\b(?:[A-Z]\.\s?){1,5})*$")
SHORTEST = 2
TEXT_WORD = re.compile(r"\w+")
FullNames = dict[str, list[str]]


@dataclass(frozen=True)
class Person:
    """The telling parts of one person's name as typed: given names, nicknames, surnames."""

    parts: tuple[str, ...]
    full: str


def split_persons(typed: str) -> list[Person]:
    """Return the persons of a name field: several persons, titles, initials, nicknames, double names.

    Examples
    --------
    >>> [person.parts for person in split_persons("mw. dr. A.B. (Bea) van den Oever-Quist en Ömer el Zein")]
    [('Bea', 'Oever-Quist', 'Oever', 'Quist'), ('Ömer', 'Zein')]
    """
    has_capitals = typed != typed.lower()
    persons = [_read_person(piece, has_capitals) for piece in SEPARATORS.split(typed)]
    return [person for person in persons if person.parts]


def find_own_names(text: str, persons: list[Person], lists: WordLists) -> list[Span]:
    """Return the spans in `text` that name one of `persons`, with initials and titles before them.

    A part that is an ordinary word counts only with a capital; a codebook word never counts.
    """
    folded = fold(text)
    spans = []
    for part in sorted({part for person in persons for part in person.parts}):
        for match in re.finditer(rf"(?<!\w){re.escape(fold(part))}(?:'?s)?(?![\w])", folded):
            if _counts(part, text[match.start()], lists):
                spans.append(Span(_widen_left(text, match.start()), match.start() + len(part), "person"))
    return join_neighbours(text, spans)


def make_full_names(persons: list[Person]) -> FullNames:
    """Return the folded full names of persons with two or more parts, by their first word."""
    by_first: FullNames = {}
    for name in sorted({fold(person.full) for person in persons if len(person.parts) > 1}):
        first = TEXT_WORD.match(name)
        by_first.setdefault(first[0] if first else "", []).append(name)
    return by_first


def find_full_names(text: str, names: FullNames | None) -> list[Span]:
    """Return the spans of full names of interviewers and interviewees of any row.

    Only names of which the first word stands in the text are looked for.
    """
    folded = fold(text)
    words = {*TEXT_WORD.findall(folded), ""}
    possible = sorted(
        (name for word in words for name in (names or {}).get(word, ())), key=lambda n: (-len(n), n)
    )
    if not possible:
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, possible))})(?!\w)")
    return [Span(*match.span(), "person") for match in pattern.finditer(folded)]


def join_neighbours(text: str, spans: list[Span]) -> list[Span]:
    """Return spans of persons with those joined between which only interfixes, initials or nothing stands."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or _is_link(text[joined[-1].end : span.start])):
            span = Span(joined[-1].start, max(joined.pop().end, span.end), "person")
        joined.append(span)
    return joined


def _read_person(piece: str, has_capitals: bool) -> Person:
    """Return the name parts of one person; lower case words are none when the field has capitals."""
    parts: list[str] = []
    for token in TOKEN.findall(piece):
        word = fold(token).strip(".")
        is_name = token[0].isupper() or not has_capitals
        if is_name and not INITIALS.fullmatch(token) and word not in TITLES | INTERFIXES:
            parts.extend([token, *(half for half in token.split("-") if "-" in token)])
    telling = [part for part in dict.fromkeys(parts) if len(part) >= SHORTEST]
    return Person(tuple(telling), " ".join(piece.split()))


def _counts(part: str, first: str, lists: WordLists) -> bool:
    """Tell whether a part found in a text is a name there."""
    word = fold(part)
    if word in lists.codebook:
        return False
    return first.isupper() or (word not in lists.ordinary and len(word) > 3)


def _widen_left(text: str, start: int) -> int:
    """Return where the titles and initials right before a name begin."""
    match = BEFORE.search(text, 0, start)
    return match.start() if match else start


def _is_link(between: str) -> bool:
    """Tell whether the text between two name parts is empty, initials in brackets or interfixes."""
    words = between.replace("(", " ").replace(")", " ").split()
    return len(between) <= 24 and all(fold(word) in INTERFIXES or INITIALS.fullmatch(word) for word in words)
