"""Free text without what identifies: own names, other persons, schools, towns, brands, addresses, numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from lobanalysis.intake.contacts import find_contacts
from lobanalysis.intake.deduction import find_other_persons
from lobanalysis.intake.persons import (
    FullNames,
    Person,
    find_full_names,
    find_own_names,
    make_full_names,
    split_persons,
)
from lobanalysis.intake.places import PlaceNames, find_own_school, find_places, make_place_names
from lobanalysis.intake.spans import Span, fold, join_spans, mask_text
from lobanalysis.intake.wordlists import WORD, WordLists
from lobanalysis.side_by_side import map_beside

PersonFinder = Callable[[str, WordLists], list[Span]]
NAME_FIELDS = ("ingevuld_door", "gesproken_met")
WHOLE_KINDS = frozenset({"school", "email", "phone", "site"})


@dataclass(frozen=True)
class Surroundings:
    """What is known about a submission: its persons, its school as typed, the full names of all rows."""

    persons: tuple[Person, ...]
    school: str
    full_names: FullNames | None = None


def deidentify_answers(
    raw: pd.DataFrame,
    fields: list[str],
    register: pd.DataFrame,
    lists: WordLists,
    find_persons: PersonFinder = find_other_persons,
) -> tuple[pd.DataFrame, Counter[str]]:
    """Return the answers of `fields` with masks in place of what identifies, and the number of masks by kind.

    Parameters
    ----------
    raw : DataFrame
        The raw export with its contact columns; none of them is returned.
    find_persons : callable, optional
        Finds other persons; the default loads `deduce`.
    """
    answers = raw[fields].copy()
    counts: Counter[str] = Counter()
    for row, field, spans in find_all_identifying(raw, fields, register, lists, find_persons):
        counts.update(span.kind for span in spans)
        answers.at[row, field] = mask_text(raw.at[row, field], spans)
    return answers, counts


def find_all_identifying(
    raw: pd.DataFrame,
    fields: list[str],
    register: pd.DataFrame,
    lists: WordLists,
    find_persons: PersonFinder = find_other_persons,
) -> Iterator[tuple[int, str, list[Span]]]:
    """Yield row, field and spans of every answer in which something identifies.

    Half of the submissions are looked through by a helper process, where there can be one.
    """
    places = make_place_names(register, lists)
    submissions = {row: describe_submission(values) for row, values in raw.iterrows()}
    full_names = make_full_names([person for own in submissions.values() for person in own.persons])

    def find_in_row(row: int) -> list[tuple[int, str, list[Span]]]:
        own, values = replace(submissions[row], full_names=full_names), raw.loc[row]
        found = (
            (field, find_identifying(values[field], own, places, lists, find_persons)) for field in fields
        )
        return [(row, field, spans) for field, spans in found if spans]

    find_persons("a", lists)  # loads what it needs, once for both processes
    for found in map_beside(find_in_row, list(submissions)):
        yield from found


def describe_submission(row: pd.Series) -> Surroundings:
    """Return the persons named in the contact columns of a submission and its school as typed."""
    persons = [person for field in NAME_FIELDS for person in split_persons(row[field])]
    return Surroundings(tuple(persons), row["instelling"])


def find_identifying(
    text: str, own: Surroundings, places: PlaceNames, lists: WordLists, find_persons: PersonFinder
) -> list[Span]:
    """Return all spans of a text that identify somebody or a school, in order and without overlap."""
    found = [
        *find_own_names(text, list(own.persons), lists),
        *find_full_names(text, own.full_names),
        *find_contacts(text),
        *find_places(text, places, lists),
        *find_own_school(text, own.school, lists),
        *find_persons(text, lists),
    ]
    return [part for span in join_spans(found) for part in cut_codebook_words(text, span, lists)]


def cut_codebook_words(text: str, span: Span, lists: WordLists) -> list[Span]:
    """Return the parts of a span without the codebook's words; the name of a school stays whole.

    Examples
    --------
    >>> lists = WordLists(frozenset({"coach"}), frozenset(), ())
    >>> cut_codebook_words("Anna Coach Smit", Span(0, 15, "person"), lists)
    [Span(start=0, end=4, kind='person'), Span(start=11, end=15, kind='person')]
    """
    words = [match for match in WORD.finditer(text, span.start, span.end)]
    kept = [fold(word[0]) not in lists.codebook for word in words]
    if span.kind in WHOLE_KINDS or all(kept):
        return [span]
    parts: list[Span] = []
    joins = False
    for word, keep in zip(words, kept, strict=True):
        if keep:
            start = parts.pop().start if joins else word.start()
            parts.append(Span(start, word.end(), span.kind))
        joins = keep
    return parts
