"""The reviewed word lists of the privacy step: ordinary words, codebook words, brands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lobanalysis.errors import SourceError, shorten
from lobanalysis.intake.export import read_text
from lobanalysis.intake.semicolons import split_semicolons
from lobanalysis.intake.spans import fold
from lobanalysis.paths import Project

CODEBOOK_COLUMNS = {
    "codes.csv": ("domein", "code", "label"),
    "codes_regels.csv": ("domein", "code", "label"),
    "rolnamen.csv": ("canoniek", "variant"),
}
WORD = re.compile(r"[^\W\d_]+")
# Words that are also part of names (van de, ten, el …) or too short to tell anything are no codebook words.
LINKS = frozenset(
    "van de den der het een te ten ter op in en of aan bij per t d s l v n e o k b la le el da du von "
    "ik naar voor met zonder is er ja nee niet als over tussen weet zie".split()
)


@dataclass(frozen=True)
class Brand:
    """A name that points to one school: `kind` is brand or place."""

    name: str
    kind: str


@dataclass(frozen=True)
class WordLists:
    """Folded words: `codebook` is never masked, `ordinary` only where something else says it is a name."""

    codebook: frozenset[str]
    ordinary: frozenset[str]
    brands: tuple[Brand, ...]

    @cached_property
    def guarded(self) -> frozenset[str]:
        """All words that deduce may not take for a person."""
        return self.codebook | self.ordinary


def read_word_lists(project: Project) -> WordLists:
    """Return the codebook's words, the ordinary words and the brands.

    Raises
    ------
    SourceError
        When a list is missing, or a brand consists of codebook words only.
    """
    folder = project.root / "data" / "privacy"
    codebook = read_codebook_words(project)
    return WordLists(
        codebook,
        read_ordinary_words(folder / "gewone_woorden.txt"),
        read_brands(folder / "merken.csv", codebook),
    )


def read_codebook_words(project: Project) -> frozenset[str]:
    """Return every word of the codebook's domains, codes, labels and role names, folded.

    Raises
    ------
    SourceError
        When `codes.csv` is missing.
    """
    words: set[str] = set()
    for name, columns in CODEBOOK_COLUMNS.items():
        path = project.codebook / name
        if not path.is_file() and name != "codes.csv":
            continue
        for row in _read_rows(path, columns):
            words.update(word for column in columns for word in find_words(row[column]))
    return frozenset(words - LINKS)


def read_ordinary_words(path: Path) -> frozenset[str]:
    """Return the reviewed ordinary words, one or more a line; `#` begins a remark."""
    lines = read_text(path, _name(path)).splitlines()
    return frozenset(word for line in lines for word in find_words(line.split("#")[0]))


def read_brands(path: Path, codebook: frozenset[str]) -> tuple[Brand, ...]:
    """Return the names of `merken.csv`, longest first.

    Raises
    ------
    SourceError
        When a name has an unknown kind or holds no word outside the codebook; it names the rows.
    """
    kinds = {"merk": "brand", "plaats": "place"}
    rows = _read_rows(path, ("naam", "soort"))
    wrong = [
        number
        for number, row in enumerate(rows, 2)
        if row["soort"] not in kinds or set(find_words(row["naam"])) - LINKS <= codebook
    ]
    if wrong:
        expected = "soort merk or plaats, and a word that is not in the codebook"
        raise SourceError(_name(path), f"row(s) {shorten(wrong)} cannot be masked", expected)
    brands = [Brand(row["naam"], kinds[row["soort"]]) for row in rows]
    return tuple(sorted(brands, key=lambda brand: (-len(brand.name), brand.name)))


def find_words(text: str) -> list[str]:
    """Return the words of a text, folded, in their order.

    Examples
    --------
    >>> find_words("LOB-coördinator (mbo)")
    ['lob', 'coordinator', 'mbo']
    """
    return WORD.findall(fold(text))


def _read_rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a table with `;` between its cells, that has at least these columns."""
    heading, *rows = split_semicolons(read_text(path, _name(path)), _name(path))
    missing = [name for name in columns if name not in heading]
    wrong = [number for number, row in enumerate(rows, 2) if len(row) != len(heading)]
    if missing or wrong:
        what = (
            f"columns are missing: {shorten(missing)}"
            if missing
            else f"row(s) {shorten(wrong)}: wrong length"
        )
        raise SourceError(_name(path), what, "a table with ; between its cells")
    return [dict(zip(heading, row, strict=True)) for row in rows]


def _name(path: Path) -> str:
    """Return the last three parts of a path, for messages."""
    return "/".join(path.parts[-3:])
