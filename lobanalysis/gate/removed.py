"""What the privacy step removed: derived anew from the raw export each time, in memory, never written.

From the columns with names: whole names and their telling parts. From the schools: names as typed and as
registered, their telling words, towns and provinces. From the functions: those of four words and more, whole.
From the answers: what stands where the cleaned answer has a mask, so also the other persons, brands,
addresses and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from lobanalysis.errors import PrivacyError, shorten
from lobanalysis.gate.views import fold_words, join_letters
from lobanalysis.intake.contacts import find_contacts
from lobanalysis.intake.deidentify import NAME_FIELDS
from lobanalysis.intake.leaks import FUNCTION_WORDS
from lobanalysis.intake.persons import split_persons
from lobanalysis.intake.places import PART_LENGTH, find_telling_parts
from lobanalysis.intake.schools import split_words
from lobanalysis.intake.spans import MASKS
from lobanalysis.intake.wordlists import LINKS, WordLists, find_words

MASK = re.compile("|".join(f"(?P<{kind}>{re.escape(mask)})" for kind, mask in MASKS.items()))
SHORTEST, SHORTEST_TYPED = 3, 5
UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}


class Removed(NamedTuple):
    """One removed string, in folded words, and its kind: person, school, place, brand, function, email …"""

    kind: str
    words: str


def list_removed(
    raw: pd.DataFrame,
    answers: dict[str, pd.Series],
    register: Sequence[dict[str, str]],
    lists: WordLists,
) -> list[Removed]:
    """Return every removed string that tells something, each once, sorted.

    Parameters
    ----------
    raw : DataFrame
        The export, test entries left out; index is the row in the source.
    answers : dict of Series
        The cleaned answers per field, by row in the source.
    register : sequence of dict
        The schools: naam, plaats, provincie.
    """
    pairs = {
        *list_names(raw, lists),
        *list_schools(raw, register, lists),
        *(("function", text) for text in raw["functie"] if len(text.split()) >= FUNCTION_WORDS),
        *(("brand" if brand.kind == "brand" else "place", brand.name) for brand in lists.brands),
        *list_masked(raw, answers),
        *list_contacts(raw),
    }
    found: set[Removed] = set()
    for kind, text in pairs:
        words = fold_words(text)
        if kind == "function" or tells_in(words, lists):
            found.update(Removed(kind, fold_words(spelling).strip()) for spelling in spell(text) - {text})
            found.add(Removed(kind, words.strip()))
    return sorted(found)


def spell(text: str) -> set[str]:
    """Return the spellings of a string that folding does not make equal: an umlaut as two letters.

    Examples
    --------
    >>> sorted(spell("Özmer"))
    ['Oezmer', 'Özmer']
    """
    written = re.sub("[äöüÄÖÜ]", lambda match: UMLAUTS[match[0]], text)
    return {text, written}


def list_names(raw: pd.DataFrame, lists: WordLists) -> Iterator[tuple[str, str]]:
    """Yield the names of interviewers and interviewees, whole and in telling parts."""
    for typed in {typed for field in NAME_FIELDS for typed in raw[field]}:
        yield "person", typed
        for person in split_persons(typed):
            yield "person", person.full
            yield from (("person", part) for part in person.parts)
            yield from (("person", f"{part}s") for part in person.parts if tells(part, lists))


def list_schools(
    raw: pd.DataFrame, register: Sequence[dict[str, str]], lists: WordLists
) -> Iterator[tuple[str, str]]:
    """Yield schools as typed and as registered, the words that tell them, towns and provinces."""
    names = [school["naam"] for school in register]
    for name in [*raw["instelling"], *names, *find_telling_parts(pd.Series(names, dtype=object), lists)]:
        yield "school", name
    for typed in raw["instelling"]:
        telling = [word for word in split_words(typed) if len(word) >= SHORTEST_TYPED]
        yield from (("school", word) for word in telling if word not in lists.guarded | LINKS)
    yield from (("place", school[column]) for school in register for column in ("plaats", "provincie"))


def list_masked(raw: pd.DataFrame, answers: dict[str, pd.Series]) -> Iterator[tuple[str, str]]:
    """Yield what stood where an answer has a mask.

    Raises
    ------
    PrivacyError
        When an answer is not the raw one with masks: then the tables are of another export.
    """
    others = []
    for field, cleaned in answers.items():
        typed = dict(zip(raw.index, raw[field].tolist(), strict=True))
        for row, text in cleaned.items():
            found = align_masks(typed[row], text)
            if found is None:
                others.append(f"row {row}, field {field}")
            yield from found or []
    if others:
        raise PrivacyError(
            "gate", f"answers are not those of the raw export: {shorten(others)}", hint="lobanalysis run"
        )


def align_masks(raw: str, cleaned: str) -> list[tuple[str, str]] | None:
    """Return kind and text of what the masks of an answer stand for; None when the two do not fit.

    Examples
    --------
    >>> align_masks("vraag Annelot in Oudzand", "vraag [persoon] in [plaats]")
    [('person', 'Annelot'), ('place', 'Oudzand')]
    >>> align_masks("iets anders", "vraag [persoon]") is None
    True
    """
    kinds = [str(match.lastgroup) for match in MASK.finditer(cleaned)] if "[" in cleaned else []
    if not kinds:
        return [] if raw == cleaned else None
    between = MASK.split(cleaned)[:: len(MASKS) + 1]
    match = re.fullmatch("(.+?)".join(map(re.escape, between)), raw, re.DOTALL)
    return list(zip(kinds, match.groups(), strict=True)) if match else None


def list_contacts(raw: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield addresses and numbers of the whole export, also as they are written without @ or from abroad."""
    for cell in {cell for column in raw.columns for cell in raw[column].tolist()}:
        for span in find_contacts(cell):
            text = cell[span.start : span.end]
            yield span.kind, text
            yield span.kind, re.sub(r"@|[(\[]at[)\]]", " at ", text)
            if span.kind == "phone":
                digits = re.sub(r"\D", "", text)
                yield from (("phone", digits), ("phone", f"31{digits.lstrip('0')}"))


def tells(text: str, lists: WordLists) -> bool:
    """Return whether a string tells somebody or something: not only ordinary or very short words.

    Examples
    --------
    >>> lists = WordLists(frozenset({"coach"}), frozenset({"groen"}), ())
    >>> tells("Coach van Groen", lists), tells("Annelot", lists), tells("06-12345678", lists)
    (False, True, True)
    """
    return tells_in(fold_words(text), lists)


def tells_in(words: str, lists: WordLists) -> bool:
    """Return whether folded words tell somebody or something, as `tells`."""
    if sum(map(str.isdigit, words)) >= PART_LENGTH:
        return True
    telling = set(find_words(words)) - lists.guarded - LINKS
    return any(len(word) >= SHORTEST for word in telling) and len(join_letters(words)) >= SHORTEST
