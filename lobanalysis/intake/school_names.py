"""Names of schools and towns as words to compare: without case, accents, signs and generic words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

GENERIC = frozenset(
    "roc aoc mbo college colleges stichting opleidingen school scholen de het te in op".split()
)
LOCATION = frozenset("vestiging locatie hoofdlocatie afdeling".split())
KIND = re.compile(r"\b([ra]oc)\b")
AT_SEA = re.compile(r"\ba/?\s?z(?:ee)?\b")
INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
APOSTROPHES = re.compile(r"['’`´‘]")
SIGNS = re.compile(r"[^a-z0-9]+")


def split_words(text: str) -> list[str]:
    """Return the telling words of a name: lower case, without accents, signs and generic words.

    Examples
    --------
    >>> split_words("R.O.C. 't Zand & Zee (Kust a/Zee)")
    ['t', 'zand', 'en', 'zee', 'kust', 'aan', 'zee']
    """
    words = normalise_name(text).split()
    return [word for word in words if word not in GENERIC and word not in LOCATION] or words


@lru_cache(maxsize=1024)  # several things are asked of a name, one after the other
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
    plain = AT_SEA.sub(" aan zee ", plain).replace("&", " en ").replace("+", " en ")
    plain = INITIALS.sub(lambda match: match[0].replace(".", "") + " ", plain)
    return " ".join(SIGNS.sub(" ", APOSTROPHES.sub("", plain)).split())


def find_kinds(text: str) -> set[str]:
    """Return which kinds of school a text names.

    Examples
    --------
    >>> find_kinds("R.O.C. Duinrand")
    {'roc'}
    """
    return set(KIND.findall(normalise_name(text)))
