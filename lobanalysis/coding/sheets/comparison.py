"""The workbook of what two coders differ on: a row per interview, domain and code, to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from lobanalysis.coding.bench import Bench
from lobanalysis.coding.codebook import Domain
from lobanalysis.coding.codings import CONSENSUS
from lobanalysis.coding.decisions import Decision
from lobanalysis.coding.sheets import words
from lobanalysis.coding.sheets.layout import HEADING_ROWS, Column, stamp_codebook
from lobanalysis.coding.sheets.texts import fingerprint, format_answer
from lobanalysis.coding.sheets.workbook import (
    add_choices,
    lock_sheet,
    save_workbook,
    set_height,
    set_widths,
    write_heading,
    write_lines,
    write_stamp,
    write_text,
)
from lobanalysis.errors import CodingError

INTERVIEW, DOMAIN, CODE, DEFINITION, ANSWER = "#interview", "#domein", "#code", "#definitie", "#antwoord"
DECISION, REASON, DATE = "#beslissing", "#reden", "#datum"
AGAINST = "niet {code}: "
COLUMNS = (INTERVIEW, DOMAIN, CODE, DEFINITION, ANSWER, "#1", "#2", "#1_codes", "#2_codes",
           "#1_fragment", "#2_fragment", DECISION, REASON, DATE)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One interview in one domain on which two coders differ, and what the consensus says, if anything."""

    interview: str
    domain: Domain
    first: Decision
    second: Decision
    consensus: Decision | None

    @property
    def disputed(self) -> list[str]:
        """Return the codes to decide on, in the order of the codebook: those that one of the two gave.

        Where codes exclude each other, also those of an earlier consensus: they may have to go.
        """
        given = self.first.codes | self.second.codes
        earlier = self.consensus.codes if self.consensus else frozenset()
        exclude = self.domain.single or bool(set(self.domain.exclusive) & (given | earlier))
        codes = (self.first.codes ^ self.second.codes) | (earlier - given if exclude else frozenset())
        return [code for code in self.domain.code_ids if code in codes]

    @property
    def agreed(self) -> frozenset[str]:
        """Return the other codes: of the consensus where there is one, else those that both gave."""
        codes = self.consensus.codes if self.consensus else self.first.codes & self.second.codes
        return codes - set(self.disputed)

    @property
    def print(self) -> str:
        """Return the hash of what both coders gave."""
        return fingerprint(" | ".join(" ".join(sorted(one.codes)) for one in (self.first, self.second)))


def find_differences(bench: Bench, first: str, second: str) -> list[Difference]:
    """Return on what two coders differ, in the order of the codebook and of the interviews.

    Raises
    ------
    CodingError
        When one of them coded nothing in this wave.
    """
    for coder in (first, second):
        if coder not in {name for name, _, _ in bench.record.standing}:
            known = ", ".join(bench.record.humans)
            raise CodingError("coder", "coded nothing in this wave", f"one of: {known}")
    standing = bench.record.standing
    found = []
    for domain in bench.codebook.domains:
        for stamp, interview in sorted(bench.interviews.items(), key=lambda item: item[1]):
            a, b = (standing.get((coder, stamp, domain.id)) for coder in (first, second))
            if a and b and a.codes != b.codes:
                agreed = standing.get((CONSENSUS, stamp, domain.id))
                found.append(Difference(interview, domain, a, b, agreed))
    return found


def write_comparison(bench: Bench, first: str, second: str, path: Path) -> int:
    """Write the workbook of what two coders differ on; return its number of rows."""
    differences = find_differences(bench, first, second)
    book = Workbook()
    book.remove(book.active)
    stamp = write_differences(book, bench, first, second, differences)
    version = bench.codebook.version
    write_lines(book, words.EXPLANATION, words.explain_comparison(bench.wave, first, second, version))
    facts = {"kind": "compare", "wave": bench.wave, "coder": first, "second": second}
    domains = list(dict.fromkeys(one.domain for one in differences))
    write_stamp(book, facts | stamp_codebook(bench.codebook, domains), stamp)
    save_workbook(book, path)
    return len(stamp)


def list_columns(first: str, second: str) -> list[Column]:
    """Return the columns of the workbook of two coders."""
    codes, fragment = (text.format for text in (words.ALL_CODES, words.FRAGMENT))
    labels = (
        words.INTERVIEW, words.DOMAIN, words.CODE, words.DEFINITION, words.ANSWER, first, second,
        codes(coder=first), codes(coder=second), fragment(coder=first), fragment(coder=second),
        words.DECISION, words.REASON, words.DATE,
    )  # fmt: skip
    widths = (12, 18, 18, 45, 60, 6, 6, 24, 24, 24, 24, 14, 34, 16)
    return [Column(*column) for column in zip(COLUMNS, labels, widths, strict=True)]


def write_differences(
    book: Workbook, bench: Bench, first: str, second: str, differences: Sequence[Difference]
) -> list[tuple[str, ...]]:
    """Add the sheet with a row per code to decide; return the rows that the stamp keeps."""
    sheet = book.create_sheet(words.COMPARISON)
    columns = list_columns(first, second)
    write_heading(sheet, [column.label for column in columns], COLUMNS)
    set_widths(sheet, [column.width for column in columns])
    stamp, row = [], HEADING_ROWS
    for one in differences:
        for code in one.disputed:
            row += 1
            cells = fill_row(bench, one, code)
            for place, column in enumerate(columns, 1):
                opened = column.id in (DECISION, REASON, DATE)
                write_text(sheet, row, place, cells[column.id], open_=opened)
            set_height(sheet, row, cells[ANSWER], 60)
            key = (sheet.title, one.domain.id, one.interview, code)
            stamp.append((*key, fingerprint(cells[ANSWER]), one.print))
    place = [column.id for column in columns].index(DECISION) + 1
    letter = sheet.cell(1, place).column_letter
    if stamp:
        add_choices(sheet, [f"{letter}{HEADING_ROWS + 1}:{letter}{row}"], [words.YES, words.NO])
    sheet.freeze_panes = sheet.cell(HEADING_ROWS + 1, 4)
    lock_sheet(sheet)
    return stamp


def fill_row(bench: Bench, one: Difference, code: str) -> dict[str, str]:
    """Return the cells of one row; decision, reason and date from the consensus, where there is one."""
    definition = next(known.definition for known in one.domain.codes if known.id == code)
    cells = {
        INTERVIEW: one.interview, DOMAIN: one.domain.id, CODE: code, DEFINITION: definition,
        ANSWER: join_answers(bench, one.domain, one.interview), DECISION: "",
        REASON: find_reason(one.consensus, code), DATE: one.consensus.decided_on if one.consensus else "",
    }  # fmt: skip
    if one.consensus:
        cells[DECISION] = words.YES if code in one.consensus.codes else words.NO
    for place, decision in enumerate((one.first, one.second), 1):
        cells[f"#{place}"] = words.YES if code in decision.codes else ""
        cells[f"#{place}_codes"] = ", ".join(c for c in one.domain.code_ids if c in decision.codes)
        cells[f"#{place}_fragment"] = "\n".join(find_fragments(bench, one.interview, decision, code))
    return cells


def join_answers(bench: Bench, domain: Domain, interview: str) -> str:
    """Return the answers of a domain's fields under each other, each after its field."""
    fields = bench.list_fields(domain)
    texts = {field: format_answer(bench.read_answer(field, interview)) for field in fields}
    return "\n".join(f"{field}: {text}" if len(texts) > 1 else text for field, text in texts.items())


def find_fragments(bench: Bench, interview: str, decision: Decision, code: str) -> Iterator[str]:
    """Yield the parts of the answers that a coder rested a code on."""
    for given in decision.given:
        if given.code == code and given.start:
            yield bench.read_answer(given.field, interview)[int(given.start) : int(given.end)]


def find_reason(consensus: Decision | None, code: str) -> str:
    """Return why the consensus gives a code or does not, where that was written down."""
    against = AGAINST.format(code=code)
    for given in consensus.given if consensus else ():
        if given.code == code:
            return given.remark
        if not given.code and given.remark.startswith(against):
            return given.remark.removeprefix(against)
    return ""
