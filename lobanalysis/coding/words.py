"""A text cut into words, with their places in the text: what the rules look at."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
CLAUSE_END = re.compile(r"[,;!?()\n]|\.(?=\s)")
SENTENCE_END = re.compile(r"[;!?\n]|\.(?=\s)")
PHRASE_END = re.compile(r"[,;:!?()\n]")
ANSWER_WORDS = frozenset({"nee", "neen"})  # "Een decaan? Nee." is one clause
CLAUSE_WORDS = frozenset({"maar"})
GLUE = "-'’‘´`"


class Word(NamedTuple):
    """One word: lower case without accents, its place in the text, and how it hangs on what precedes.

    `clause` counts the clauses of the text and `sentence` its sentences; `joins` tells that a phrase may run
    on from the word before; `glued` tells that only a hyphen or an apostrophe stands between ("slb'er",
    "loopbaan-coach").
    """

    text: str
    start: int
    end: int
    clause: int
    joins: bool
    glued: bool
    sentence: int = 0


def fold_text(text: str) -> str:
    """Return the text in lower case without accents, character for character, so that places stay the same.

    Examples
    --------
    >>> fold_text("LOB-Coördinator")
    'lob-coordinator'
    """
    return text.lower() if text.isascii() else "".join(map(fold_character, text))


@cache
def fold_character(character: str) -> str:
    """Return one character in lower case without its accent, always as one character."""
    return unicodedata.normalize("NFD", character)[0].lower()[:1]


@lru_cache(maxsize=4096)
def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order.

    Examples
    --------
    >>> [(word.text, word.start, word.glued) for word in split_words("Eén slb'er")]
    [('een', 0, False), ('slb', 4, False), ('er', 8, True)]
    """
    folded = fold_text(text)
    words: list[Word] = []
    clause, sentence, previous_end = 0, 0, 0
    for match in WORD.finditer(folded):
        start, end = match.span()
        word = folded[start:end]
        between = text[previous_end:start]
        joins, glued = bool(words), False
        if between != " ":
            answers = "?" in between and word in ANSWER_WORDS
            remark = between == " (" and text[end : end + 1] == ")"
            clause += bool(CLAUSE_END.search(between)) and not answers and not remark
            sentence += bool(SENTENCE_END.search(between)) and not answers
            starts = _starts_sentence(text, between, start)
            joins = bool(words) and not PHRASE_END.search(between) and not starts
            glued = bool(words) and len(between) == 1 and between in GLUE
        clause += word in CLAUSE_WORDS
        words.append(Word(word, start, end, clause, joins, glued, sentence))
        previous_end = end
    return tuple(words)


def _starts_sentence(text: str, between: str, start: int) -> bool:
    """Return whether a full stop and a capital stand here; after an abbreviation comes lower case."""
    return "." in between and between[-1:].isspace() and text[start].isupper()
