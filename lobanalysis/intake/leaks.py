"""The last look before tables are put in place: nothing that was removed may stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from lobanalysis.errors import PrivacyError, shorten
from lobanalysis.intake.contacts import find_contacts
from lobanalysis.intake.deidentify import NAME_FIELDS, describe_submission
from lobanalysis.intake.spans import fold
from lobanalysis.intake.wordlists import WordLists

TEXT_WORD = re.compile(r"\w+")
SHORTEST_SECRET = 5
FUNCTION_WORDS = 4  # shorter ones, such as a teacher of some subject, are no secret by themselves


@dataclass(frozen=True)
class Secrets:
    """Folded texts that may not appear: `everywhere`, and per submission row only in its own answers."""

    everywhere: frozenset[str]
    own: dict[int, frozenset[str]]


def find_secrets(raw: pd.DataFrame, register: pd.DataFrame, lists: WordLists) -> Secrets:
    """Return what the privacy step has to remove: names, school names as typed and as registered, functions.

    Full names and school names may appear nowhere; single name parts not in the answers of their own row.
    Words of the codebook and ordinary words are no secrets by themselves.
    """
    whole = [text for field in (*NAME_FIELDS, "instelling") for text in raw[field]]
    whole += [text for text in raw["functie"] if len(text.split()) >= FUNCTION_WORDS]
    whole += [name for name in register["naam"]]
    everywhere = {fold(text) for text in whole if _is_telling(text, lists)}
    own = {row: _find_own_secrets(values, lists) for row, values in raw.iterrows()}
    return Secrets(frozenset(everywhere), own)


def check_no_leaks(answers: pd.DataFrame, tables: dict[str, str], secrets: Secrets) -> None:
    """Raise when an answer or a table still holds something that was removed.

    Parameters
    ----------
    answers : DataFrame
        De-identified answers; index is the row in the source, columns are fields.
    tables : dict
        Text of every table as written, by name.

    Raises
    ------
    PrivacyError
        Naming rows and fields, or tables; never the text.
    """
    everywhere = index_secrets(secrets.everywhere)
    places = find_leaking_cells(answers, secrets)
    places += [f"table {name}" for name, text in tables.items() if _leaks(fold(text), everywhere)]
    places += [f"table {name}" for name, text in tables.items() if find_contacts(text)]
    if places:
        raise PrivacyError(
            "privacy step",
            f"something that identifies is left in {shorten(dict.fromkeys(places))}",
            "answers without names, schools, addresses and numbers",
            "add the name to data/privacy/merken.csv or mend the finder; nothing was written",
        )


def find_leaking_cells(answers: pd.DataFrame, secrets: Secrets) -> list[str]:
    """Return `row, field` of each answer that holds a name of its own row or a secret of any row."""
    everywhere = index_secrets(secrets.everywhere)
    own = {row: index_secrets(found) for row, found in secrets.own.items()}
    return [
        f"row {row}, field {field}"
        for field in answers.columns
        for row, text in answers[field].items()
        if _leaks(folded := fold(text), everywhere) or _leaks(folded, own.get(row, {}))
    ]


def index_secrets(secrets: Iterable[str]) -> dict[str, list[str]]:
    """Return secrets by their first word: only those of words that a text has are looked for in it.

    Examples
    --------
    >>> index_secrets(["anna bos", "(bos)"])
    {'anna': ['anna bos'], '': ['(bos)']}
    """
    by_first: dict[str, list[str]] = {}
    for secret in secrets:
        first = TEXT_WORD.match(secret)
        by_first.setdefault(first[0] if first else "", []).append(secret)
    return by_first


def _find_own_secrets(row: pd.Series, lists: WordLists) -> frozenset[str]:
    """Return the folded name parts of a row that are no ordinary or codebook words."""
    parts = {fold(part) for person in describe_submission(row).persons for part in person.parts}
    return frozenset(part for part in parts if len(part) > 3 and part not in lists.guarded)


def _is_telling(text: str, lists: WordLists) -> bool:
    """Tell whether a text is long enough, and more than codebook and ordinary words."""
    words = re.findall(r"[^\W\d_]+", fold(text))
    return len(text) >= SHORTEST_SECRET and any(word not in lists.guarded for word in words)


def _leaks(text: str, secrets: Mapping[str, list[str]]) -> bool:
    """Tell whether one of the secrets, by first word, stands in a folded text, as whole words."""
    words = {*TEXT_WORD.findall(text), ""}
    possible = (secret for word in words for secret in secrets.get(word, ()))
    return any(
        secret in text and re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text) for secret in possible
    )
