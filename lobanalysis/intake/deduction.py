"""Other persons in a text, found by `deduce` behind the reviewed list of ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from lobanalysis.intake.name_lists import load_names
from lobanalysis.intake.spans import Span, fold
from lobanalysis.intake.wordlists import WordLists

if TYPE_CHECKING:
    from deduce import Deduce

# deduce takes time by the square of a text's length: a long one is looked at in parts that overlap, so that a
# name at the end of one part stands whole in the next.
PART, OVERLAP = 2000, 200
NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=1)
def load_deduce() -> Deduce:
    """Return deduce's finders of names, loaded once per process."""
    return load_names()


def find_other_persons(text: str, lists: WordLists) -> list[Span]:
    """Return the spans that deduce takes for persons and that hold a word outside the guarded lists.

    Words that do not begin with a capital are cut off at both ends (`collega`, `mevrouw`), and a span that
    runs over the end of a sentence is no name.
    """
    spans = (trim_person(text, start, end, lists) for start, end in find_persons(text))
    return [span for span in spans if span is not None]


def find_persons(text: str) -> Iterator[tuple[int, int]]:
    """Yield where deduce finds persons in a text."""
    for place, part in split_parts(text):
        if re.search(r"[^\W\d_]", part):
            for annotation in load_deduce().deidentify(part).annotations:
                if annotation.tag in ("persoon", "patient"):
                    yield place + annotation.start_char, place + annotation.end_char


def split_parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield place and text of the parts of a text; nearly every text is one part.

    Examples
    --------
    >>> [(place, len(part)) for place, part in split_parts("x" * 3000)]
    [(0, 2000), (1800, 1200)]
    """
    for place in range(0, max(len(text) - OVERLAP, 1), PART - OVERLAP):
        yield place, text[place : place + PART]


def trim_person(text: str, start: int, end: int, lists: WordLists) -> Span | None:
    """Return the part of a finding that is a name, or None.

    Examples
    --------
    >>> lists = WordLists(frozenset({"kader"}), frozenset({"sport"}), ())
    >>> trim_person("collega Anna Smit", 0, 17, lists)
    Span(start=8, end=17, kind='person')
    >>> trim_person("Kader", 0, 5, lists) is trim_person("collega van Sport", 0, 17, lists) is None
    True
    """
    if re.search(r"[^\W\d_]{3,}[.!?]\s", text[start:end]):
        return None
    words = [match for match in NAME_WORD.finditer(text, start, end)]
    names = [word for word in words if word[0][0].isupper() and fold(word[0]) not in lists.codebook]
    if not any(fold(name[0]) not in lists.guarded for name in names):
        return None
    return Span(names[0].start(), names[-1].end(), "person")
