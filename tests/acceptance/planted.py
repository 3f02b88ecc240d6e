"""What must not come out of the intake: every name, address and number in the raw export and the register.

Read here anew, without the project's own code, so that a mistake there cannot hide itself.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from texts import fold, split_words

NAME_COLUMNS = (1, 3)  # Ingevuld door, Gesproken met
SCHOOL_COLUMN = 2
TEST_ROW = "test"
NO_NAMES = frozenset(
    "van de den der het ten ter te el al en la in op dr drs mw mevr dhr mr prof"
    " stagiaire beleid".split()  # a remark beside a name, not a name
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w/])(?:\+31|0031|0)[\s()./-]*\d(?:[\s()./-]*\d){7,9}(?!\w)")
FIRST_ROW = 2


def read_rows(wave: Path) -> list[list[str]]:
    """Return the cells of the raw export, headings left out."""
    with (wave / "bron" / "reacties.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def read_register(wave: Path) -> list[dict[str, str]]:
    """Return the schools of the register."""
    with (wave / "register.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def find_name_parts(rows: list[list[str]]) -> set[str]:
    """Return each part of three or more letters of the names of interviewers and respondents."""
    names = [row[column] for row in rows if row[1] != TEST_ROW for column in NAME_COLUMNS]
    return {part for name in names for part in split_words(name) if len(part) > 2 and part not in NO_NAMES}


def find_whole_names(rows: list[list[str]]) -> set[str]:
    """Return the whole names as typed, the short ones and those with a title too."""
    names = [row[column] for row in rows if row[1] != TEST_ROW for column in NAME_COLUMNS]
    return {" ".join(split_words(name)) for name in names}


def find_school_names(rows: list[list[str]], wave: Path) -> set[str]:
    """Return the names of schools, as registered and as typed."""
    typed = {row[SCHOOL_COLUMN] for row in rows if row[1] != TEST_ROW}
    return {
        " ".join(split_words(name)) for name in typed | {school["naam"] for school in read_register(wave)}
    }


def find_towns(wave: Path) -> set[str]:
    """Return the towns of the register."""
    return {" ".join(split_words(school["plaats"])) for school in read_register(wave)}


def find_marked(rows: list[list[str]], wave: Path, fields: list[str]) -> set[str]:
    """Return the spans that were marked by hand in answers: persons, schools, brands, places."""
    sample = wave.parent / "privacy" / "steekproef.csv"
    with sample.open(encoding="utf-8", newline="") as file:
        marks = list(csv.DictReader(file, delimiter=";"))
    found = set()
    for mark in marks:
        cell = rows[int(mark["row"]) - FIRST_ROW][fields.index(mark["field"])].replace("\r\n", "\n").strip()
        found.add(" ".join(split_words(cell[int(mark["start"]) : int(mark["end"])])))
    return found - {""}


def find_mails(texts: list[str]) -> set[str]:
    """Return the e-mail addresses in texts, folded."""
    return {fold(mail) for text in texts for mail in MAIL.findall(text)}


def find_phones(texts: list[str]) -> set[str]:
    """Return the digits of the telephone numbers in texts."""
    return {re.sub(r"\D", "", number) for text in texts for number in PHONE.findall(text)}
