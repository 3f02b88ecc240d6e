"""A wave of any size: the interviews of 2020 repeated, each at a school of its own, with variation.

Names of schools and towns are invented from syllables. A repetition has the answers of its model with their
sentences in another order, now and then one code less, and its school typed in one of several ways.
`python benchmarks/large_wave.py FOLDER INTERVIEWS` changes the project in FOLDER: only for a copy.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from lobanalysis.intake.export import read_export
from lobanalysis.intake.instrument import read_instrument
from lobanalysis.intake.register import read_register
from lobanalysis.intake.stage import read_submissions
from lobanalysis.intake.timestamps import parse_timestamp
from lobanalysis.intake.wave import read_wave
from lobanalysis.paths import Project

WAVE = "2020"
DATA = Path("data") / WAVE
EXPORT, REGISTER = DATA / "bron" / "reacties.csv", DATA / "register.csv"
CODINGS = [DATA / "coderingen" / f"{name}.csv" for name in ("definitief", "codeur_A", "codeur_B")]
STAMP, SCHOOL, FIRST_ANSWER = 0, 2, 6
SHAPES = ("{name}, {town}", "{name} ({town})", "{name} te {town}", "{name} - {town}")
ALONE = 0.07  # of the 44 interviews, three name no town
WRONG = 0.10  # a letter is missing
DROPPED = 0.05
ONSETS, VOWELS, ENDS = "bdfghklmnprstvwz", ("aa", "e", "i", "o", "u", "ie", "oe", "ui"), "lmnrst"
FORMS = {"ROC": "ROC {}", "AOC": "AOC {}", "Vakinstelling": "{} Vakschool"}
TOWNS = 2500
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SENTENCE = re.compile(r"(?<=[.!?]) +")
Row = list[str]


@dataclass
class Words:
    """Invented words, no two equal."""

    chance: random.Random
    used: set[str] = field(default_factory=set)

    def make(self, syllables: int) -> str:
        """Return a word that was not made before."""
        word = self._join(syllables)
        while word in self.used:
            word = self._join(syllables)
        self.used.add(word)
        return word.capitalize()

    def _join(self, syllables: int) -> str:
        parts = (ONSETS, VOWELS, ENDS) * syllables
        return "".join(self.chance.choice(part) for part in parts)


def read_rows(path: Path, separator: str) -> list[Row]:
    """Return all rows of a table, headings first."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def write_rows(path: Path, separator: str, rows: Iterator[Row] | list[Row]) -> None:
    """Write all rows of a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator="\n").writerows(rows)


def find_models(project: Project) -> dict[str, str]:
    """Return, by time stamp in the export, the brin of each interview that counts."""
    wave = read_wave(project, WAVE)
    instrument = read_instrument(wave)
    found = read_submissions(wave, instrument, read_register(wave))
    stamps = read_export(wave, instrument)["tijdstempel"]
    return {stamps[row]: found.schools.at[row, "brin"] for row in found.counted}


def name_brin(number: int) -> str:
    """Return a registration number of its own: digits and two letters.

    Examples
    --------
    >>> name_brin(0), name_brin(1001)
    ('000AA', '001AB')
    """
    letters, digits = divmod(number, 1000)
    first, second = divmod(letters, len(LETTERS))
    return f"{digits:03}{LETTERS[first]}{LETTERS[second]}"


def write_large_wave(root: Path, interviews: int, seed: int = 1) -> None:
    """Add interviews, schools and codings to the wave in a copy of the project until it has `interviews`."""
    chance, models = random.Random(seed), find_models(Project(root))
    words = Words(chance)
    towns = [words.make(3) for _ in range(TOWNS)]
    export, register = read_rows(root / EXPORT, ","), read_rows(root / REGISTER, ";")
    codings = [read_rows(path, ";") for path in (root / path for path in CODINGS)]
    taken = {parse_timestamp(row[STAMP]) for row in export[1:]}
    originals = [row for row in export if row[STAMP] in models]
    known = {parse_timestamp(row[STAMP]).isoformat(): row for row in originals}
    by_stamp = [group_rows(rows[1:]) for rows in codings]
    schools = [row for row in register[1:]]
    for copy in range(1, -(-interviews // len(originals))):
        renamed = {}
        for school in schools:
            alone = chance.random() < ALONE
            new = rename_school(school, len(register), words.make(6 if alone else 5), chance.choice(towns))
            renamed[school[0]] = type_school(new, alone, chance)
            register.append(new)
        for stamp, row in known.items():
            if len(export) - 3 >= interviews:
                break
            time = datetime.fromisoformat(stamp) + timedelta(seconds=copy)
            while time in taken:
                time += timedelta(seconds=1)
            taken.add(time)
            export.append(vary_answers(row, time, renamed[models[row[STAMP]]], copy))
            for rows, groups in zip(codings, by_stamp, strict=True):
                rows.extend(vary_codings(groups.get(stamp, []), time, chance))
    write_rows(root / EXPORT, ",", export)
    write_rows(root / REGISTER, ";", register)
    for path, rows in zip(CODINGS, codings, strict=True):
        write_rows(root / path, ";", rows)


def group_rows(rows: list[Row]) -> dict[str, list[Row]]:
    """Return rows of codings by their time stamp."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row)
    return groups


def rename_school(school: Row, number: int, word: str, town: str) -> Row:
    """Return a school as another one: only province, region, kind and size stay."""
    _, _, _, province, region, kind, students = school
    return [name_brin(number), FORMS[kind].format(word), town, province, region, kind, students]


def type_school(school: Row, alone: bool, chance: random.Random) -> str:
    """Return a school as somebody may type it."""
    _, name, town, *_ = school
    if alone:
        return name
    if chance.random() < WRONG:
        place = chance.randrange(5, len(name) - 1)
        name = name[:place] + name[place + 1 :]
    typed = chance.choice(SHAPES).format(name=name, town=town)
    return typed.lower() if chance.random() < 0.3 else typed


def vary_answers(row: Row, time: datetime, school: str, copy: int) -> Row:
    """Return a submission at another time, of another school, its sentences in another order."""
    answers = [turn_sentences(text, copy) for text in row[FIRST_ANSWER:]]
    return [f"{time:%Y/%m/%d %H:%M:%S}", row[1], school, *row[SCHOOL + 1 : FIRST_ANSWER], *answers]


def turn_sentences(text: str, copy: int) -> str:
    """Return a text that begins with another of its sentences.

    Examples
    --------
    >>> turn_sentences("Een. Twee. Drie.", 1)
    'Twee. Drie. Een.'
    """
    parts = SENTENCE.split(text)
    start = copy % len(parts)
    return " ".join(parts[start:] + parts[:start]) if start else text


def vary_codings(rows: list[Row], time: datetime, chance: random.Random) -> list[Row]:
    """Return codings at another time; of decisions with more codes, one is left out now and then."""
    sizes = Counter(row[1] for row in rows)
    kept = []
    for row in rows:
        if sizes[row[1]] > 1 and chance.random() < DROPPED:
            sizes[row[1]] -= 1
        else:
            kept.append([time.isoformat(), *row[1:]])
    return kept


if __name__ == "__main__":
    write_large_wave(Path(sys.argv[1]).resolve(), int(sys.argv[2]))
