"""The coders' workbooks: per chapter one, per domain a sheet, per answer a row, per code a column."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from lobanalysis.coding.bench import Bench
from lobanalysis.coding.codebook import Domain
from lobanalysis.coding.sheets import words
from lobanalysis.coding.sheets.layout import (
    ANSWER,
    FIELD,
    FIXED,
    HEADING_ROWS,
    INTERVIEW,
    NONE,
    SUGGESTIONS,
    Suggested,
    fill_row,
    list_columns,
    stamp_codebook,
)
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
from lobanalysis.errors import UsageError, shorten


def shuffle_interviews(bench: Bench, coder: str) -> list[str]:
    """Return the interviews in the fixed random order of one coder in one wave."""
    order = sorted(bench.interviews.values())
    random.Random(f"{bench.wave}:{coder}").shuffle(order)
    return order


def write_sheets(
    bench: Bench,
    coder: str,
    folder: Path,
    *,
    domains: Sequence[str] = (),
    suggested: Suggested | None = None,
    replace: bool = False,
) -> list[Path]:
    """Write the workbooks of a coder, one per chapter; return their paths.

    What the coder decided before is filled in. Domains of which no answer may be read are left out.

    Raises
    ------
    UsageError
        When there is nothing to code, or a workbook stands there already and `replace` is not set.
    CodingError
        When there is no such domain.
    """
    chapters = group_domains(bench, domains)
    paths = {chapter: folder / f"codeersheet_{bench.wave}_{coder}_{chapter}.xlsx" for chapter in chapters}
    there = [path.name for path in paths.values() if path.exists()]
    if there and not replace:
        hint = "import it first, or give --force or another --out"
        raise UsageError(shorten(there), "stands there already and may hold a coder's work", hint=hint)
    for chapter, members in chapters.items():
        save_workbook(make_workbook(bench, coder, chapter, members, suggested), paths[chapter])
    return list(paths.values())


def group_domains(bench: Bench, names: Sequence[str]) -> dict[str, list[Domain]]:
    """Return the domains to code by chapter: those that people code and whose answers may be read."""
    chosen = [bench.codebook.domain(name) for name in names] or [
        domain for domain in bench.codebook.domains if domain.coded_by == "consensus"
    ]
    chapters: dict[str, list[Domain]] = {}
    for domain in chosen:
        if bench.list_fields(domain):
            chapters.setdefault(domain.chapter, []).append(domain)
    if not chapters:
        raise UsageError("--domains", "no answer of these domains may be read", "other domains")
    return chapters


def make_workbook(
    bench: Bench, coder: str, chapter: str, domains: Sequence[Domain], suggested: Suggested | None
) -> Workbook:
    """Return the workbook of one chapter for one coder."""
    book = Workbook()
    book.remove(book.active)
    stamp: list[tuple[str, ...]] = []
    order = shuffle_interviews(bench, coder)
    for domain in domains:
        stamp += write_domain(book, bench, coder, domain, order, suggested)
    write_definitions(book, domains)
    write_lines(book, words.EXPLANATION, words.explain_sheets(bench.wave, coder, bench.codebook.version))
    facts = {"kind": "sheets", "wave": bench.wave, "coder": coder, "chapter": chapter}
    write_stamp(book, facts | stamp_codebook(bench.codebook, domains), stamp)
    book.move_sheet(words.DEFINITIONS, 1 - len(domains))
    return book


def write_domain(
    book: Workbook,
    bench: Bench,
    coder: str,
    domain: Domain,
    order: Sequence[str],
    suggested: Suggested | None,
) -> list[tuple[str, ...]]:
    """Add the sheet of a domain; return the rows that the stamp keeps of it."""
    sheet = book.create_sheet(domain.id[:31])
    columns = list_columns(domain, suggested is not None)
    write_heading(sheet, [column.label for column in columns], [column.id for column in columns])
    sheet.row_dimensions[1].height = 75
    set_widths(sheet, [column.width for column in columns])
    stamp, row, fields = [], HEADING_ROWS, bench.list_fields(domain)
    for interview in order:
        standing = bench.record.standing.get((coder, bench.stamps[interview], domain.id))
        for field in fields:
            row += 1
            answer = format_answer(bench.answers[field].get(interview, ""))
            filled = fill_row(domain, standing, field, fields[0], bench.answers[field].get(interview, ""))
            filled |= {INTERVIEW: interview, FIELD: field, ANSWER: answer}
            if suggested is not None:
                filled[SUGGESTIONS] = suggested.get((interview, domain.id), "") if field == fields[0] else ""
            for place, column in enumerate(columns, 1):
                opened = column.id not in (*FIXED, SUGGESTIONS)
                write_text(sheet, row, place, filled.get(column.id, ""), open_=opened)
            set_height(sheet, row, answer, FIXED[ANSWER][1])
            stamp.append((sheet.title, domain.id, interview, field, fingerprint(answer)))
    choices = [place for place, column in enumerate(columns, 1) if column.id in (*domain.code_ids, NONE)]
    letters = [sheet.cell(1, place).column_letter for place in choices]
    add_choices(sheet, [f"{letter}{HEADING_ROWS + 1}:{letter}{row}" for letter in letters], [words.YES])
    sheet.freeze_panes = sheet.cell(HEADING_ROWS + 1, 4)
    lock_sheet(sheet)
    return stamp


def write_definitions(book: Workbook, domains: Sequence[Domain]) -> None:
    """Add the sheet with the definitions of all codes."""
    sheet = book.create_sheet(words.DEFINITIONS)
    write_heading(sheet, words.DEFINITION_HEADINGS)
    set_widths(sheet, [26, 26, 18, 22, 26, 90])
    row = 1
    for domain in domains:
        for code in domain.codes:
            row += 1
            kind = words.KINDS[None if code.id in domain.exclusive else domain.single]
            texts = (domain.label, domain.question, kind, code.id, code.label, code.definition)
            for column, text in enumerate(texts, 1):
                write_text(sheet, row, column, text)
            set_height(sheet, row, code.definition, 90)
    sheet.freeze_panes = "A2"
    lock_sheet(sheet)
