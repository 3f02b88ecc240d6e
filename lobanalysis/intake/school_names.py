"""Names of schools and towns as words to compare: without case, accents, signs and generic words."""

from __future__ import annotations

import re
import unicodedata

GENERIC = frozenset(
    "roc aoc mbo college colleges stichting opleidingen school scholen de het te in op".split()
)
LOCATION = frozenset("vestiging locatie hoofdlocatie afdeling".split())
KIND = re.compile(r"\b([ra]oc)\b")


def split_words(text: str) -> list[str]:
    """Return the telling words of a name: lower case, without accents, signs and generic words.

    Examples
    --------
    >>> split_words("R.O.C. 't Zand & Zee (Kust a/Zee)")
    ['t', 'zand', 'en', 'zee', 'kust', 'aan', 'zee']
    """
    words = normalise_name(text).split()
    return [word for word in words if word not in GENERIC and word not in LOCATION] or words


def normalise_name(text: str) -> str:
    """Return a name in lower case, without accents and signs, abbreviations joined.

    Examples
    --------
    >>> normalise_name("R.O.C. Énig & Zoon")
    'roc enig en zoon'
    """
    plain = text.casefold()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"\ba/?\s?z(?:ee)?\b", " aan zee ", plain).replace("&", " en ").replace("+", " en ")
    plain = re.sub(r"\b(?:[a-z]\.){2,}", lambda match: match[0].replace(".", "") + " ", plain)
    plain = re.sub(r"['’`´‘]", "", plain)
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def find_kinds(text: str) -> set[str]:
    """Return which kinds of school a text names.

    Examples
    --------
    >>> find_kinds("R.O.C. Duinrand")
    {'roc'}
    """
    return set(KIND.findall(normalise_name(text)))
