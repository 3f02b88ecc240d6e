"""Schools of the register, their towns and brands, in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from rapidfuzz import fuzz, process

from lobanalysis.intake.school_names import GENERIC, LOCATION, split_words
from lobanalysis.intake.spans import Span, fold
from lobanalysis.intake.wordlists import LINKS, Brand, WordLists, find_words

FUZZY_LENGTH = 8
PART_LENGTH = 6
FUZZY_LIMIT = 90.0
BEFORE = r"(?:(?:\broc|\baoc|\br\.o\.c\.|\ba\.o\.c\.)\s+(?:de\s+)?)?"
AFTER = r"(?:\s+college\b)?"
TEXT_WORD = re.compile(r"\w+")
CAPITALISED = re.compile(rf"\b[^\W\d_]\w{{{FUZZY_LENGTH - 1},}}")


@dataclass(frozen=True)
class PlacePattern:
    """A pattern on folded text; `capital` says whether the words must begin with capitals.

    Where it matches, a word of the text begins with `begin`.
    """

    pattern: re.Pattern[str]
    kind: str
    capital: bool
    begin: str = ""


@dataclass(frozen=True)
class PlaceNames:
    """All patterns of a register and its brands, and long single names for spelling mistakes."""

    patterns: tuple[PlacePattern, ...]
    long_names: dict[str, str]

    @cached_property
    def by_begin(self) -> dict[str, list[int]]:
        """Places of the patterns by the word that they begin with."""
        places: dict[str, list[int]] = {}
        for place, pattern in enumerate(self.patterns):
            places.setdefault(pattern.begin, []).append(place)
        return places

    def find_possible(self, folded: str) -> list[PlacePattern]:
        """Return the patterns that may match in a folded text, in their order: those of words that are in it.

        The words of a name may be written as one, so the first of them may be the beginning of a word.
        """
        words = set(TEXT_WORD.findall(folded))
        longest = max(map(len, self.by_begin), default=0)
        begins = {word[:end] for word in words for end in range(min(len(word), longest) + 1)} or {""}
        found = sorted(place for begin in begins for place in self.by_begin.get(begin, ()))
        return [self.patterns[place] for place in found]


def make_place_names(register: pd.DataFrame, lists: WordLists) -> PlaceNames:
    """Return the patterns of every school, town and brand, and the long names that allow a mistake.

    Provinces are places too: with the kind of school they point to one school (domain facts 5.2).
    """
    names = [(name, "school") for name in register["naam"]]
    towns = [(town, "place") for town in sorted({*register["plaats"], *register["provincie"]})]
    patterns = [pattern for name, kind in [*names, *towns] if (pattern := _make_pattern(name, kind, lists))]
    brands = [_make_brand_pattern(brand) for brand in lists.brands]
    singles = {words[0]: kind for name, kind in [*towns, *names] if len(words := _telling(name)) == 1}
    long_names = {word: kind for word, kind in singles.items() if len(word) >= FUZZY_LENGTH}
    parts = [_make_part_pattern(word) for word in find_telling_parts(register["naam"], lists)]
    return PlaceNames(
        (*patterns, *parts, *brands), {w: k for w, k in long_names.items() if w not in lists.guarded}
    )


def find_telling_parts(names: pd.Series, lists: WordLists) -> list[str]:
    """Return the words that by themselves point to a school whose name has several words, sorted."""
    words = {word for name in names if len(_telling(name)) > 1 for word in _telling(name)}
    return sorted(word for word in words - lists.guarded - LINKS if len(word) >= PART_LENGTH)


def find_places(text: str, names: PlaceNames, lists: WordLists) -> list[Span]:
    """Return the spans of schools, towns and brands, also with a small mistake in a long name."""
    folded = fold(text)
    spans = [
        Span(*match.span(), place.kind)
        for place in names.find_possible(folded)
        for match in place.pattern.finditer(folded)
        if not place.capital or _has_capitals(text[match.start() : match.end()])
    ]
    return [*spans, *find_misspelt(text, folded, names, lists)]


def find_misspelt(text: str, folded: str, names: PlaceNames, lists: WordLists) -> list[Span]:
    """Return the spans of capitalised words that are nearly a long name of a school or town."""
    spans = []
    for match in CAPITALISED.finditer(folded):
        if not text[match.start()].isupper() or match[0] in lists.guarded:
            continue
        best = process.extractOne(
            match[0], names.long_names.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_LIMIT
        )
        if best:
            spans.append(Span(*match.span(), names.long_names[best[0]]))
    return spans


def find_own_school(text: str, typed: str, lists: WordLists) -> list[Span]:
    """Return the spans of telling words of the row's own school name as typed (a location, a nickname)."""
    words = {word for word in split_words(typed) if len(word) >= 5 and word not in lists.guarded | LINKS}
    folded = fold(text)
    return [
        Span(*match.span(), "school")
        for word in sorted(words)
        for match in re.finditer(rf"\b{re.escape(word)}\b", folded)
        if text[match.start()].isupper()
    ]


def _make_part_pattern(word: str) -> PlacePattern:
    """Return the pattern of one telling word of a school's name; it has to begin with a capital."""
    return PlacePattern(re.compile(_join_words([word])), "school", True, _find_begin([word]))


def _make_brand_pattern(brand: Brand) -> PlacePattern:
    """Return the pattern of a brand; it has to begin with a capital."""
    words = find_words(brand.name.replace("&", " en "))
    return PlacePattern(re.compile(_join_words(words)), brand.kind, True, _find_begin(words))


def _make_pattern(name: str, kind: str, lists: WordLists) -> PlacePattern | None:
    """Return the pattern of a name, or None when nothing but codebook words would be left of it."""
    words = _telling(name)
    if set(words) - LINKS <= lists.codebook:
        return None
    core = _join_words(words)
    pattern = f"{BEFORE}{core}{AFTER}" if kind == "school" else core
    ordinary = set(words) - LINKS <= lists.guarded or kind == "place"
    return PlacePattern(re.compile(pattern), kind, ordinary, _find_begin(words))


def _find_begin(words: list[str]) -> str:
    """Return what a word of the text has to begin with; nothing when that is not certain."""
    first = words[0] if words else ""
    return first if TEXT_WORD.fullmatch(first) and first != "en" else ""


def _telling(name: str) -> list[str]:
    """Return the words of a name without roc, aoc, college and the like."""
    words = find_words(name.replace("&", " en "))
    return [word for word in words if word not in (GENERIC | LOCATION) - {"te", "in", "op"}] or words


def _join_words(words: list[str]) -> str:
    """Return a pattern of words with spaces, hyphens, `&` or `en` between them."""
    parts = [r"(?:en|&)" if word == "en" else re.escape(word) for word in words]
    return r"(?<!\w)" + r"[\s/,-]*".join(parts) + r"(?!\w)"


def _has_capitals(found: str) -> bool:
    """Tell whether a found name begins with a capital, its short linking words apart."""
    words = [word for word in re.findall(r"[^\W\d_]+", found) if fold(word) not in LINKS and len(word) > 2]
    return found[0].isupper() or (bool(words) and words[0][0].isupper())
