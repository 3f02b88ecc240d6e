"""All rules of one domain together: words, option letters and states, in its fields, references followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from lobanalysis.coding.cells import ANSWERED, Cell, Cells, follow
from lobanalysis.coding.codebook import Codebook, Domain
from lobanalysis.coding.guards import Cues, Guard
from lobanalysis.coding.letters import find_letters
from lobanalysis.coding.pattern_index import PatternIndex
from lobanalysis.coding.rules import NO_CODE, OPTION, STATE, Hit, Rule, find_word_hits
from lobanalysis.coding.words import Word, split_words

YES = frozenset({"ja", "jawel", "jazeker", "zeker"})
ANY = "any"
MOST_CELLS = 4_096  # of one domain; short answers come back all the time
TextReader = Callable[[str], tuple[tuple[Word, ...], Cues]]


class DomainRules:
    """The rules of one domain, ready to code interviews.

    Parameters
    ----------
    domain : Domain
        What is coded, and from which fields.
    rules : iterable of Rule
        Rules of any domain; those of another are left out.
    read_text : callable
        Cuts a text into words and finds the reservations in it.
    """

    def __init__(self, domain: Domain, rules: Iterable[Rule], read_text: TextReader) -> None:
        own = [rule for rule in rules if rule.domain == domain.id]
        self.domain = domain
        self._read_text = read_text
        self._words = PatternIndex(rule for rule in own if rule.kind not in (OPTION, STATE))
        self._letters = {rule.value: rule for rule in own if rule.kind == OPTION}
        self._options = "".join(sorted(self._letters))
        self._states = [rule for rule in own if rule.kind == STATE]
        self._ranks = {rule.code: place for place, rule in reversed(list(enumerate(own)))}
        self._read = lru_cache(maxsize=MOST_CELLS)(self._read_cell)

    def find_hits(self, cells: Cells) -> list[Hit]:
        """Return every hit in the cells of one interview, in the order of fields and text.

        What a cell says beside its words (its state) counts only where nothing else was found in it, or where
        another cell points to it: "idem" says of its own field what the other says of that one.
        """
        return list(dict.fromkeys(self._list_hits(cells)))

    def code(self, cells: Cells) -> list[Hit]:
        """Return one hit per code that counts for an interview: what excludes others stands alone.

        Of codes that exclude the others the one that comes first counts, if nothing was found before it;
        with one code per interview it is the one whose rules stand first in the file.
        """
        first: dict[str, Hit] = {}
        for hit in self._list_hits(cells):
            first.setdefault(hit.code, hit)
        if not first:
            return []
        if self.domain.single:
            return sorted(first.values(), key=lambda hit: self._ranks[hit.code])[:1]
        hits = list(first.values())
        if hits[0].code in self.domain.exclusive:
            return hits[:1]
        return [hit for hit in hits if hit.code not in self.domain.exclusive]

    def _list_hits(self, cells: Cells) -> list[Hit]:
        hits: list[Hit] = []
        for field in self.domain.fields:
            for source, cell in follow(cells, field):
                hits += self._read(source, field, cell)
        return hits

    def _read_cell(self, source: str, field: str, cell: Cell) -> list[Hit]:
        words, cues = self._read_text(cell.text if cell.state == ANSWERED else "")
        hits = find_word_hits(words, field, self._words, cues)
        letters = self._find_letters(cell, words, cues, field) if self._letters else []
        if letters:
            hits = sorted([*hits, *letters], key=lambda hit: (hit.start, hit.end))
        if not hits or source != field:
            hits = [*hits, *self._read_state(field, cell, words, cues)]
        kept = [hit for hit in hits if hit.code != NO_CODE]
        return kept if source == field else [hit._replace(field=source) for hit in kept]

    def _find_letters(self, cell: Cell, words: tuple[Word, ...], cues: Cues, field: str) -> list[Hit]:
        places = find_letters(cell.text, words, self._options)
        return [
            Hit(self._letters[letter].code, field, words[start].start, words[end - 1].end)
            for letter, start, end in places
            if not cues.deny(start, end) and self._letters[letter].field in ("", field)
        ]

    def _read_state(self, field: str, cell: Cell, words: tuple[Word, ...], cues: Cues) -> list[Hit]:
        if not self._states:
            return []
        denied = cell.state == ANSWERED and cues.in_first_clause() and not _says_yes(words)
        return [
            Hit(rule.code, field, 0, len(cell.text))
            for rule in self._states
            if rule.field in ("", field) and (rule.value == ANY or (rule.value == cell.state and not denied))
        ]


def make_text_reader(guards: Iterable[Guard]) -> TextReader:
    """Return what cuts a text into words and finds reservations in it.

    The last texts are remembered: several domains look at the same answer, and short answers come back.
    """
    index = PatternIndex(guards)

    @lru_cache(maxsize=4096)
    def read_text(text: str) -> tuple[tuple[Word, ...], Cues]:
        words = split_words(text)
        return words, Cues(words, index)

    return read_text


def make_domain_rules(codebook: Codebook) -> dict[str, DomainRules]:
    """Return the rules of each domain that has any, in the order of the codebook."""
    ruled = {rule.domain for rule in codebook.rules}
    read_text = make_text_reader(codebook.guards)
    return {
        domain.id: DomainRules(domain, codebook.rules, read_text)
        for domain in codebook.domains
        if domain.id in ruled
    }


def _says_yes(words: tuple[Word, ...]) -> bool:
    return bool(words) and words[0].text in YES
