"""The checks of the build: claims and sentences fit, nothing is said untied, and no claim is false."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lobanalysis.claims.claim import Claim
from lobanalysis.claims.claims_file import FILE, read_claims
from lobanalysis.claims.prose import find_untied
from lobanalysis.claims.spans import Chapter, Span, find_spans, read_chapters
from lobanalysis.claims.stage import NATIONAL, TRUE, Outcome, find_sentences, read_outcomes
from lobanalysis.claims.vocabulary import FILE as WORDS
from lobanalysis.claims.vocabulary import read_vocabulary
from lobanalysis.errors import SHOWN_ITEMS, ClaimError, shorten
from lobanalysis.paths import Project

IDENTIFIER = re.compile(r"\{[^{}]*?#([\w.:-]+)[^{}]*\}")
TIE = (
    "take the number or word from a variable, test the sentence with [...]{.claim #id} and an entry in "
    f'{FILE}, or mark what is no statement of quantity with [...]{{.no-claim reason="..."}}'
)


def check_prose(project: Project) -> None:
    """Check that claims and sentences fit, and that no quantity is said untied.

    Raises
    ------
    ClaimError
        Naming what does not fit, or each word that is tied to nothing, with file and line.
    """
    chapters = read_chapters(project.root)
    problems = find_misfits(chapters, read_claims(project.root))
    if problems:
        raise ClaimError("report", shorten(problems), "a claim for each marked sentence, and the reverse")
    if not any((project.root / name).is_file() for name in (FILE, WORDS)):
        return
    vocabulary = read_vocabulary(project.root)
    untied = [found for chapter in chapters for found in find_untied(chapter, vocabulary)]
    if untied:
        what = f"{len(untied)} statement(s) of quantity tied to nothing: {shorten(untied)}"
        raise ClaimError("report", what, f"no word of {WORDS} and no digits", TIE)


def find_misfits(chapters: Sequence[Chapter], claims: Sequence[Claim]) -> list[str]:
    """Return what does not fit between the marks of the chapters and the claims."""
    spans = [span for chapter in chapters for span in find_spans(chapter)]
    marked = Counter(span.claim for span in spans if not span.exempt)
    known = {claim.id for claim in claims}
    others = Counter(name for chapter in chapters for name in IDENTIFIER.findall(chapter.text))
    problems = [f"{locate(span)}: {what}" for span in spans for what in find_wrong(span, known)]
    problems += [f"claim {claim.id}: stands in no sentence" for claim in claims if claim.id not in marked]
    problems += [f"claim {name}: marks {n} sentences" for name, n in marked.items() if n > 1 and name != "?"]
    return problems + [
        f"claim {name}: something else has the same identifier"
        for name, n in marked.items()
        if n == 1 and others[name] > 1
    ]


def find_wrong(span: Span, known: set[str]) -> Iterator[str]:
    """Yield what is wrong with one marked piece."""
    if span.exempt:
        if not span.reason:
            yield f"‘{span.text}’ is marked as no claim without a reason"
    elif span.claim == "?":
        yield "a sentence is marked as a claim without an #id"
    elif span.claim not in known:
        yield f"claim {span.claim} has no entry in {FILE}"


def locate(span: Span) -> str:
    """Return where a marked piece stands."""
    return f"{span.source} line {span.line}"


def check_outcomes(project: Project, wave: str) -> None:
    """Check that every claim of the national edition is true.

    Raises
    ------
    ClaimError
        Naming each claim that is not, with its chapter and what it came to.
    """
    wrong = [
        each for each in read_outcomes(project, wave) if each.edition == NATIONAL and each.outcome != TRUE
    ]
    if wrong:
        titles = {chapter.source: chapter.title for chapter in read_chapters(project.root)}
        spans = find_sentences(project)
        texts = [format_wrong(each, titles, spans.get(each.claim)) for each in wrong]
        hint = "change the sentence to what the data say, with its claim; `lobanalysis claims` lists all"
        raise ClaimError(f"wave {wave}, {len(wrong)} claim(s) not true", list_lines(texts), hint=hint)


def list_lines(texts: Sequence[str]) -> str:
    """Return texts as they stand in a message: one in its line, more each in a line of their own.

    Examples
    --------
    >>> list_lines(["a"]), list_lines(["a", "b"])
    ('a', '\\n  a\\n  b')
    """
    shown = list(texts[:SHOWN_ITEMS])
    more = [f"(+{len(texts) - SHOWN_ITEMS} more)"] if len(texts) > SHOWN_ITEMS else []
    return shown[0] if len(texts) == 1 else "".join(f"\n  {text}" for text in [*shown, *more])


def format_wrong(outcome: Outcome, titles: dict[str, str], span: Span | None) -> str:
    """Return what a message says of a claim that is not true."""
    where = f"{locate(span)} ({titles.get(span.source, '')})" if span else "in no sentence"
    return f"claim {outcome.claim}, {where}: not ‘{outcome.test}’ but {outcome.value}"
