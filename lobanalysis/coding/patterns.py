"""The pattern language of the rules: words, in the order of the text, matched as wholes.

A pattern is one or more words, separated by spaces. `*` at the end of a word stands for any ending and at
the beginning for any beginning, `|` between words for either, and `..` for at most three words in between.
Accents, capitals, hyphens and apostrophes do not matter. There is nothing to repeat or to backtrack over: a
match looks at a fixed number of words, so the cost of a text is linear in its length whatever the patterns
are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lobanalysis.coding.words import Word, split_words

GAP_SIGN = ".."
GAP_WORDS = 3
MAXIMUM_GAPS = 2
MINIMUM_STEM = 3
FORBIDDEN = re.compile(r"[^\w\s*|.'’&/-]|_")


class PatternError(ValueError):
    """A pattern that is not of the language; says what is wrong and at which character (from 1)."""

    def __init__(self, what: str, position: int) -> None:
        self.what, self.position = what, position
        super().__init__(f"{what}, character {position}")


@dataclass(frozen=True)
class Step:
    """One word of a pattern: the words that fit exactly, the stems and the tails that fit, or a gap."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    gap: bool = False
    tails: tuple[str, ...] = ()

    def fits(self, word: str) -> bool:
        """Return whether a word of the text fits this step."""
        return word in self.words or word.startswith(self.stems) or word.endswith(self.tails)


@dataclass(frozen=True)
class Pattern:
    """A checked pattern: its steps in order."""

    source: str
    steps: tuple[Step, ...]

    @property
    def open_end(self) -> bool:
        """Whether the last word may go on, also after a hyphen or an apostrophe."""
        return bool(self.steps[-1].stems)


@lru_cache(maxsize=16_384)  # the codebook is checked and read, and read by more than one stage
def read_pattern(source: str) -> Pattern:
    """Return the pattern that a text in the pattern language stands for.

    Raises
    ------
    PatternError
        With what is wrong and the position of the character.

    Examples
    --------
    >>> [sorted(step.words) or step.stems for step in read_pattern("kader|kaders vastste*").steps]
    [['kader', 'kaders'], ('vastste',)]
    """
    forbidden = FORBIDDEN.search(source)
    if forbidden:
        raise PatternError("character is not allowed", forbidden.start() + 1)
    steps: list[Step] = []
    for match in re.finditer(r"\S+", source):
        steps.extend(_read_part(match.group(), match.start() + 1))
    _check_gaps(steps, source)
    return Pattern(source, tuple(steps))


def make_pattern(*choices: frozenset[str]) -> Pattern:
    """Return the pattern of one exact choice of words per step."""
    return Pattern(
        " ".join("|".join(sorted(words)) for words in choices), tuple(Step(words) for words in choices)
    )


def match_steps(steps: tuple[Step, ...], words: tuple[Word, ...], index: int) -> int | None:
    """Return the index after the last word when steps that follow others match from `index` on, else None.

    Examples
    --------
    >>> match_steps(read_pattern("kader .. vast*").steps[1:], split_words("kader wordt nu vastgesteld"), 1)
    4
    """
    for place, step in enumerate(steps):
        if step.gap:
            return _match_gap(steps[place + 1 :], words, index)
        if index >= len(words) or not words[index].joins or not step.fits(words[index].text):
            return None
        index += 1
    return index


def _match_gap(steps: tuple[Step, ...], words: tuple[Word, ...], index: int) -> int | None:
    following = steps[0]
    for place, word in enumerate(words[index : index + GAP_WORDS + 1], index):
        if not word.joins:
            return None
        if following.gap or following.fits(word.text):
            end = match_steps(steps, words, place)
            if end is not None:
                return end
    return None


def _read_part(part: str, position: int) -> list[Step]:
    """Return the steps of one space-separated part: several when it has hyphens, one when it has choices."""
    if part == GAP_SIGN:
        return [Step(gap=True)]
    choices = part.split("|")
    if len(choices) == 1:
        return _read_word(part, position)
    read = [_read_word(choice, position) for choice in choices]
    if any(len(steps) != 1 for steps in read):
        raise PatternError("a choice must be between single words", position)
    exact = frozenset().union(*(steps[0].words for steps in read))
    stems, tails = sum((s[0].stems for s in read), ()), sum((s[0].tails for s in read), ())
    return [Step(exact, stems, tails=tails)]


def _read_word(text: str, position: int) -> list[Step]:
    """Return the steps of one word, whose hyphens and apostrophes are places where the text may be cut."""
    if text.startswith("*"):
        return _read_tail(text[1:], position)
    stem = text.removesuffix("*")
    pieces = [word.text for word in split_words(stem)]
    if "*" in stem or not pieces:
        raise PatternError("a * may only end a word, and a word needs letters", position)
    if stem == text:
        return [Step(frozenset({piece})) for piece in pieces]
    if len(pieces[-1]) < MINIMUM_STEM:
        raise PatternError(f"a * needs at least {MINIMUM_STEM} letters before it", position)
    return [*(Step(frozenset({piece})) for piece in pieces[:-1]), Step(stems=(pieces[-1],))]


def _read_tail(tail: str, position: int) -> list[Step]:
    """Return the step of one word of which only the end is given."""
    pieces = [word.text for word in split_words(tail)]
    if "*" in tail or len(pieces) != 1 or len(pieces[0]) < MINIMUM_STEM:
        raise PatternError(f"a * at the beginning needs one word of {MINIMUM_STEM} letters", position)
    return [Step(tails=(pieces[0],))]


def _check_gaps(steps: list[Step], source: str) -> None:
    gaps = sum(step.gap for step in steps)
    if not steps or steps[0].gap:
        raise PatternError("a pattern begins with a word", 1)
    if steps[-1].gap:
        raise PatternError("a pattern ends with a word", len(source))
    if gaps > MAXIMUM_GAPS:
        raise PatternError(f"at most {MAXIMUM_GAPS} times ..", source.rfind(GAP_SIGN) + 1)
